import { createHash } from 'node:crypto'
import * as z from 'zod/v4'
import { unescapeText } from './mrkdwn.ts'

/**
 * What Slack sends, cut down to what is used: the rest (names, whole messages) is neither kept nor passed on.
 * Sources: docs.slack.dev/apis/events-api, .../slash-commands, .../block_actions-payload.
 */

/** The core reads 500 characters and says so where there were more. */
const TYPED_MOST = 4_000
/** Ids, and the times that tell messages apart: nothing that Slack's markup could read. */
const id = z
  .string()
  .max(64)
  .regex(/^[\w.-]+$/)
const typed = z.string().transform(text => unescapeText(text.slice(0, TYPED_MOST)))
const responseUrl = z.string().max(1_000).optional()
const triggerId = z.string().min(1).max(200).optional()

export const commandSchema = z.object({
  command: z.string().min(1).max(64),
  text: typed.default(''),
  team_id: id,
  user_id: id,
  channel_id: id,
  response_url: responseUrl,
  trigger_id: triggerId,
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
  /** For whom it was sent, which in a channel shared between organisations is not where it happened. */
  authorizations: z
    .array(z.object({ team_id: id.nullable() }))
    .max(10)
    .optional()
    .catch(undefined),
  event: messageSchema,
})

export const pressSchema = z.object({
  type: z.literal('block_actions'),
  team: z.object({ id }).nullish(),
  user: z.object({ id, team_id: id.optional() }),
  channel: z.object({ id }).optional(),
  container: z.object({ is_ephemeral: z.boolean().optional(), thread_ts: id.optional() }).optional(),
  message: z.object({ thread_ts: id.optional() }).optional(),
  response_url: responseUrl,
  trigger_id: triggerId,
  actions: z
    .array(
      z.object({
        action_id: z.string().max(255),
        value: z.string().max(2_000).optional(),
        selected_option: z.object({ value: z.string().max(2_000) }).optional(),
      }),
    )
    .min(1)
    .max(10),
})
export type PressBody = z.infer<typeof pressSchema>

/** Something that is owed an answer. */
export interface Delivery {
  id: string
  body: Command | z.infer<typeof eventSchema> | PressBody
  /** What somebody typed. */
  typed: string
}

export type Inbound =
  | { kind: 'delivery'; delivery: Delivery }
  | { kind: 'challenge'; challenge: string }
  /** Well-formed, and nothing to us. */
  | { kind: 'ignored' }
  | { kind: 'malformed' }

const MALFORMED: Inbound = { kind: 'malformed' }
const IGNORED: Inbound = { kind: 'ignored' }

/** Sorts a parsed body, over whichever line it came. */
export function readInbound(body: unknown): Inbound {
  if (typeof body !== 'object' || body === null) return MALFORMED
  if ('command' in body) return readCommand(body)
  if (!('type' in body) || typeof body.type !== 'string') return MALFORMED
  if (body.type === 'event_callback') return readEvent(body)
  if (body.type === 'block_actions') return readPress(body)
  if (body.type !== 'url_verification') return IGNORED
  return 'challenge' in body && typeof body.challenge === 'string'
    ? { kind: 'challenge', challenge: body.challenge.slice(0, 1_000) }
    : MALFORMED
}

function readCommand(body: object): Inbound {
  const { data } = commandSchema.safeParse(body)
  if (!data) return MALFORMED
  return deliver(`command:${data.trigger_id ?? digest(data)}`, data, data.text)
}

function readPress(body: object): Inbound {
  const { data } = pressSchema.safeParse(body)
  return data ? deliver(`press:${data.trigger_id ?? digest(data)}`, data, '') : MALFORMED
}

/**
 * Bots' messages, edits and every other subtype are nothing to us. A mention counts in channels, a message
 * in the direct conversation: where Slack sends both for one text, one of them is dropped here.
 */
function readEvent(body: object): Inbound {
  const outer = envelope.safeParse(body).data
  if (!outer) return MALFORMED
  const { type, subtype, bot_id: bot, user, edited } = outer.event
  if (type !== 'app_mention' && type !== 'message') return IGNORED
  if (subtype !== undefined || bot || user === SLACKBOT || edited !== undefined) return IGNORED
  const { data } = eventSchema.safeParse(body)
  if (!data) return MALFORMED
  if (isDirect(data.event) !== (type === 'message')) return IGNORED
  return deliver(`event:${data.event_id}`, data, data.event.text)
}

/** Ids of direct conversations begin with D. */
export const isDirectChannel = (channel: string): boolean => channel.startsWith('D')

const isDirect = ({ channel, channel_type: kind }: MessageEvent): boolean =>
  kind === undefined ? isDirectChannel(channel) : kind === 'im'

const deliver = (id: string, body: Delivery['body'], text: string): Inbound => ({
  kind: 'delivery',
  delivery: { id: `slack:${id}`, body, typed: text },
})

/** Tells deliveries without a trigger id apart. */
const digest = (data: object): string => createHash('sha256').update(JSON.stringify(data)).digest('hex')
