import { afterEach, beforeEach, expect, test } from 'vitest'
import { createStore } from '../../../src/store/sqlite/index.ts'
import type { Store } from '../../../src/store/store.ts'

const LEASE = 30_000
const DAY = 24 * 60 * 60_000

let now = 0
let store: Store
beforeEach(async () => {
  now = Date.UTC(2026, 0, 1)
  store = await createStore({ path: ':memory:', retentionDays: 90, now: () => now })
})
afterEach(() => store.close())

const take = (id: string, adapter = 'here'): Promise<boolean> =>
  store.claims.take({ id, adapter, payload: 'sealed' }, LEASE)
const due = async (limit = 10): Promise<string[]> =>
  (await store.claims.due('here', LEASE, limit)).map(claim => claim.id)

test('an event is taken once while its lease runs, and again when it has run out', async () => {
  expect(await take('e')).toBe(true)
  expect(await take('e')).toBe(false)
  now += LEASE - 1
  expect(await take('e')).toBe(false)
  now += 1
  expect(await take('e')).toBe(true)
})

test('a done event is dropped for a day, and its content is erased', async () => {
  await take('e')
  await store.claims.done('e')
  now += DAY - 1
  await store.sweep()
  expect(await take('e')).toBe(false)
  expect(await due()).toEqual([])
  now += 1
  await store.sweep()
  expect(await take('e')).toBe(true)
})

test('a failed event is due after its delay, and counts its attempts', async () => {
  await take('e')
  await store.claims.failed('e', 1_000)
  now += 999
  expect(await due()).toEqual([])
  now += 1
  expect(await store.claims.due('here', LEASE, 10)).toEqual([
    { id: 'e', adapter: 'here', payload: 'sealed', attempts: 2 },
  ])
  expect(await due()).toEqual([])
})

test('a failure that is told too late does not reopen what is done', async () => {
  await take('e')
  await store.claims.done('e')
  await store.claims.failed('e', 0)
  expect(await due()).toEqual([])
})

test('only events of the adapter, with a content, whose time has come are due: the longest waiting first', async () => {
  await take('foreign', 'there')
  await store.claims.take({ id: 'sensitive', adapter: 'here', payload: undefined }, LEASE)
  await take('first')
  now += 10
  await take('second')
  now += LEASE
  await take('held')
  expect(await due(1)).toEqual(['first'])
  expect(await due(10)).toEqual(['second'])
})

test('an event that waits is due for a day, and forgotten after it', async () => {
  await take('plain')
  now += DAY - 1
  await store.sweep()
  expect(await due()).toEqual(['plain'])
  now += LEASE + 1
  expect(await due()).toEqual([])
  await store.sweep()
  // Gone, hence as good as new: one that stood would still be taken, with its attempts counted on.
  await take('plain')
  now += LEASE
  expect((await store.claims.due('here', LEASE, 10)).map(claim => claim.attempts)).toEqual([2])
})

test('the empty claim of an event that died with its process goes after a day', async () => {
  await store.claims.take({ id: 'sensitive', adapter: 'here', payload: undefined }, LEASE)
  now += LEASE + DAY
  await store.sweep()
  expect(await take('sensitive')).toBe(true)
  now += LEASE
  const claims = await store.claims.due('here', LEASE, 10)
  expect(claims.find(claim => claim.id === 'sensitive')?.attempts).toBe(2)
})
