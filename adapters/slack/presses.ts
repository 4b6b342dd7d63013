import type { WebClient } from '@slack/web-api'
import type { Answer } from '../../src/answer/answer.ts'
import { decodePress, type Press } from '../../src/cards/press.ts'
import { isNotice, type Notice, type Presser } from '../../src/core.ts'
import { ACTION_ID } from './actions.ts'
import type { Tools } from './answers.ts'
import { isDirectChannel } from './bodies.ts'
import { sendBy } from './failures.ts'
import type { PressBody } from './interactions.ts'
import { langOf } from './readers.ts'
import { type Message, renderCard, renderLine } from './render.ts'
import { edit, post, type Spot, whisper } from './send.ts'
import { within } from './timing.ts'

/** Where a button was pressed, and by whom. */
interface Scene {
  team: string
  user: string
  spot: Spot | undefined
  url: string | undefined
  /** The next card takes the place of this one: nobody else reads it. */
  isPrivate: boolean
  isEphemeral: boolean
  /** The message whose button was pressed, where it is one that can be edited. */
  message: { channel: string; ts: string } | undefined
}

/**
 * A button or a menu. On a card that only the presser sees, the next card replaces it; in a channel it is
 * whispered to the presser; 'share' posts the card for all.
 */
export function answerPress(tools: Tools, client: WebClient, body: PressBody): Promise<void> {
  const scene = sceneOf(body)
  const press = pressOf(body)
  if (!press) return sayTo(tools, client, scene, 'slack:unknown-action')
  return tools.unsent.once(
    body.trigger_id ?? JSON.stringify(body),
    () => act(tools, press, presserOf(tools, scene, press)),
    async outcome => {
      if (!outcome) return await sayTo(tools, client, scene, 'slack:trouble')
      if (isNotice(outcome))
        return await aside(tools, client, scene, renderLine(tools.services.toNotice(outcome)))
      if (press.action === 'share') return await share(tools, client, scene, outcome)
      await show(tools, client, scene, renderOutcome(tools, scene, press, outcome))
    },
  )
}

function sceneOf(body: PressBody): Scene {
  const channel = body.channel?.id
  const isEphemeral = body.container?.is_ephemeral ?? false
  const isUnfurl = body.container?.is_app_unfurl ?? false
  const ts = isEphemeral || isUnfurl ? undefined : body.container?.message_ts
  return {
    team: body.team?.id ?? body.user.team_id ?? '',
    user: body.user.id,
    spot: channel ? { channel, thread: body.container?.thread_ts ?? body.message?.thread_ts } : undefined,
    url: body.response_url,
    isPrivate: isEphemeral || (channel !== undefined && isDirectChannel(channel) && !isUnfurl),
    isEphemeral,
    message: channel && ts ? { channel, ts } : undefined,
  }
}

function pressOf({ actions: [action] }: PressBody): Press | undefined {
  if (!action || !ACTION_ID.test(action.action_id)) return undefined
  return decodePress(action.selected_option?.value ?? action.value)
}

function presserOf({ services }: Tools, scene: Scene, press: Press): Presser {
  const { team, user, spot, isEphemeral } = scene
  // In the direct conversation a thread is a conversation; elsewhere what follows a press is the presser's own.
  const place = scene.isPrivate && !isEphemeral ? (spot?.thread ?? user) : user
  return {
    asker: services.secret.hash('asker', 'slack', team, user),
    conversation: services.secret.hash('conversation', 'slack', team, spot?.channel ?? '', place),
    private: press.action !== 'share',
    record: true,
  }
}

/** Undefined where the core failed: a fault of ours, told as such. */
export async function act(
  { services, timing }: Pick<Tools, 'services' | 'timing'>,
  press: Press,
  by: Presser,
): Promise<Answer | Notice | undefined> {
  const { core, log } = services
  try {
    return await within(timing.coreMs, 'the press', core.act(press, by))
  } catch (error) {
    log.error({ err: error, action: press.action }, 'a press could not be answered')
    return undefined
  }
}

function renderOutcome({ services }: Tools, scene: Scene, press: Press, answer: Answer): Message {
  const { toCard, translate } = services
  const card = toCard(answer, press.page === undefined ? {} : { page: press.page })
  return renderCard(card, { translate, isShareable: scene.isEphemeral || !scene.isPrivate })
}

/** The next card. */
async function show(tools: Tools, client: WebClient, scene: Scene, message: Message): Promise<void> {
  if (!scene.isPrivate) return await aside(tools, client, scene, message)
  const { message: before } = scene
  await sendBy(
    tools.services.log,
    () => tools.respond(scene.url, { ...message, response_type: 'ephemeral', replace_original: true }),
    ...(before ? [() => edit(client, before, message)] : []),
    ...whisperTo(client, scene, message),
  )
}

/** Beside the card, to the presser alone. */
async function aside(
  { services, respond }: Tools,
  client: WebClient,
  scene: Scene,
  message: Message,
): Promise<void> {
  const byUrl = () => respond(scene.url, { ...message, response_type: 'ephemeral', replace_original: false })
  const byCall = whisperTo(client, scene, message)
  // Only the call knows threads; only the address reaches channels that the bot has not joined.
  await sendBy(services.log, ...(scene.isPrivate ? [byUrl, ...byCall] : [...byCall, byUrl]))
}

const whisperTo = (client: WebClient, { spot, user }: Scene, message: Message): (() => Promise<unknown>)[] =>
  spot ? [() => whisper(client, spot, user, message)] : []

/** Posted by the bot or, where it is no member of the channel, through the address that came with the press. */
async function share(tools: Tools, client: WebClient, scene: Scene, answer: Answer): Promise<void> {
  if (answer.sensitive) return await sayTo(tools, client, scene, 'slack:unknown-action')
  const { toCard, translate, log } = tools.services
  const message = renderCard(toCard(answer), { translate, isShareable: false, sharedBy: scene.user })
  const { spot } = scene
  await sendBy(log, ...(spot ? [() => post(client, spot, message)] : []), () =>
    tools.respond(scene.url, { ...message, response_type: 'in_channel', replace_original: false }),
  )
}

/** A line of our own where no answer tells the language. */
async function sayTo(tools: Tools, client: WebClient, scene: Scene, key: string): Promise<void> {
  const { translate, defaultLang } = tools.services
  const reader = await tools.readers.of(scene.team, scene.user)
  await aside(tools, client, scene, renderLine(translate(langOf(reader, defaultLang), key)))
}
