import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Answer, answerSchema } from '../../src/answer/answer.ts'
import { toCard } from '../../src/cards/index.ts'
import type { Core } from '../../src/core.ts'
import { createOurCore, ours, translate } from '../support/knowledge.ts'

/** 100,000 with FUZZ_RUNS=100000. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 5_000)
const TOTAL_PARTS = 5

let core: Core
let close: () => Promise<void>
beforeAll(async () => {
  ;({ core, close } = await createOurCore())
})
afterAll(() => close())

const ask = (text: string): Promise<Answer> => core.ask({ text, private: true, record: false })

const BAIT = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'n0',
  'n9',
  '<!channel>',
  '/oim',
  '<at>',
  '{{count}}',
  '$1',
  '\\',
  '%s',
]
const anyText = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  // Lone surrogates too.
  {
    weight: 2,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
      .map(u => String.fromCharCode(...u)),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.oneof(fc.constantFrom(...BAIT), fc.string({ maxLength: 8 })), { maxLength: 8 })
      .map(w => w.join(' ')),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.string({ minLength: 1, maxLength: 3 }), fc.integer({ min: 100, max: 40_000 }))
      .map(([s, n]) => s.repeat(n).slice(0, 40_000)),
  },
)

test('any text gets an answer of the contract, and a card', { timeout: 0 }, async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async text => {
      const answer = await ask(text)
      answerSchema.parse(answer)
      expect(toCard(answer, { directory: ours.directory, translate }).text).not.toBe('')
    }),
    { numRuns: Math.ceil(RUNS * ((TOTAL_PARTS - 1) / TOTAL_PARTS)) },
  )
})

/** Words that questions are made of, with and without accents. */
const words = ours.directory.entities.flatMap(e => e.handles.flatMap(h => h.fr.split(' '))).slice(0, 400)
const question = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 6 }).map(w => w.join(' '))
const sameQuestion: ((text: string) => string)[] = [
  text => text.normalize('NFD'),
  text => text.normalize('NFD').replace(/\p{M}/gu, ''),
  text => `  ${text.replace(/ /g, '   ')}\n`,
  text => `<@U1234567> ${text}`,
  text => `<at>OIM</at> ${text}`,
  text => text.charAt(0).toUpperCase() + text.slice(1),
]

test('case, accents, white space and mentions make no difference', { timeout: 0 }, async () => {
  await fc.assert(
    fc.asyncProperty(question, fc.constantFrom(...sameQuestion), async (text, change) => {
      const [plain, changed] = [await ask(text), await ask(change(text))]
      expect({ type: changed.type, entities: changed.entities }).toEqual({
        type: plain.type,
        entities: plain.entities,
      })
    }),
    { numRuns: Math.ceil(RUNS / TOTAL_PARTS) },
  )
})
