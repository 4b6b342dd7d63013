import * as z from 'zod/v4'
import {
  authorizations,
  deliver,
  digest,
  IGNORED,
  type Inbound,
  id,
  MALFORMED,
  responseUrl,
  triggerId,
  typed,
} from './inbound.ts'
import { INTERACTIONS, readInteraction } from './interactions.ts'
import { readSignal, SIGNALS } from './signals.ts'

/**
 * What Slack sends, cut down to what is used: the rest (names, whole messages) is neither kept nor passed on.
 * Sources: docs.slack.dev/apis/events-api, .../slash-commands.
 */

/** Where an organisation has installed the app for its workspaces. */
const organisation = { enterprise_id: id.nullish() }

export const commandSchema = z.object({
  command: z.string().min(1).max(64),
  text: typed.default(''),
  team_id: id,
  user_id: id,
  channel_id: id,
  response_url: responseUrl,
  trigger_id: triggerId,
  ...organisation,
  is_enterprise_install: z.enum(['true', 'false']).optional().catch(undefined),
})
export type Command = z.infer<typeof commandSchema>

/** Slack's own bot: its messages bear no bot_id. */
const SLACKBOT = 'USLACKBOT'

const envelope = z.object({
  type: z.literal('event_callback'),
  event_id: z.string().min(1).max(200),
  event: z.object({
    type: z.string().max(80),
    subtype: z.string().max(80).optional(),
    bot_id: z.string().max(64).nullish(),
    user: z.unknown(),
    edited: z.unknown().optional(),
  }),
})

/** A text to the bot: a mention, or a direct message. */
export const messageSchema = z.object({
  type: z.enum(['app_mention', 'message']),
  user: id,
  text: typed,
  channel: id,
  channel_type: z.string().max(20).optional(),
  ts: id,
  thread_ts: id.optional(),
})
export type MessageEvent = z.infer<typeof messageSchema>

const eventSchema = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  team_id: id,
  ...organisation,
  authorizations,
  event: messageSchema,
})

/** The app was uninstalled, or tokens of it revoked; those of users are nothing to us. */
export const leavingSchema = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  /** Seconds since 1970. */
  event_time: z.int(),
  team_id: id,
  ...organisation,
  event: z.object({
    type: z.enum(['app_uninstalled', 'tokens_revoked']),
    tokens: z.object({ bot: z.array(z.string().max(64)).max(1_000).nullish() }).nullish(),
  }),
})
export type Leaving = z.infer<typeof leavingSchema>

/** Sorts a parsed body, over whichever line it came. */
export function readInbound(body: unknown): Inbound {
  if (typeof body !== 'object' || body === null) return MALFORMED
  if ('command' in body) return readCommand(body)
  if (!('type' in body) || typeof body.type !== 'string') return MALFORMED
  if (body.type === 'event_callback') return readEvent(body)
  if (INTERACTIONS.has(body.type)) return readInteraction(body.type, body)
  if (body.type !== 'url_verification') return IGNORED
  return 'challenge' in body && typeof body.challenge === 'string'
    ? { kind: 'challenge', challenge: body.challenge.slice(0, 1_000) }
    : MALFORMED
}

function readCommand(body: object): Inbound {
  const { data } = commandSchema.safeParse(body)
  if (!data) return MALFORMED
  return { kind: 'delivery', delivery: { id: commandId(data), body: data, typed: data.text } }
}

/** The id of the delivery, the same on each repetition. */
export const commandId = (command: Command): string =>
  `slack:command:${command.trigger_id ?? digest(command)}`

/**
 * Bots' messages, edits and every other subtype are nothing to us. A mention counts in channels, a message
 * in the direct conversation: where Slack sends both for one text, one of them is dropped here.
 */
function readEvent(body: object): Inbound {
  const outer = envelope.safeParse(body).data
  if (!outer) return MALFORMED
  const { type, subtype, bot_id: bot, user, edited } = outer.event
  if (SIGNALS.has(type)) return readSignal(type, body)
  if (type === 'app_uninstalled' || type === 'tokens_revoked') return readLeaving(body)
  if (type !== 'app_mention' && type !== 'message') return IGNORED
  if (subtype !== undefined || bot || user === SLACKBOT || edited !== undefined) return IGNORED
  const { data } = eventSchema.safeParse(body)
  if (!data) return MALFORMED
  if (isDirect(data.event) !== (type === 'message')) return IGNORED
  return deliver(`event:${data.event_id}`, data, data.event.text)
}

/** The bot is to forget a workspace. */
function readLeaving(body: object): Inbound {
  const { data } = leavingSchema.safeParse(body)
  return data ? deliver(`event:${data.event_id}`, data, '') : MALFORMED
}

/** Ids of direct conversations begin with D. */
export const isDirectChannel = (channel: string): boolean => channel.startsWith('D')

const isDirect = ({ channel, channel_type: kind }: MessageEvent): boolean =>
  kind === undefined ? isDirectChannel(channel) : kind === 'im'
