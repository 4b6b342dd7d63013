import { expect, it } from 'vitest'
import { renderCard } from '../../../adapters/slack/render.ts'
import { renderHome } from '../../../adapters/slack/views/home.ts'
import { type Modal, renderModal, withAnswer } from '../../../adapters/slack/views/modal.ts'
import { type Answer, answerSchema } from '../../../src/answer/answer.ts'
import { toCard } from '../../../src/cards/index.ts'
import { LANGS, type Lang } from '../../../src/lang.ts'
import { createOurCore, id, ours, translate } from '../../support/knowledge.ts'
import { type Literal, typeFaultsOf } from '../../support/literals.ts'

const { directory } = ours
const parts = { translate, directory: () => directory }
const IMPORTS = "import type { HomeView, KnownBlock, ModalView } from '@slack/types'"

/** One of each kind of card. */
const QUESTIONS = [
  'division de la trésorerie',
  'à qui escalader un mail d’hameçonnage ?',
  'toutes les unités sous le directeur général',
  'quel temps fait-il ?',
  'je suis victime de harcèlement sexuel',
  'recruitment of staff in an emergency',
  '',
]

/** No question is sure to be ambiguous for ever. */
const choicesIn = (lang: Lang): Answer =>
  answerSchema.parse({
    id: 'pA1b2C3d4E5f',
    type: 'choices',
    intent: 'find',
    lang,
    entities: ['unite-securite-numerique', 'bureau-securite-personnel'],
    confidence: 0.9,
    sensitive: false,
    notes: [],
  })

it('every kind of card, modal and tab is of the type that @slack/types gives it', async () => {
  const { core, close } = await createOurCore()
  const kinds = new Set<string>()
  const literals: Literal[] = []
  for (const lang of LANGS) {
    const asked = QUESTIONS.map(text => core.ask({ text, lang, private: true, record: false }))
    for (const answer of [...(await Promise.all(asked)), choicesIn(lang)]) {
      kinds.add(answer.type)
      const message = renderCard(toCard(answer, { directory, translate }), {
        translate,
        isShareable: true,
        sharedBy: 'U0ASKER',
      })
      const origin = { channel: 'C0GENERAL', thread: '1700000001.000200' }
      const modals: Modal[] = [
        { kind: 'card', lang, origin },
        { kind: 'search', lang },
      ]
      literals.push(
        { type: 'KnownBlock[]', value: message.blocks },
        ...modals.map(modal => ({
          type: 'ModalView',
          value: renderModal(parts, withAnswer(modal, answer), message),
        })),
        {
          type: 'HomeView',
          value: renderHome(parts, {
            lang,
            saved: [id('div-tresorerie')],
            recent: [],
            at: answer.entities[0],
          }),
        },
      )
    }
  }
  await close()
  expect([...kinds].sort()).toEqual(['chain', 'choices', 'help', 'list', 'not-covered', 'unit'])
  expect(typeFaultsOf(IMPORTS, literals)).toEqual([])
})

it('a block that Slack does not have is not', () => {
  const faults = typeFaultsOf(IMPORTS, [
    { type: 'KnownBlock[]', value: [{ type: 'section', text: { type: 'mrkdwn', text: 'a', size: 3 } }] },
    { type: 'KnownBlock[]', value: [{ type: 'banner' }] },
  ])
  expect(faults).toHaveLength(2)
})
