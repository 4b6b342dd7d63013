import { afterEach, beforeEach, expect, test } from 'vitest'
import { createStore } from '../../../src/store/sqlite/index.ts'
import type { Store } from '../../../src/store/store.ts'

const LEASE = 60_000
let now = 0
let store: Store
beforeEach(async () => {
  now = Date.UTC(2026, 0, 1)
  store = await createStore({ path: ':memory:', retentionDays: 90, now: () => now })
})
afterEach(() => store.close())

test('an installation is kept until it is removed', async () => {
  await store.installations.put('here:T1', 'sealed')
  expect(await store.installations.get('here:T1')).toEqual({ sealed: 'sealed', installedAt: new Date(now) })
  now += 400 * 24 * 60 * 60_000
  await store.sweep()
  expect(await store.installations.get('here:T1')).toBeDefined()
  expect(await store.installations.remove('here:T1')).toBe(true)
  expect(await store.installations.remove('here:T1')).toBe(false)
  expect(await store.installations.get('here:T1')).toBeUndefined()
})

test('the right to renew is one holder’s, until the lease is over or the renewal written', async () => {
  await store.installations.put('here:T1', 'first')
  expect(await store.installations.lease('here:T1', LEASE)).toBe(true)
  expect(await store.installations.lease('here:T1', LEASE)).toBe(false)
  now += LEASE
  expect(await store.installations.lease('here:T1', LEASE)).toBe(true)
  expect(await store.installations.renew('here:T1', 'second', 'first')).toBe(true)
  expect(await store.installations.lease('here:T1', LEASE)).toBe(true)
  expect(await store.installations.lease('here:T9', LEASE)).toBe(false)
})

test('a renewal takes the place of what it renews, and of nothing else', async () => {
  await store.installations.put('here:T1', 'first')
  await store.installations.put('here:T1', 'installed anew')
  expect(await store.installations.renew('here:T1', 'second', 'first')).toBe(false)
  expect((await store.installations.get('here:T1'))?.sealed).toBe('installed anew')
})
