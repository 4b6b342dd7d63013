import * as z from 'zod/v4'

/**
 * What the connector says beside 403 where the bot may not write any more (learn.microsoft.com, Messages
 * in bot conversations, "Status codes from bot conversational APIs"): it was removed, blocked by the
 * person, or switched off by an administrator.
 */
const GONE = new Set([
  'BotNotInConversationRoster',
  'BotDisabledByAdmin',
  'ConversationBlockedByUser',
  'MessageWritesBlocked',
  'ForbiddenOperationException',
])

interface SendErrorOptions {
  /** The connector's own word for it, such as `BotNotInConversationRoster`. */
  code?: string | undefined
  /** When to come again, where the connector said so. */
  retryAfterMs?: number | undefined
}

/** The connector refused a send. */
export class SendError extends Error {
  readonly status: number
  readonly code: string | undefined
  readonly retryAfterMs: number | undefined
  constructor(status: number, { code, retryAfterMs }: SendErrorOptions = {}) {
    super(`the connector answered ${status}`)
    this.name = 'SendError'
    this.status = status
    this.code = code
    this.retryAfterMs = retryAfterMs
  }

  /** The bot has no place there any more: the conversation can be forgotten. */
  get isGone(): boolean {
    if (this.status === 404) return this.code !== 'ActivityNotFoundInConversation'
    return this.status === 403 && this.code !== undefined && GONE.has(this.code)
  }
}

const bodySchema = z.object({
  error: z
    .object({
      code: z.string().max(100).optional(),
      innerHttpError: z.object({ body: z.object({ subCode: z.string().max(100) }) }).optional(),
    })
    .optional(),
  subCode: z.string().max(100).optional(),
})

/** The code in a refusal's body; Teams puts MessageWritesBlocked into a field of its own. */
export function codeIn(text: string): string | undefined {
  try {
    const { error, subCode } = bodySchema.parse(JSON.parse(text))
    return subCode ?? error?.innerHttpError?.body.subCode ?? error?.code
  } catch {
    return undefined
  }
}
