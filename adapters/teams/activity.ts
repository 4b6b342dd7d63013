import * as z from 'zod/v4'
import { LIMITS } from './limits.ts'

/** Senders write what they do not know as null, too. */
const optional = <S extends z.ZodType>(schema: S) => schema.nullish().transform(value => value ?? undefined)
const id = z.string().min(1).max(LIMITS.idLength)
const account = z.object({
  id,
  name: optional(z.string().max(LIMITS.idLength)),
  aadObjectId: optional(z.string().max(LIMITS.idLength)),
  role: optional(z.string().max(LIMITS.idLength)),
})

const members = optional(z.array(z.object({ id })).max(1_000))

/**
 * The fields of a Bot Framework activity that we use; all others are dropped. Too long a text is cut and
 * an odd locale ignored, for neither is a reason to leave a person without an answer.
 */
export const incomingSchema = z.object({
  type: z.string().min(1).max(100),
  id,
  channelId: z.string().min(1).max(100),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(LIMITS.idLength),
  from: account,
  recipient: account,
  conversation: z.object({
    id,
    conversationType: optional(z.string().max(100)),
    isGroup: optional(z.boolean()),
    tenantId: optional(z.string().max(100)),
  }),
  channelData: optional(
    z.object({
      tenant: optional(z.object({ id: z.string().max(100) })),
      team: optional(z.object({ id: optional(id) })),
      channel: optional(z.object({ id: optional(id) })),
      /** Of a conversationUpdate and a messageUpdate: what happened. */
      eventType: optional(z.string().max(100)),
    }),
  ),
  /** Of an edit: when it was made. */
  timestamp: optional(z.string().max(100)),
  text: optional(z.string().transform(text => text.slice(0, LIMITS.questionLength))),
  locale: z.string().max(35).optional().catch(undefined),
  replyToId: optional(id),
  /** Of an invoke: what is invoked. */
  name: optional(z.string().max(200)),
  /** Of an invoke: what a button carries; checked where it is used. */
  value: z.unknown(),
  /** Of an installationUpdate. */
  action: optional(z.string().max(100)),
  membersAdded: members,
  membersRemoved: members,
})
export type Incoming = Readonly<z.infer<typeof incomingSchema>>

/** From the command bar a message extension is used nowhere: then the place is the person's own. */
const placelessSchema = z.looseObject({
  type: z.literal('invoke'),
  name: z.string().startsWith('composeExtension/'),
  from: z.looseObject({ id }),
  conversation: z.null().optional(),
})

function withPlace(body: unknown): unknown {
  const placeless = placelessSchema.safeParse(body).data
  return placeless
    ? { ...placeless, conversation: { id: placeless.from.id, conversationType: 'personal' } }
    : body
}

/** Undefined where the bytes are no activity. */
export function parseActivity(body: unknown): Incoming | undefined {
  if (!Buffer.isBuffer(body) || body.length === 0) return undefined
  try {
    return incomingSchema.safeParse(withPlace(JSON.parse(body.toString('utf8')))).data
  } catch {
    return undefined
  }
}

/** The tenants that the activity names: one, unless something is wrong. */
export function tenantsOf({ channelData, conversation }: Incoming): readonly string[] {
  const named = [channelData?.tenant?.id, conversation.tenantId]
  return [...new Set(named.filter(tenant => tenant !== undefined).map(tenant => tenant.toLowerCase()))]
}

export function isPersonal({ conversation }: Incoming): boolean {
  const { conversationType, isGroup } = conversation
  return conversationType ? conversationType === 'personal' : !isGroup
}

export const isFromBot = ({ from, recipient }: Incoming): boolean =>
  from.id === recipient.id || from.role === 'bot'

/** The group chat or channel, without the thread that Teams writes behind it. */
export const placeOf = ({ conversation }: Incoming): string =>
  conversation.id.split(';')[0] ?? conversation.id
