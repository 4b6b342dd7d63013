import type { WebClient } from '@slack/web-api'
import type { Services } from '../../src/adapter.ts'
import type { Answer } from '../../src/answer/answer.ts'
import type { Question } from '../../src/core.ts'
import type { MessageEvent } from './bodies.ts'
import { sendBy } from './failures.ts'
import { langOf, type Readers } from './readers.ts'
import type { Held } from './reception.ts'
import { type Message, renderCard, renderLine } from './render.ts'
import type { Respond } from './response-url.ts'
import { post, postDirect, whisper } from './send.ts'
import { type Timing, within } from './timing.ts'
import type { Unsent } from './unsent.ts'
import type { Workspaces } from './workspaces.ts'

/** What the listeners share. */
export interface Tools {
  services: Services
  readers: Readers
  respond: Respond
  timing: Timing
  unsent: Unsent
  workspaces: Workspaces
  held: Held
}

/** A question is recorded unless it says otherwise. */
type Draft = Omit<Question, 'record' | 'asker' | 'conversation'> & Partial<Pick<Question, 'record'>>
export interface Told {
  /** Undefined where the core failed. */
  answer?: Answer
  message: Message
  lang: Answer['lang']
  isSensitive: boolean
}

/** A mention in a channel: answered in the thread, or to the asker alone where the matter is sensitive. */
export function answerMention(
  tools: Tools,
  client: WebClient,
  team: string,
  event: MessageEvent,
): Promise<void> {
  const { user, channel, ts, thread_ts: running, text } = event
  const { log, translate } = tools.services
  const spot = { channel, thread: running ?? ts }
  const key = ['conversation', 'slack', team, channel, spot.thread]
  return tools.unsent.once(
    `${channel}.${ts}`,
    () => tell(tools, { team, user, key, isShareable: false }, { text, private: false }),
    async ({ message, isSensitive, lang }) => {
      // Slack shows a whisper in a thread only where the thread is running already.
      const hush = () => whisper(client, { channel, thread: running }, user, message)
      const tellDirectly = () => postDirect(client, user, message)
      if (!isSensitive) return await sendBy(log, () => post(client, spot, message), hush, tellDirectly)
      await sendBy(log, hush, tellDirectly)
      try {
        await post(client, spot, renderLine(translate(lang, 'slack:answered-privately')))
      } catch (error) {
        // The answer has gone out: a second attempt would only repeat it.
        log.warn({ err: error }, 'the line in the thread could not be posted')
      }
    },
  )
}

/** A direct message: answered where it was written. */
export function answerDirect(
  tools: Tools,
  client: WebClient,
  team: string,
  event: MessageEvent,
): Promise<void> {
  const { user, channel, ts, thread_ts: thread, text } = event
  const key = ['conversation', 'slack', team, channel, thread ?? user]
  return tools.unsent.once(
    `${channel}.${ts}`,
    () => tell(tools, { team, user, key, isShareable: false }, { text, private: true }),
    ({ message }) => sendBy(tools.services.log, () => post(client, { channel, thread }, message)),
  )
}

/** Who asks, in which conversation. */
export interface Place {
  team: string
  user: string
  /** What tells the conversation from every other one. */
  key: readonly string[]
  isShareable: boolean
}

/** Asks the core. A fault of ours becomes a line that says so, in the reader's language. */
export async function tell(
  { services, readers, timing }: Tools,
  { team, user, key, isShareable }: Place,
  draft: Draft,
): Promise<Told> {
  const { core, secret, toCard, translate, log, defaultLang } = services
  const reader = await readers.of(team, user)
  const question: Question = { record: true, ...draft, ...reader, conversation: secret.hash(...key) }
  try {
    const answer = await within(timing.coreMs, 'the answer', core.ask(question))
    const message = renderCard(toCard(answer), { translate, isShareable })
    return { answer, message, lang: answer.lang, isSensitive: answer.sensitive }
  } catch (error) {
    log.error({ err: error }, 'a question could not be answered')
    const lang = langOf(reader, defaultLang)
    return {
      message: renderLine(translate(lang, 'slack:trouble')),
      lang,
      isSensitive: core.isSensitive(draft.text),
    }
  }
}
