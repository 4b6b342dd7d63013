import { afterEach, beforeEach, expect, test } from 'vitest'
import { answerId } from '../../../src/answer/answer.ts'
import { type EntityId, entityId } from '../../../src/directory/entity.ts'
import { createStore } from '../../../src/store/sqlite/index.ts'
import { type ConversationState, MOST_RECENTS, MOST_SAVED, type Store } from '../../../src/store/store.ts'

const MINUTE = 60_000
let now = 0
let store: Store
beforeEach(async () => {
  now = Date.UTC(2026, 0, 1)
  store = await createStore({ path: ':memory:', retentionDays: 90, now: () => now })
})
afterEach(() => store.close())

const LAMPS = entityId.parse('div-lampes')
const ANSWER = answerId.parse('p00000000001')
const state = (lang: ConversationState['lang']): ConversationState => ({
  lang,
  answer: ANSWER,
  focus: LAMPS,
  alternatives: [LAMPS],
  shown: { intent: 'parent', entity: LAMPS },
  sensitive: false,
  nones: 1,
})

test('a conversation is found again by its key, in its last state', async () => {
  await store.conversations.put('here', state('fr'))
  await store.conversations.put('here', state('es'))
  expect(await store.conversations.get('here')).toEqual(state('es'))
  expect(await store.conversations.get('elsewhere')).toBeUndefined()
})

test('a conversation is forgotten after 30 minutes without a turn', async () => {
  await store.conversations.put('here', state('fr'))
  now += 29 * MINUTE
  await store.conversations.put('here', state('fr'))
  now += 30 * MINUTE - 1
  await store.sweep()
  expect(await store.conversations.get('here')).toBeDefined()
  now += 1
  expect(await store.conversations.get('here')).toBeUndefined()
  await store.sweep()
  now -= 1
  expect(await store.conversations.get('here')).toBeUndefined()
})

test('a second verdict of the same kind changes nothing, another asker or kind does', async () => {
  const once = { answer: ANSWER, verdict: 'helpful', entity: LAMPS, asker: 'a' } as const
  await store.feedback.put(once)
  await store.feedback.put(once)
  await store.feedback.put({ ...once, asker: 'b' })
  await store.feedback.put({ answer: ANSWER, verdict: 'none' })
  await store.feedback.put({ answer: ANSWER, verdict: 'none' })
  const at = new Date(now)
  expect(await store.feedback.all(10)).toEqual([
    { answer: ANSWER, verdict: 'none', at },
    { ...once, asker: 'b', at },
    { ...once, at },
  ])
  expect(await store.feedback.all(1)).toHaveLength(1)
})

test('a saved language is the last one saved, each asker for himself', async () => {
  await store.preferences.setLang('a', 'es')
  await store.preferences.setLang('a', 'en')
  expect(await store.preferences.lang('a')).toBe('en')
  expect(await store.preferences.lang('b')).toBeUndefined()
})

test('a closed store says so to whoever asks whether it answers', async () => {
  const other = await createStore({ path: ':memory:', retentionDays: 90 })
  await other.ping()
  await other.close()
  await expect(other.ping()).rejects.toThrow()
})

const unit = (i: number): EntityId => entityId.parse(`unite-${i}`)

test('of the units that somebody saved the 25 newest are listed', async () => {
  for (let i = 0; i < 27; i++) {
    now++
    expect(await store.preferences.toggleSaved('a', unit(i))).toBe(true)
  }
  const saved = await store.preferences.saved('a')
  expect(saved).toHaveLength(MOST_SAVED)
  expect(saved[0]).toBe(unit(26))
  expect(await store.preferences.toggleSaved('a', unit(26))).toBe(false)
  expect(await store.preferences.saved('b')).toEqual([])
})

test('of the units that somebody was shown the 25 newest are kept, as long as questions are', async () => {
  for (let i = 0; i < 27; i++) {
    now++
    await store.recents.add('a', unit(i))
  }
  expect(await store.recents.list('a', 100)).toHaveLength(MOST_RECENTS)
  expect(await store.recents.list('a', 2)).toEqual([unit(26), unit(25)])
  now += 90 * 24 * 60 * MINUTE
  await store.sweep()
  expect(await store.recents.list('a', 100)).toEqual([])
})

test('a reference is found by its key, in its last shape, and forgotten alone or with its installation', async () => {
  const { references } = store
  await references.put({ key: 'a', installation: 'team', sealed: 'old' })
  await references.put({ key: 'a', installation: 'team', sealed: 'new' })
  await references.put({ key: 'b', installation: 'team', sealed: 'b' })
  await references.put({ key: 'c', installation: 'c', sealed: 'c' })
  expect(await references.get('a')).toBe('new')
  await references.forget('a')
  expect([await references.get('a'), await references.get('b')]).toEqual([undefined, 'b'])
  await references.forget('team')
  expect([await references.get('b'), await references.get('c')]).toEqual([undefined, 'c'])
})

test('the answer to a question is found for a day, to be changed when the question is', async () => {
  await store.replies.put('question', 'first')
  await store.replies.put('question', 'second')
  now += 24 * 60 * MINUTE - 1
  await store.sweep()
  expect(await store.replies.get('question')).toBe('second')
  now += 1
  expect(await store.replies.get('question')).toBeUndefined()
  await store.sweep()
  now -= 1
  expect(await store.replies.get('question')).toBeUndefined()
})
