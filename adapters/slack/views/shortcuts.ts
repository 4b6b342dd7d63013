import type { WebClient } from '@slack/web-api'
import { type Tools, tell } from '../answers.ts'
import type { GlobalShortcut, MessageShortcut } from '../interactions.ts'
import { langOf } from '../readers.ts'
import { renderLine } from '../render.ts'
import { whisper } from '../send.ts'
import { type Modal, renderModal, withAnswer } from './modal.ts'
import { openModal } from './show.ts'

/** From anywhere: a modal to search in. */
export async function openSearch(tools: Tools, client: WebClient, shortcut: GlobalShortcut): Promise<void> {
  const { user, trigger_id: trigger } = shortcut
  const lang = await langFor(tools, shortcut)
  await openModal(tools, client, {
    user: user.id,
    trigger,
    view: renderModal(tools.services, { kind: 'search', lang }),
    instead: renderLine(tools.services.translate(lang, 'slack:modal.too-late')),
  })
}

/**
 * 'Who handles this?' on a message: what is proposed for its text, the alternatives, and a button to post
 * the card in its thread. The text is somebody else's, so that it is not recorded as a question.
 */
export async function proposeFor(tools: Tools, client: WebClient, shortcut: MessageShortcut): Promise<void> {
  const { user, channel, message, trigger_id: trigger, response_url: url } = shortcut
  const origin = { channel: channel.id, thread: message.thread_ts ?? message.ts, ...(url ? { url } : {}) }
  if (message.text.trim() === '') return await searchFor(tools, client, shortcut, origin)
  const team = teamOf(shortcut)
  const key = ['conversation', 'slack', team, 'view', user.id]
  await tools.unsent.once(
    trigger,
    () =>
      tell(
        tools,
        { team, user: user.id, key, isShareable: false },
        { text: message.text, private: true, record: false },
      ),
    async ({ answer, message: card, lang }) => {
      const modal: Modal = { kind: 'card', lang, origin }
      await openModal(tools, client, {
        user: user.id,
        trigger,
        view: renderModal(tools.services, answer ? withAnswer(modal, answer) : modal, card),
        instead: card,
        whisper: () => whisper(client, { channel: channel.id, thread: message.thread_ts }, user.id, card),
      })
    },
  )
}

/** A picture without words: what would be searched for is still to be said. */
async function searchFor(
  tools: Tools,
  client: WebClient,
  shortcut: MessageShortcut,
  origin: Modal['origin'],
): Promise<void> {
  const { translate } = tools.services
  const lang = await langFor(tools, shortcut)
  const line = translate(lang, 'slack:modal.no-text')
  await openModal(tools, client, {
    user: shortcut.user.id,
    trigger: shortcut.trigger_id,
    view: renderModal(tools.services, { kind: 'card', lang, origin }, renderLine(line)),
    instead: renderLine(line),
  })
}

type Called = GlobalShortcut | MessageShortcut

export const teamOf = ({ team, user }: Pick<Called, 'team' | 'user'>): string =>
  team?.id ?? user.team_id ?? ''

async function langFor({ services, readers }: Tools, called: Called): Promise<Modal['lang']> {
  return langOf(await readers.of(teamOf(called), called.user.id), services.defaultLang)
}
