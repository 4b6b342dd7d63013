import { randomBytes } from 'node:crypto'
import type { Services } from '../../src/adapter.ts'
import { type Answer, type AnswerId, answerId, answerSchema } from '../../src/answer/answer.ts'
import type { Press } from '../../src/cards/press.ts'
import type { Core, Notice, Presser, Question } from '../../src/core.ts'
import { type Lang, langOfLocale } from '../../src/lang.ts'
import { createLog } from '../../src/log.ts'
import { createTranslate } from '../../src/messages.ts'
import { createSecret } from '../../src/secret.ts'
import { requestLang } from '../../src/server/lang.ts'
import { renderMessagePage } from '../../src/server/layout.ts'
import { createStore } from '../../src/store/sqlite/index.ts'
import { createFakeCards } from './fake-cards.ts'
import { fakeDirectory, idOf } from './fake-directory.ts'

/**
 * A core for the adapters' tests: what it answers depends on a word of the question.
 *
 *   trésorerie -> unit     stress -> choices      hameçonnage, phishing -> chain   manille -> list
 *   agressée -> a sensitive unit    (empty) -> help     boom -> rejects    hang -> never answers
 *   anything else -> not-covered, whose card repeats the question as it was typed
 */
export interface FakeCore extends Core {
  /** Every question and press that reached the core, in order. */
  readonly asked: readonly Question[]
  readonly pressed: readonly { press: Press; by: Presser }[]
  /** The words of a question, by its answer. */
  textOf(id: AnswerId): string
}

/** Presses that belong to this answer are gone. */
export const GONE = answerId.parse('goneGoneGone')

type Draft = { type: Answer['type']; entities: readonly string[] } & Partial<Record<string, unknown>>

function draft(text: string): Draft {
  const words = text.toLowerCase()
  if (words.trim() === '') return { type: 'help', entities: [], intent: 'help' }
  if (words.includes('agressée'))
    return { type: 'unit', entities: [idOf('finance')], alternatives: [], sensitive: true }
  if (words.includes('trésorerie'))
    return {
      type: 'unit',
      entities: [idOf('treasury')],
      alternatives: [idOf('finance')],
      why: { entity: idOf('treasury'), field: 'handles', phrase: 'banque' },
    }
  if (words.includes('stress')) return { type: 'choices', entities: [idOf('treasury'), idOf('finance')] }
  if (words.includes('hameçonnage') || words.includes('phishing'))
    return {
      type: 'chain',
      intent: 'escalate',
      entities: [idOf('treasury'), idOf('finance'), idOf('dga'), idOf('dg')],
      alternatives: [],
    }
  if (words.includes('manille'))
    return {
      type: 'list',
      intent: 'located',
      entities: [idOf('treasury'), idOf('finance')],
      place: 'Manille',
    }
  return { type: 'not-covered', entities: [], nearest: [idOf('finance')] }
}

const complete = (part: Draft, lang: Lang): Answer =>
  answerSchema.parse({
    intent: 'find',
    confidence: 0.9,
    sensitive: false,
    notes: [],
    id: randomBytes(9).toString('base64url'),
    lang,
    ...part,
  })

export function createFakeCore(): FakeCore {
  const asked: Question[] = []
  const pressed: { press: Press; by: Presser }[] = []
  const texts = new Map<AnswerId, string>()
  return {
    asked,
    pressed,
    textOf: id => texts.get(id) ?? '',
    isSensitive: text => text.includes('agressée'),
    suggest: (text, lang, limit) =>
      fakeDirectory.entities
        .filter(e => e.name[lang].toLowerCase().includes(text.toLowerCase()))
        .map(e => e.id)
        .slice(0, limit),
    async ask(question) {
      asked.push(question)
      if (question.text.includes('boom')) throw new Error('the core is broken')
      if (question.text.includes('hang')) return new Promise<Answer>(() => {})
      const lang = question.lang ?? question.saved ?? langOfLocale(question.locale) ?? 'fr'
      const answer = complete(draft(question.text), lang)
      texts.set(answer.id, question.text)
      return answer
    },
    async act(press, by) {
      pressed.push({ press, by })
      return actOn(press)
    },
  }
}

function actOn(press: Press): Answer | Notice {
  const { lang } = press
  if (press.answer === GONE) return { code: 'gone', lang }
  switch (press.action) {
    case 'helpful':
    case 'unhelpful':
    case 'not-this':
      return { code: 'thanks', lang }
    case 'report':
      return { code: 'reported', lang }
    case 'save':
      return { code: 'saved', lang }
    case 'none':
      return { code: 'rephrase', lang }
    case 'escalate':
      return complete(draft('hameçonnage'), lang)
    case 'page':
    case 'children':
      return complete(draft('manille'), lang)
    case 'parent':
      return complete({ type: 'unit', entities: [idOf('finance')], alternatives: [] }, lang)
    case 'open':
    case 'lang':
    case 'share':
      return complete({ type: 'unit', entities: [press.entity ?? idOf('treasury')], alternatives: [] }, lang)
  }
}

export interface FakeServices {
  readonly services: Services
  readonly core: FakeCore
  /** The lines of the log, from info on. */
  readonly logged: readonly string[]
}

/** All that an adapter is handed, around the fake core: a real store in memory, a real log that is kept. */
export async function createFakeServices(publicUrl?: string): Promise<FakeServices> {
  const core = createFakeCore()
  const logged: string[] = []
  const { toCard, toNotice } = createFakeCards(core)
  const services: Services = {
    core,
    toCard,
    toNotice,
    unitCard: (id, lang) => {
      const entity = fakeDirectory.find(id)
      return entity && toCard(complete({ type: 'unit', entities: [entity.id], alternatives: [] }, lang))
    },
    translate: createTranslate(),
    messagePage: renderMessagePage,
    requestLang: request => requestLang(request, 'fr'),
    directory: () => fakeDirectory,
    store: await createStore({ path: ':memory:', retentionDays: 90 }),
    secret: createSecret('a key for tests only, 32 characters'),
    log: createLog('info', { write: line => logged.push(line) }),
    publicUrl,
    defaultLang: 'fr',
  }
  return { services, core, logged }
}
