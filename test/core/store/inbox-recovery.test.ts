import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LEASE_MS } from '../../../src/store/inbox.ts'
import { createStore } from '../../../src/store/sqlite/index.ts'
import type { Store } from '../../../src/store/store.ts'
import { watchInbox } from '../../support/inbox.ts'
import { newFolder } from '../../support/organisation.ts'

let path: string
const open: Store[] = []
beforeEach(() => {
  vi.useFakeTimers()
  path = join(newFolder(), 'oim.sqlite')
})
afterEach(async () => {
  vi.useRealTimers()
  await Promise.all(open.splice(0).map(store => store.close()))
})
async function openStore(): Promise<Store> {
  const store = await createStore({ path, retentionDays: 90 })
  open.push(store)
  return store
}

const event = (id: string, sensitive = false) => ({ id, payload: `content of ${id}`, sensitive })
/** A process that is killed at its work. */
async function crashAt(...events: ReturnType<typeof event>[]): Promise<void> {
  const crashed = watchInbox((await openStore()).claims, () => new Promise(() => {}))
  for (const one of events) void crashed.accept(one)
  await vi.advanceTimersByTimeAsync(0)
}
const written = (): string => ['', '-wal'].map(end => readFileSync(path + end, 'latin1')).join('')

test('the process that follows a crash works what was left undone, once the lease is over', async () => {
  await crashAt(event('e'))
  const inbox = watchInbox((await openStore()).claims)
  await inbox.resume()
  expect(inbox.worked).toEqual([])
  await vi.advanceTimersByTimeAsync(LEASE_MS)
  expect(inbox.worked).toEqual(['content of e'])
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(inbox.worked).toHaveLength(1)
  await inbox.drain()
})

test('of two processes that follow a crash, one works it', async () => {
  await crashAt(event('e'))
  const [one, two] = [watchInbox((await openStore()).claims), watchInbox((await openStore()).claims)]
  await vi.advanceTimersByTimeAsync(LEASE_MS)
  await Promise.all([one.resume(), two.resume()])
  await Promise.all([one.drain(), two.drain()])
  expect([...one.worked, ...two.worked]).toEqual(['content of e'])
})

test('a repetition that the platform sends after the lease is worked at once', async () => {
  await crashAt(event('e', true))
  const inbox = watchInbox((await openStore()).claims)
  await vi.advanceTimersByTimeAsync(LEASE_MS - 1)
  await inbox.accept(event('e', true))
  expect(inbox.worked).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  await inbox.accept(event('e', true))
  expect(inbox.worked).toEqual(['content of e'])
})

test('an event lies in the file encrypted, a sensitive one not at all', async () => {
  const store = await openStore()
  const taken: (string | undefined)[] = []
  const claims: Store['claims'] = {
    ...store.claims,
    take: (claim, leaseMs) => {
      taken.push(claim.payload)
      return store.claims.take(claim, leaseMs)
    },
  }
  const inbox = watchInbox(claims)
  await inbox.accept(event('plain'))
  await inbox.accept(event('sensitive', true))
  expect(taken).toEqual([expect.any(String), undefined])
  expect(inbox.worked).toEqual(['content of plain', 'content of sensitive'])
  expect(written()).toContain('sensitive')
  expect(written()).not.toContain('content of')
})

test('a sensitive event is not resumed: nothing of it was kept', async () => {
  await crashAt(event('e', true))
  const inbox = watchInbox((await openStore()).claims)
  await vi.advanceTimersByTimeAsync(LEASE_MS)
  await inbox.resume()
  await inbox.drain()
  expect(inbox.worked).toEqual([])
})

test('an event that a former key sealed is given up, and keeps no other one waiting', async () => {
  const formerKey = 'a former key, of more than 32 characters'
  void watchInbox((await openStore()).claims, () => new Promise(() => {}), formerKey).accept(event('old'))
  await crashAt(event('new'))
  await vi.advanceTimersByTimeAsync(LEASE_MS)
  const inbox = watchInbox((await openStore()).claims)
  await inbox.resume()
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(inbox.worked).toEqual(['content of new'])
  expect(inbox.logged.filter(line => line.includes('cannot be read'))).toHaveLength(1)
  await inbox.drain()
})
