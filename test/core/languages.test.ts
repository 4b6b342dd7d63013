import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Knowledge, Question } from '../../src/core.ts'
import { loadOrganisation, type OpenCore, openCore } from '../support/organisation.ts'

let knowledge: Knowledge
let open: OpenCore
beforeAll(() => {
  knowledge = loadOrganisation()
})
beforeEach(async () => {
  open = await openCore(knowledge)
})
afterEach(() => open.store.close())

/** Words of no language, so that the question itself decides nothing. */
const UNSURE = 'Vigo'
const FRENCH = 'qui s’occupe du brouillard ?'

/** Asked for > lang > saved > the question's own > the conversation's last > locale > default. */
test.each<[string, string, Partial<Question>, string]>([
  [
    'asked for in the text, before all else',
    'la corne de brume en espagnol',
    { lang: 'en', saved: 'en', locale: 'en' },
    'es',
  ],
  ['the caller’s, before the saved one', FRENCH, { lang: 'en', saved: 'es', locale: 'es' }, 'en'],
  ['the saved one, before the question’s own', FRENCH, { saved: 'es', locale: 'en' }, 'es'],
  ['the question’s own when sure, before the locale', FRENCH, { locale: 'en-GB' }, 'fr'],
  ['the locale, where the question does not tell', UNSURE, { locale: 'en-GB' }, 'en'],
  ['the default, where nothing tells', UNSURE, {}, 'fr'],
  ['the default, where the locale is none of ours', UNSURE, { locale: 'de-CH' }, 'fr'],
])('the language of the answer is %s', async (_, text, more, lang) => {
  expect((await open.ask(text, more)).lang).toBe(lang)
})

test('the conversation’s last language goes before the locale, and after the question’s own', async () => {
  await open.ask('¿quién se ocupa de la niebla?')
  expect((await open.ask(UNSURE, { locale: 'en-GB' })).lang).toBe('es')
  expect((await open.ask(FRENCH, { locale: 'en-GB' })).lang).toBe('fr')
  expect((await open.ask(UNSURE, { locale: 'en-GB' })).lang).toBe('fr')
})

test('an empty question is answered in the locale’s language', async () => {
  expect(await open.ask('', { locale: 'es-PE' })).toMatchObject({ type: 'help', lang: 'es' })
})
