import type { WebClient } from '@slack/web-api'
import { decodePress, type Press } from '../../../src/cards/press.ts'
import { isNotice, type Presser } from '../../../src/core.ts'
import { ACTION_ID } from '../actions.ts'
import { type Told, type Tools, tell } from '../answers.ts'
import type { PressBody, ViewBody } from '../interactions.ts'
import { act } from '../presses.ts'
import { langOf } from '../readers.ts'
import { type Message, renderCard, renderLine } from '../render.ts'
import { SEARCH } from './fields.ts'
import { BROWSE, LANGUAGE, placeOf } from './home.ts'
import { type Modal, readModal, renderModal, withAnswer, withoutAnswer } from './modal.ts'
import { chooseLanguage, publishHome } from './open-home.ts'
import { openModal, updateModal } from './show.ts'

/** Where in a view something was pressed, and by whom. */
export interface ViewScene {
  team: string
  user: string
  view: ViewBody
  trigger: string | undefined
  /** What the modal is about; undefined on the Home tab. */
  modal: Modal | undefined
}

export type ViewPress = PressBody & { view: ViewBody }
export const isInView = (body: PressBody): body is ViewPress => body.view !== undefined

/** What follows a question or a press in a view is the presser's own. */
export const keyOf = ({ team, user }: Pick<ViewScene, 'team' | 'user'>): readonly string[] => [
  'conversation',
  'slack',
  team,
  'view',
  user,
]

/** Something pressed, picked or asked in a modal or on the Home tab. Each answer is a card in a modal. */
export async function answerViewPress(tools: Tools, client: WebClient, body: ViewPress): Promise<void> {
  const scene: ViewScene = {
    team: body.team?.id ?? body.user.team_id ?? '',
    user: body.user.id,
    view: body.view,
    trigger: body.trigger_id,
    modal: body.view.type === 'modal' ? readModal(body.view.private_metadata) : undefined,
  }
  const [action] = body.actions
  const { action_id: name = '', selected_option: option } = action ?? {}
  const value = option?.value ?? action?.value ?? ''
  if (name === SEARCH) return await askIn(tools, client, scene, value)
  if (name.startsWith(BROWSE)) return await publishHome(tools, client, scene, { at: value })
  if (name === LANGUAGE) {
    const at = placeOf(scene.view.private_metadata)
    return await chooseLanguage(tools, client, scene, { chosen: value, at })
  }
  const press = ACTION_ID.test(name) ? decodePress(value) : undefined
  if (!press) return await sayIn(tools, client, scene, await lineOf(tools, scene, 'slack:unknown-action'))
  await pressIn(tools, client, scene, press)
}

/** A question from the box. */
export function askIn(tools: Tools, client: WebClient, scene: ViewScene, text: string): Promise<void> {
  const { team, user } = scene
  return tools.unsent.once(
    onceIn(scene),
    () => tell(tools, { team, user, key: keyOf(scene), isShareable: false }, { text, private: true }),
    // What was proposed for the question before is none of this one's.
    told => showIn(tools, client, { ...scene, modal: scene.modal && withoutAnswer(scene.modal) }, told),
  )
}

function pressIn(tools: Tools, client: WebClient, scene: ViewScene, press: Press): Promise<void> {
  const { toCard, toNotice, translate, secret } = tools.services
  const by: Presser = {
    asker: secret.hash('asker', 'slack', scene.team, scene.user),
    conversation: secret.hash(...keyOf(scene)),
    private: true,
    record: true,
  }
  return tools.unsent.once(
    onceIn(scene),
    () => act(tools, press, by),
    async outcome => {
      if (!outcome) return await sayIn(tools, client, scene, await lineOf(tools, scene, 'slack:trouble'))
      if (isNotice(outcome)) {
        await sayIn(tools, client, scene, toNotice(outcome), press.lang)
        return press.action === 'save' ? await publishHome(tools, client, scene) : undefined
      }
      const card = toCard(outcome, press.page === undefined ? {} : { page: press.page })
      const message = renderCard(card, { translate, isShareable: false })
      await showIn(tools, client, scene, { answer: outcome, message, lang: outcome.lang })
    },
  )
}

/** A trigger comes once. */
const onceIn = ({ trigger, view }: ViewScene): string => trigger ?? JSON.stringify(view)

/** In place of what the modal showed; from the Home tab a modal opens. */
async function showIn(
  tools: Tools,
  client: WebClient,
  { user, view, trigger, modal }: ViewScene,
  { answer, message, lang }: Pick<Told, 'answer' | 'message' | 'lang'>,
): Promise<void> {
  const before: Modal = modal ?? { kind: 'card', lang }
  const after = answer ? withAnswer(before, answer) : { ...before, lang }
  const rendered = renderModal(tools.services, after, message)
  if (view.type === 'modal') return await updateModal(tools, client, view.id, rendered)
  await openModal(tools, client, { user, trigger, view: rendered, instead: message })
}

/** A line over what is shown, which stays. */
async function sayIn(
  tools: Tools,
  client: WebClient,
  { user, view, trigger, modal }: ViewScene,
  text: string,
  lang = modal?.lang ?? tools.services.defaultLang,
): Promise<void> {
  const message: Message = renderLine(text)
  const over = renderModal(tools.services, { kind: 'line', lang }, message)
  await openModal(tools, client, {
    user,
    trigger,
    view: over,
    isOverModal: view.type === 'modal',
    instead: message,
  })
}

async function lineOf(
  { services, readers }: Tools,
  { team, user, modal }: ViewScene,
  key: string,
): Promise<string> {
  const lang = modal?.lang ?? langOf(await readers.of(team, user), services.defaultLang)
  return services.translate(lang, key)
}
