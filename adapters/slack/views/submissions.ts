import type { WebClient } from '@slack/web-api'
import { decodePress } from '../../../src/cards/press.ts'
import { isNotice } from '../../../src/core.ts'
import type { Tools } from '../answers.ts'
import { sendBy } from '../failures.ts'
import { type Submission, textsOf } from '../interactions.ts'
import { act } from '../presses.ts'
import { renderCard, renderLine } from '../render.ts'
import { post, postDirect } from '../send.ts'
import { type Modal, readModal } from './modal.ts'
import { askIn } from './presses.ts'
import { teamOf } from './shortcuts.ts'

/** A modal that was sent off: a question to answer in it, or a card to post. */
export async function answerSubmission(tools: Tools, client: WebClient, body: Submission): Promise<void> {
  const modal = readModal(body.view.private_metadata)
  if (!modal) return
  const scene = { team: teamOf(body), user: body.user.id, view: body.view, trigger: body.trigger_id, modal }
  if (modal.kind === 'search') return await askIn(tools, client, scene, textsOf(body).join('\n'))
  await postShown(tools, client, body, modal)
}

/**
 * The card in the thread of the message, with the name of who posted it: by the bot or, where it is no
 * member, through the address that came with the shortcut.
 */
async function postShown(tools: Tools, client: WebClient, body: Submission, modal: Modal): Promise<void> {
  const { toCard, translate, log, secret } = tools.services
  const { origin, shown, lang } = modal
  const press = decodePress(shown?.press)
  if (!origin || !press) return
  const { channel, thread, url } = origin
  const user = body.user.id
  const tellAlone = (key: string) => postDirect(client, user, renderLine(translate(lang, key)))
  await tools.unsent.once(
    body.trigger_id ?? JSON.stringify(body),
    () =>
      act(tools, press, {
        asker: secret.hash('asker', 'slack', teamOf(body), user),
        private: false,
        record: true,
      }),
    async outcome => {
      if (!outcome || isNotice(outcome) || outcome.sensitive)
        return await sendBy(log, () => tellAlone('slack:trouble'))
      const message = renderCard(toCard(outcome), { translate, isShareable: false, sharedBy: user })
      await sendBy(
        log,
        () => post(client, { channel, thread }, message),
        () =>
          tools.respond(url, {
            ...message,
            thread_ts: thread,
            response_type: 'in_channel',
            replace_original: false,
          }),
        () => tellAlone('slack:modal.not-posted'),
      )
    },
  )
}
