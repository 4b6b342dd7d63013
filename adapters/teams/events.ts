import type { InvokeResponse } from 'botbuilder'
import * as z from 'zod/v4'
import type { Services } from '../../src/adapter.ts'
import type { Answer } from '../../src/answer/answer.ts'
import { decodePress, type Press } from '../../src/cards/press.ts'
import { isNotice } from '../../src/core.ts'
import { type Lang, langOfLocale } from '../../src/lang.ts'
import { type Incoming, isPersonal } from './activity.ts'
import type { Connector, Outgoing } from './connector.ts'
import { withDeadline } from './deadline.ts'
import { VERB } from './elements.ts'
import { cardResponse, errorResponse, messageResponse } from './invoke-response.ts'
import type { Limits } from './limits.ts'
import { lineCard, lineOf } from './line.ts'
import type { Cards } from './outgoing.ts'
import { createQueue } from './queue.ts'
import type { ChatReferences } from './references.ts'
import { createReplies } from './replies.ts'
import type { Sender } from './send.ts'
import { plainText } from './text.ts'
import { whileTyping } from './typing.ts'
import { refreshFor, type View, viewOf } from './viewer.ts'
import { savedLang, whoOf } from './who.ts'

interface Events {
  /** Answers a message. Rejects where the answer did not go out and shall be tried again. */
  message(incoming: Incoming): Promise<void>
  /** Answers a message that was written anew, in the place of the earlier answer. Rejects like `message`. */
  edit(incoming: Incoming): Promise<void>
  /** Greets a conversation that the bot came to, with the help card. Rejects like `message`. */
  welcome(incoming: Incoming): Promise<void>
  /** Shows the card of a press to all in the conversation. Rejects like `message`. */
  share(incoming: Incoming): Promise<void>
  /** Answers a press, for the one who pressed. Never rejects. */
  press(incoming: Incoming): Promise<InvokeResponse>
  /** Tells somebody of a foreign tenant that the bot is not for them. Rejects like `message`. */
  refuse(incoming: Incoming): Promise<void>
  /** The same as the answer to a press. */
  refusePress(incoming: Incoming): InvokeResponse
}

interface EventsOptions {
  services: Services
  connector: Pick<Connector, 'reply' | 'replyInPrivate' | 'update'>
  cards: Cards
  sender: Sender
  references: Pick<ChatReferences, 'lose'>
  limits: Limits
}

export function createEvents({
  services,
  connector,
  cards,
  sender,
  references,
  limits,
}: EventsOptions): Events {
  const { core, toCard, toNotice, translate, log, defaultLang } = services
  const langOf = ({ locale }: Incoming): Lang => langOfLocale(locale) ?? defaultLang

  const replies = createReplies(services, { limits })
  /** A question and its edits are answered one after the other. */
  const inTurn = createQueue()

  async function reply(incoming: Incoming, outgoing: Outgoing): Promise<string | undefined> {
    const sent = await sender.send(incoming.conversation.id, () => connector.reply(incoming, outgoing))
    if (sent.outcome === 'gone') await references.lose(incoming)
    return sent.outcome === 'sent' ? sent.value : undefined
  }

  /** Answers in the place of an earlier answer, or anew where somebody has deleted that. */
  async function replace(
    incoming: Incoming,
    earlier: string,
    outgoing: Outgoing,
  ): Promise<string | undefined> {
    const update = () => connector.update(incoming, earlier, outgoing)
    const { outcome } = await sender.send(incoming.conversation.id, update)
    return outcome === 'sent' ? earlier : await reply(incoming, outgoing)
  }

  async function ask(incoming: Incoming, text: string): Promise<Answer | undefined> {
    const who = whoOf(incoming, services)
    const saved = await savedLang(who.asker, services)
    try {
      return await core.ask({
        text,
        ...who,
        record: text !== '',
        ...(saved ? { saved } : {}),
        ...(incoming.locale ? { locale: incoming.locale } : {}),
      })
    } catch (error) {
      log.error({ err: error }, 'Teams: the core rejected a question')
      return undefined
    }
  }

  async function answer(incoming: Incoming, text: string, earlier?: string): Promise<void> {
    const typing = () => connector.reply(incoming, { type: 'typing' })
    const found = await whileTyping(limits.typingMs, typing, () => ask(incoming, text))
    const say = (outgoing: Outgoing) =>
      earlier ? replace(incoming, earlier, outgoing) : reply(incoming, outgoing)
    const sayLine = (line: string, lang: Lang) => say(earlier ? lineCard(line, lang) : lineOf(line))
    if (!found) {
      await sayLine(translate(langOf(incoming), 'teams:failed'), langOf(incoming))
    } else if (found.sensitive && !isPersonal(incoming)) {
      await answerInPrivate(incoming, found, key => sayLine(translate(found.lang, key), found.lang))
    } else {
      const id = await say(cardFor(incoming, found))
      if (id && !found.sensitive) await replies.keep(incoming, id)
    }
  }

  /** Where several people read it, each gets it in their own language. */
  function cardFor(incoming: Incoming, found: Answer): Outgoing {
    const isForOne = found.sensitive || isPersonal(incoming)
    const refresh = isForOne ? undefined : refreshFor(found, whoOf(incoming, services).asker)
    return cards.message(toCard(found), refresh)
  }

  /** Only the asker may see it: the others see a line that says nothing of the matter. */
  async function answerInPrivate(
    incoming: Incoming,
    found: Answer,
    sayToAll: (key: 'teams:private.sent' | 'teams:private.closed') => Promise<unknown>,
  ): Promise<void> {
    const outgoing = cards.message(toCard(found))
    const sent = await sender.send(`private ${incoming.from.id}`, () =>
      connector.replyInPrivate(incoming, outgoing),
    )
    const isSent = sent.outcome === 'sent'
    try {
      await sayToAll(isSent ? 'teams:private.sent' : 'teams:private.closed')
    } catch (error) {
      // another attempt would send the answer itself a second time
      if (!isSent) throw error
      log.warn({ err: error }, 'Teams: the line beside a private answer did not go out')
    }
  }

  async function act(incoming: Incoming, press: Press): Promise<InvokeResponse> {
    const outcome = await core.act(press, { ...whoOf(incoming, services), record: true })
    if (isNotice(outcome)) return messageResponse(toNotice(outcome))
    const card = toCard(outcome, press.page === undefined ? {} : { page: press.page })
    return cardResponse(cards.render(card, !isPersonal(incoming)))
  }

  /** The card of others for one more viewer. It is only looked at: no conversation goes on from it. */
  async function show(incoming: Incoming, { press, asker: author }: View): Promise<InvokeResponse> {
    const { asker, private: isPrivate } = whoOf(incoming, services)
    const own = asker === author ? press.lang : await savedLang(asker, services)
    const lang = own ?? langOfLocale(incoming.locale) ?? press.lang
    const outcome = await core.act({ ...press, lang }, { asker, private: isPrivate, record: false })
    return isNotice(outcome)
      ? messageResponse(toNotice(outcome))
      : cardResponse(cards.render(toCard(outcome), true))
  }

  /** @param task within the time that Teams waits */
  async function inTime(
    { action, lang }: Press,
    task: () => Promise<InvokeResponse>,
  ): Promise<InvokeResponse> {
    try {
      return await withDeadline(limits.invokeMs, task)
    } catch (error) {
      log.error({ err: error, action }, 'Teams: a press was not answered')
      return messageResponse(translate(lang, 'teams:failed'))
    }
  }

  return {
    message: incoming => inTurn(questionOf(incoming), () => answer(incoming, plainText(incoming.text ?? ''))),
    edit: incoming =>
      inTurn(questionOf(incoming), async () =>
        answer(incoming, plainText(incoming.text ?? ''), await replies.find(incoming)),
      ),
    welcome: incoming => answer(incoming, ''),
    async share(incoming) {
      const press = pressOf(incoming)
      if (!press || isPersonal(incoming)) return
      const outcome = await core.act(press, { ...whoOf(incoming, services), record: true })
      if (isNotice(outcome) || outcome.sensitive) return
      const card = { ...incoming, id: incoming.replyToId ?? incoming.id }
      await reply(card, cardFor(incoming, outcome))
    },
    async press(incoming) {
      const view = viewOf(incoming)
      if (view) return await inTime(view.press, () => show(incoming, view))
      const press = pressOf(incoming)
      if (!press) return messageResponse(toNotice({ code: 'gone', lang: langOf(incoming) }))
      if (press.action === 'share' && !isPersonal(incoming))
        return messageResponse(translate(press.lang, 'teams:shared'))
      return await inTime(press, () => act(incoming, press))
    },
    async refuse(incoming) {
      await reply(incoming, lineOf(translate(langOf(incoming), 'teams:foreign')))
    },
    refusePress: incoming => errorResponse(403, translate(langOf(incoming), 'teams:foreign')),
  }
}

const valueSchema = z.object({
  action: z.object({
    type: z.literal('Action.Execute'),
    verb: z.literal(VERB),
    data: z.object({ press: z.string() }),
  }),
})

/** Undefined where the invoke carries no press of ours. */
export function pressOf({ value }: Incoming): Press | undefined {
  const parsed = valueSchema.safeParse(value)
  return parsed.success ? decodePress(parsed.data.action.data.press) : undefined
}

const questionOf = ({ conversation, id }: Incoming): string => `${conversation.id} ${id}`
