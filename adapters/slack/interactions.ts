import * as z from 'zod/v4'
import {
  createDelivery,
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

/** What a person pressed, picked, typed into a view or called up: docs.slack.dev/reference/interaction-payloads. */

/** Org-wide installations name no workspace. */
const who = {
  team: z.object({ id }).nullish(),
  enterprise: z.object({ id }).nullish(),
  is_enterprise_install: z.boolean().optional(),
  user: z.object({ id, team_id: id.optional() }),
}

const viewSchema = z.object({
  id,
  type: z.enum(['modal', 'home']),
  callback_id: z.string().max(255).default(''),
  private_metadata: z.string().max(3_000).default(''),
})
export type ViewBody = z.infer<typeof viewSchema>

export const pressSchema = z.object({
  type: z.literal('block_actions'),
  ...who,
  channel: z.object({ id }).optional(),
  container: z
    .object({
      is_ephemeral: z.boolean().optional(),
      /** Below a link that somebody posted: the message is theirs. */
      is_app_unfurl: z.boolean().optional(),
      thread_ts: id.optional(),
      message_ts: id.optional(),
    })
    .optional(),
  message: z.object({ thread_ts: id.optional() }).optional(),
  view: viewSchema.optional(),
  response_url: responseUrl,
  trigger_id: triggerId,
  actions: z
    .array(
      z.object({
        type: z.string().max(80).default(''),
        action_id: z.string().max(255),
        value: z.string().max(2_000).nullish(),
        selected_option: z.object({ value: z.string().max(2_000) }).nullish(),
      }),
    )
    .min(1)
    .max(10),
})
export type PressBody = z.infer<typeof pressSchema>

/** From the menu of the message box: it knows no channel. */
export const globalShortcutSchema = z.object({
  type: z.literal('shortcut'),
  ...who,
  callback_id: z.string().max(255),
  trigger_id: z.string().min(1).max(200),
})
export type GlobalShortcut = z.infer<typeof globalShortcutSchema>

/** From the menu of a message. */
export const messageShortcutSchema = z.object({
  type: z.literal('message_action'),
  ...who,
  callback_id: z.string().max(255),
  trigger_id: z.string().min(1).max(200),
  channel: z.object({ id }),
  message: z.object({ ts: id, thread_ts: id.optional(), text: typed.default('') }),
  response_url: responseUrl,
})
export type MessageShortcut = z.infer<typeof messageShortcutSchema>

/** What was filled in, by block and element: docs.slack.dev/reference/interaction-payloads/view-interactions-payload. */
const stateSchema = z.object({
  values: z.record(z.string().max(255), z.record(z.string().max(255), z.object({ value: typed.nullish() }))),
})

export const submissionSchema = z.object({
  type: z.literal('view_submission'),
  ...who,
  trigger_id: triggerId,
  view: viewSchema.extend({ state: stateSchema.default({ values: {} }) }),
})
export type Submission = z.infer<typeof submissionSchema>

const suggestionSchema = z.object({
  type: z.literal('block_suggestion'),
  action_id: z.string().max(255),
  value: typed.default(''),
})

type Reader = (body: object) => Inbound

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['block_actions', readPress],
  ['shortcut', readShortcut(globalShortcutSchema)],
  ['message_action', readShortcut(messageShortcutSchema)],
  ['view_submission', readSubmission],
  ['block_suggestion', readSuggestion],
])

/** The types of body that this file reads. */
export const INTERACTIONS: ReadonlySet<string> = new Set(READERS.keys())

export const readInteraction = (type: string, body: object): Inbound => READERS.get(type)?.(body) ?? IGNORED

function readPress(body: object): Inbound {
  const { data } = pressSchema.safeParse(body)
  if (!data) return MALFORMED
  const texts = data.actions.flatMap(({ type, value }) =>
    type === 'plain_text_input' && value ? [value] : [],
  )
  return deliver(`press:${data.trigger_id ?? digest(data)}`, data, texts.join('\n'))
}

function readShortcut(schema: typeof globalShortcutSchema | typeof messageShortcutSchema): Reader {
  return body => {
    const { data } = schema.safeParse(body)
    if (!data) return MALFORMED
    return deliver(`shortcut:${data.trigger_id}`, data, 'message' in data ? data.message.text : '')
  }
}

function readSubmission(body: object): Inbound {
  const { data } = submissionSchema.safeParse(body)
  if (!data) return MALFORMED
  const { callback_id: callbackId, private_metadata: metadata } = data.view
  const delivery = createDelivery(
    `submission:${data.trigger_id ?? digest(data)}`,
    data,
    textsOf(data).join('\n'),
  )
  return { kind: 'submission', delivery, callbackId, metadata }
}

/** What was typed into the view. */
export const textsOf = ({ view }: Submission): string[] =>
  Object.values(view.state.values)
    .flatMap(block => Object.values(block))
    .flatMap(({ value }) => (value ? [value] : []))

function readSuggestion(body: object): Inbound {
  const { data } = suggestionSchema.safeParse(body)
  return data ? { kind: 'suggestion', actionId: data.action_id, text: data.value } : MALFORMED
}
