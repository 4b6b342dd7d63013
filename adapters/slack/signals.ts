import * as z from 'zod/v4'
import { authorizations, deliver, IGNORED, type Inbound, id, MALFORMED, typed } from './inbound.ts'
import { STEP } from './scopes.ts'

/** Events that are no words to the bot: docs.slack.dev/reference/events. */

const around = {
  type: z.literal('event_callback'),
  event_id: z.string().min(1).max(200),
  team_id: id,
  enterprise_id: id.nullish(),
  authorizations,
}

/** Somebody opened the conversation with the bot, at one of its tabs. */
export const homeOpenedSchema = z.object({
  ...around,
  event: z.object({
    type: z.literal('app_home_opened'),
    user: id,
    tab: z.enum(['home', 'messages']).default('home'),
    channel: id.optional(),
    view: z.object({ private_metadata: z.string().max(3_000).default('') }).optional(),
  }),
})

/** Somebody posted a link to a unit's page, or is about to: then the message has no time yet. */
export const linkSharedSchema = z.object({
  ...around,
  event: z.object({
    type: z.literal('link_shared'),
    channel: id,
    message_ts: id,
    unfurl_id: z.string().max(200).optional(),
    source: z.enum(['composer', 'conversations_history']).optional(),
    links: z.array(z.object({ url: z.string().max(2_000) })).max(50),
  }),
})
export type LinkShared = z.infer<typeof linkSharedSchema>['event']

/** Somebody opened a thread of the Assistant container: the older form of the agent. */
export const threadStartedSchema = z.object({
  ...around,
  event: z.object({
    type: z.enum(['assistant_thread_started', 'assistant_thread_context_changed']),
    assistant_thread: z.object({ user_id: id, channel_id: id, thread_ts: id }),
  }),
})

/** A workflow has come to our step. The token is of this one run. */
export const stepSchema = z.object({
  ...around,
  event: z.object({
    type: z.literal('function_executed'),
    function: z.object({ callback_id: z.string().max(255) }),
    function_execution_id: id,
    bot_access_token: z.string().max(500).optional(),
    inputs: z.object({ question: typed.default('') }),
  }),
})

const SCHEMAS = new Map<
  string,
  typeof homeOpenedSchema | typeof linkSharedSchema | typeof threadStartedSchema | typeof stepSchema
>([
  ['app_home_opened', homeOpenedSchema],
  ['assistant_thread_context_changed', threadStartedSchema],
  ['assistant_thread_started', threadStartedSchema],
  ['function_executed', stepSchema],
  ['link_shared', linkSharedSchema],
])

/** The types of event that this file reads. */
export const SIGNALS: ReadonlySet<string> = new Set(SCHEMAS.keys())

export function readSignal(type: string, body: object): Inbound {
  const { data } = SCHEMAS.get(type)?.safeParse(body) ?? {}
  if (!data) return MALFORMED
  const { event } = data
  const isOthers = event.type === 'function_executed' && !Object.hasOwn(STEP, event.function.callback_id)
  if (isOthers) return IGNORED
  const text = event.type === 'function_executed' ? event.inputs.question : ''
  return deliver(`event:${data.event_id}`, data, text)
}
