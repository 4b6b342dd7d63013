import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { renderCard } from '../adapters/slack/render.ts'
import { renderCompact } from '../adapters/slack/unfurl.ts'
import { renderHome } from '../adapters/slack/views/home.ts'
import { type Modal, renderModal, withAnswer } from '../adapters/slack/views/modal.ts'
import { answerSchema } from '../src/answer/answer.ts'
import { newAnswerId } from '../src/answer-id.ts'
import { toCard } from '../src/cards/index.ts'
import { composeCore, knowledgeOptions } from '../src/compose.ts'
import { parseConfig } from '../src/config.ts'
import { loadKnowledge } from '../src/knowledge.ts'
import type { Lang } from '../src/lang.ts'
import { createLog } from '../src/log.ts'
import { createTranslate } from '../src/messages.ts'
import { ROOT } from '../src/root.ts'
import { messagePage, viewPage } from './slack-html.ts'

/** Draws every kind of card and view of the Slack adapter into docs/pictures, from real answers. */

const log = createLog('silent')
const knowledge = loadKnowledge(knowledgeOptions(parseConfig({}), log))
const { directory } = knowledge
const translate = createTranslate()
const { core, close } = await composeCore(knowledge, { defaultLang: 'fr', log })
const parts = { translate, directory: () => directory }

async function ask(text: string, lang: Lang = 'fr') {
  const answer = await core.ask({ text, lang, private: true, record: false })
  return { answer, card: toCard(answer, { directory, translate }) }
}
async function message(text: string, options: { sharedBy?: string; lang?: Lang } = {}): Promise<string> {
  const { card } = await ask(text, options.lang)
  const { sharedBy } = options
  const rendering = { translate, isShareable: sharedBy === undefined, ...(sharedBy ? { sharedBy } : {}) }
  return messagePage(renderCard(card, rendering).blocks)
}
/** Rare as an answer, so that it is made up: the units of three senses of a word. */
function choices(): string {
  const answer = answerSchema.parse({
    id: newAnswerId(false),
    type: 'choices',
    intent: 'find',
    lang: 'fr',
    entities: ['unite-securite-numerique', 'bureau-securite-personnel', 'equipe-architecture-securite'],
    confidence: 0.9,
    sensitive: false,
    notes: [],
  })
  const card = toCard(answer, { directory, translate })
  return messagePage(renderCard(card, { translate, isShareable: true }).blocks)
}
async function modal(text: string, about: Modal): Promise<string> {
  const { answer, card } = await ask(text, about.lang)
  return viewPage(
    renderModal(parts, withAnswer(about, answer), renderCard(card, { translate, isShareable: false })),
  )
}
async function unfurl(text: string): Promise<string> {
  const { answer, card } = await ask(text)
  const [entity] = answer.entities
  const press = {
    action: 'open' as const,
    answer: answer.id,
    lang: answer.lang,
    ...(entity ? { entity } : {}),
  }
  return messagePage(renderCompact(card, { label: translate('fr', 'core:button.open'), press }))
}

const home = (at: string | undefined): string =>
  viewPage(
    renderHome(parts, {
      lang: 'fr',
      saved: ['div-tresorerie', 'unite-securite-numerique'],
      recent: ['unite-voyages-personnel'],
      at,
    }),
  )
const origin = { channel: 'C0GENERAL', thread: '1700000001.000200' }

const PICTURES: Readonly<Record<string, () => string | Promise<string>>> = {
  unit: () => message('quelle équipe ouvre un compte bancaire ?'),
  choices,
  chain: () => message('à qui escalader un mail d’hameçonnage ?'),
  list: () => message('toutes les unités sous le directeur général'),
  'not-covered': () => message('garderie'),
  help: () => message(''),
  sensitive: () => message('je suis victime de harcèlement sexuel'),
  shared: () => message('Treasury Division', { sharedBy: 'awa', lang: 'en' }),
  shortcut: () => modal('recruitment of staff in an emergency', { kind: 'card', lang: 'en', origin }),
  search: () => modal('¿quién lleva las compras?', { kind: 'search', lang: 'es' }),
  home: () => home(undefined),
  'home-branch': () => home('dga-gestion-reformes'),
  unfurl: () => unfurl('division de la trésorerie'),
}

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox'],
})
const tab = await browser.newPage({ viewport: { width: 640, height: 200 } })
for (const [name, draw] of Object.entries(PICTURES)) {
  await tab.setContent(await draw())
  await tab.screenshot({ path: join(ROOT, 'docs', 'pictures', `slack-${name}.png`), fullPage: true })
}
await browser.close()
await close()
