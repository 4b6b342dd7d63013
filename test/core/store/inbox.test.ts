import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSecret } from '../../../src/secret.ts'
import { createStore } from '../../../src/store/sqlite/index.ts'
import type { Claims, Store } from '../../../src/store/store.ts'
import { KEY, watchInbox } from '../../support/inbox.ts'

let store: Store
beforeEach(async () => {
  vi.useFakeTimers()
  store = await createStore({ path: ':memory:', retentionDays: 90 })
})
afterEach(async () => {
  vi.useRealTimers()
  await store.close()
})

const event = (id: string, sensitive = false) => ({ id, payload: `content of ${id}`, sensitive })
const fails = async (): Promise<void> => Promise.reject(new Error('the platform is down'))
const never = (): Promise<never> => new Promise(() => {})
const failing = (times: number) => (_: string, attempt: number) =>
  attempt <= times ? fails() : Promise.resolve()

test('an event that is delivered three times is worked once', async () => {
  const inbox = watchInbox(store.claims)
  await Promise.all([inbox.accept(event('e')), inbox.accept(event('e')), inbox.accept(event('e'))])
  await inbox.accept(event('e'))
  expect(inbox.worked).toEqual(['content of e'])
})

test('a repetition in another process is dropped, while it is worked and once it is done', async () => {
  let finish = (): void => {}
  const one = watchInbox(store.claims, () => new Promise<void>(resolve => (finish = resolve)))
  const two = watchInbox(store.claims)
  const first = one.accept(event('e'))
  await vi.advanceTimersByTimeAsync(0)
  await two.accept(event('e'))
  finish()
  await first
  await two.accept(event('e'))
  expect([one.worked, two.worked]).toEqual([['content of e'], []])
})

test('what fails is tried again after 1, 4, 16 and 60 seconds, and given up after the fifth attempt', async () => {
  const inbox = watchInbox(store.claims, fails)
  await inbox.accept(event('e'))
  for (const [attempts, delay] of [1_000, 4_000, 16_000, 60_000].entries()) {
    await vi.advanceTimersByTimeAsync(delay - 1)
    expect(inbox.worked).toHaveLength(attempts + 1)
    await vi.advanceTimersByTimeAsync(1)
    expect(inbox.worked).toHaveLength(attempts + 2)
  }
  await vi.advanceTimersByTimeAsync(3_600_000)
  await inbox.resume()
  await inbox.accept(event('e'))
  expect(inbox.worked).toHaveLength(5)
  expect(inbox.logged.at(-1)).toContain('event given up')
})

test('a second attempt that succeeds is the last', async () => {
  const inbox = watchInbox(store.claims, failing(1))
  await inbox.accept(event('e'))
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(inbox.worked).toHaveLength(2)
})

test('a delivery that comes while an event waits for its next attempt changes nothing', async () => {
  const inbox = watchInbox(store.claims, failing(1))
  await inbox.accept(event('e'))
  await inbox.accept(event('e'))
  expect(inbox.worked).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(inbox.worked).toHaveLength(2)
})

describe('a store that fails', () => {
  const broken = (how: () => Promise<never>): Claims => ({ take: how, done: how, failed: how, due: how })

  test.each([
    ['rejects', fails as () => Promise<never>],
    ['hangs', never],
  ])('and %s does not keep an event from being worked, once a process', async (_, how) => {
    const inbox = watchInbox(broken(how))
    const accepted = Promise.all([inbox.accept(event('e')), inbox.accept(event('e'))])
    await vi.advanceTimersByTimeAsync(10_000)
    await accepted
    expect(inbox.worked).toEqual(['content of e'])
    expect(inbox.logged.join('')).not.toContain('content of e')
  })

  test('when an attempt fails does not cost the next attempt, even of what is in memory only', async () => {
    const inbox = watchInbox({ ...store.claims, failed: fails }, failing(1))
    await inbox.accept(event('e', true))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(inbox.worked).toHaveLength(2)
  })

  test('is asked again for what was left undone', async () => {
    let isBroken = true
    await store.claims.take({ id: 'x', adapter: 'here', payload: undefined }, 0)
    const due = vi.fn<Claims['due']>((...args) => (isBroken ? fails() : store.claims.due(...args)) as never)
    const inbox = watchInbox({ ...store.claims, due })
    await inbox.resume()
    isBroken = false
    await vi.advanceTimersByTimeAsync(15_000)
    expect(due).toHaveBeenCalledTimes(2)
    expect(inbox.logged.join('')).toContain('could not be taken up')
    await inbox.drain()
  })
})

describe('draining', () => {
  test('waits for what is in work', async () => {
    let finish = (): void => {}
    const inbox = watchInbox(store.claims, () => new Promise<void>(resolve => (finish = resolve)))
    void inbox.accept(event('e'))
    await vi.advanceTimersByTimeAsync(0)
    let isDrained = false
    const drained = inbox.drain().then(() => (isDrained = true))
    await vi.advanceTimersByTimeAsync(0)
    expect(isDrained).toBe(false)
    finish()
    await drained
  })

  test('gives what waits a last attempt at once, and no further one', async () => {
    const inbox = watchInbox(store.claims, failing(2))
    await inbox.accept(event('e'))
    await inbox.drain()
    expect(inbox.worked).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(inbox.worked).toHaveLength(2)
    // The next process takes it up.
    const next = watchInbox(store.claims)
    await next.resume()
    await next.drain()
    expect(next.worked).toEqual(['content of e'])
  })

  test('takes up nothing that the store hands out meanwhile', async () => {
    const payload = createSecret(KEY).seal('left undone')
    await store.claims.take({ id: 'e', adapter: 'here', payload }, 0)
    const inbox = watchInbox({
      ...store.claims,
      due: async (...args) => {
        await new Promise(resolve => setTimeout(resolve, 10))
        return await store.claims.due(...args)
      },
    })
    const resumed = inbox.resume()
    await inbox.drain()
    await vi.advanceTimersByTimeAsync(60_000)
    await resumed
    expect(inbox.worked).toEqual([])
  })
})
