import * as z from 'zod/v4'
import { authorizations, deliver, IGNORED, type Inbound, id, MALFORMED } from './inbound.ts'

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

const SCHEMAS = new Map<string, typeof homeOpenedSchema | typeof linkSharedSchema>([
  ['app_home_opened', homeOpenedSchema],
  ['link_shared', linkSharedSchema],
])

/** The types of event that this file reads. */
export const SIGNALS: ReadonlySet<string> = new Set(SCHEMAS.keys())

export function readSignal(type: string, body: object): Inbound {
  const { data } = SCHEMAS.get(type)?.safeParse(body) ?? {}
  if (!data) return MALFORMED
  const isNothing = data.event.type === 'app_home_opened' && data.event.tab !== 'home'
  return isNothing ? IGNORED : deliver(`event:${data.event_id}`, data, '')
}
