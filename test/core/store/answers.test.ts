import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Answer, answerSchema } from '../../../src/answer/answer.ts'
import { createStore } from '../../../src/store/sqlite/index.ts'
import type { Store } from '../../../src/store/store.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

let now = 0
let store: Store
beforeEach(async () => {
  now = Date.UTC(2026, 0, 1)
  store = await createStore({ path: ':memory:', retentionDays: 90, now: () => now })
})
afterEach(() => store.close())

const answer = (id: string): Answer =>
  answerSchema.parse({
    id: id.padEnd(12, '0'),
    type: 'unit',
    intent: 'find',
    lang: 'en',
    entities: ['div-lampes'],
    alternatives: ['div-lentilles'],
    confidence: 0.9,
    sensitive: false,
    notes: [],
  })
const kept = async (): Promise<string[]> => (await store.answers.questions(10)).map(q => q.question)

test('an answer comes back as it was', async () => {
  await store.answers.put(answer('p1'))
  expect(await store.answers.get(answer('p1').id)).toEqual(answer('p1'))
  expect(await store.answers.get(answer('p2').id)).toBeUndefined()
})

test('an answer is kept for 30 days, swept or not', async () => {
  await store.answers.put(answer('p1'))
  now += 30 * DAY - 1
  await store.sweep()
  expect(await store.answers.get(answer('p1').id)).toBeDefined()
  now += 1
  expect(await store.answers.get(answer('p1').id)).toBeUndefined()
  await store.sweep()
  now -= 1
  expect(await store.answers.get(answer('p1').id)).toBeUndefined()
})

test('a question stays for one hour, its answer longer', async () => {
  await store.answers.put(answer('p1'), { question: 'who changes the bulbs?' })
  now += 60 * MINUTE - 1
  expect(await kept()).toEqual(['who changes the bulbs?'])
  now += 1
  expect(await kept()).toEqual([])
  await store.sweep()
  now -= 1
  expect(await kept()).toEqual([])
  expect(await store.answers.get(answer('p1').id)).toBeDefined()
})

test('an unanswered question stays for the days of retention', async () => {
  await store.answers.put(answer('p1'), { question: 'weather?', keep: true })
  now += 90 * DAY - 1
  await store.sweep()
  expect(await kept()).toEqual(['weather?'])
  now += 1
  await store.sweep()
  now -= 1
  expect(await kept()).toEqual([])
})

test('a disliked question stays for the days of retention from then on', async () => {
  await store.answers.put(answer('p1'), { question: 'bulbs?' })
  now += 59 * MINUTE
  await store.answers.keepQuestion(answer('p1').id)
  now += 90 * DAY - 1
  await store.sweep()
  expect(await kept()).toEqual(['bulbs?'])
  now += 1
  expect(await kept()).toEqual([])
})

test('a question whose hour is over is not brought back by a late dislike', async () => {
  await store.answers.put(answer('p1'), { question: 'bulbs?' })
  now += 61 * MINUTE
  await store.answers.keepQuestion(answer('p1').id)
  expect(await kept()).toEqual([])
})

test('a dislike of an answer without a question keeps nothing', async () => {
  await store.answers.put(answer('p1'))
  await store.answers.keepQuestion(answer('p1').id)
  expect(await kept()).toEqual([])
})

test('the curators see the newest questions first, and no more than they ask for', async () => {
  for (const n of [1, 2, 3]) {
    await store.answers.put(answer(`p${n}`), { question: `question ${n}` })
    now += MINUTE
  }
  const questions = await store.answers.questions(2)
  expect(questions.map(q => q.question)).toEqual(['question 3', 'question 2'])
  expect(questions[0]).toMatchObject({ answer: answer('p3'), at: new Date(Date.UTC(2026, 0, 1, 0, 2)) })
})
