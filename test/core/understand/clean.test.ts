import { expect, test } from 'vitest'
import { bound, MAX_CHARACTERS, MAX_WORDS } from '../../../src/understand/bounds.ts'
import { clean } from '../../../src/understand/clean.ts'
import { wordsOf } from '../../../src/understand/words.ts'

test('a question is read up to 500 characters, whole characters only', () => {
  expect(bound('é'.repeat(500))).toEqual({ text: 'é'.repeat(500), truncated: false })
  expect(bound('👩'.repeat(501))).toEqual({ text: '👩'.repeat(MAX_CHARACTERS), truncated: true })
  expect(bound('x'.repeat(40_000)).text).toHaveLength(MAX_CHARACTERS)
})

test('no more than 32 distinct words are looked up', () => {
  const words = wordsOf(Array.from({ length: 100 }, (_, i) => `mot${i}`).join(' '))
  expect(words).toHaveLength(MAX_WORDS)
})

test.each([
  ['/oim unit trésorerie', 'trésorerie', 'find'],
  ['/oim unité trésorerie', 'trésorerie', 'find'],
  ['/oim unidad tesorería', 'tesorería', 'find'],
  ['/oim escalate phishing', 'phishing', 'escalate'],
  ['/oim escalader hameçonnage', 'hameçonnage', 'escalate'],
  ['/oim escalar phishing', 'phishing', 'escalate'],
  ['/oim where Manila', 'Manila', 'located'],
  ['/oim où Manille', 'Manille', 'located'],
  ['/oim dónde Manila', 'Manila', 'located'],
  ['/oim list finance', 'finance', 'children'],
  ['/oim help', '', 'help'],
  ['/oim aide', '', 'help'],
  ['/oim ayuda', '', 'help'],
  ['/oim trésorerie', 'trésorerie', undefined],
  ['<@U123ABC> qui gère les voyages ?', 'qui gère les voyages ?', undefined],
  ['<at>OIM</at> qui gère les voyages ?', 'qui gère les voyages ?', undefined],
  ['<at id="0">OIM</at>&nbsp;qui gère les voyages ?', 'qui gère les voyages ?', undefined],
  ['@OIM qui gère les voyages ?', 'qui gère les voyages ?', undefined],
  ['see <https://example.org|the page> on travel', 'see the page on travel', undefined],
  ['<!channel> voyages', 'voyages', undefined],
  ['voyages 🙂 :smile:', 'voyages', undefined],
  ['<script>voyages</script>', 'voyages', undefined],
  ['voy\u200Bages', 'voy ages', undefined],
  ['\u202Evoyages\u202C', 'voyages', undefined],
])('%s is read as "%s", asking for %s', (typed, text, intent) => {
  expect(clean(typed)).toEqual({ text, intent })
})
