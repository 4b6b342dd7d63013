import { afterEach, describe, expect, it } from 'vitest'
import type { Services } from '../../../src/adapter.ts'
import { createStore } from '../../../src/store/sqlite/index.ts'
import { type SlackServer, startSlack } from '../../support/slack-server.ts'

let server: SlackServer
afterEach(() => server.close())

/** Only where something hangs: on a busy machine a good call may take as long. */
const IMPATIENT = { callMs: 50, retries: 0, lookUpMs: 50 }
const ONE_ATTEMPT = { retries: 0 }

describe('a Slack that fails', () => {
  it('gets the answer at the second attempt, and only one', async () => {
    server = await startSlack()
    server.slack.set('chat.postMessage', { kind: 'error', error: 'internal_error' })
    await server.mention('trésorerie')
    await server.slack.call('chat.postMessage')
    server.slack.set('chat.postMessage', undefined)
    await server.slack.call('chat.postMessage', 2)
    await server.settle()
    expect(server.slack.of('chat.postMessage')).toHaveLength(2)
    expect(server.logged.join('')).toContain('tried again later')
  })

  it.each([
    ['answers 500', { kind: 'status', status: 500 }, ONE_ATTEMPT],
    ['hangs', { kind: 'hang' }, IMPATIENT],
  ] as const)('is tried again where it %s', async (_name, mode, timing) => {
    server = await startSlack({ timing })
    server.slack.set('chat.postMessage', mode)
    await server.direct('trésorerie')
    await server.slack.call('chat.postMessage')
    server.slack.set('chat.postMessage', undefined)
    await server.slack.call('chat.postMessage', 2)
  })

  it('is tried again where response_url fails', async () => {
    server = await startSlack({ timing: ONE_ATTEMPT })
    server.slack.set('response_url', { kind: 'status', status: 503 })
    await server.command('trésorerie')
    await server.slack.call('response_url')
    server.slack.set('response_url', undefined)
    await server.slack.call('response_url', 2)
    expect(server.slack.of('chat.postEphemeral')).toEqual([])
  })

  it('is waited for where it asks to', async () => {
    server = await startSlack({ timing: { retries: 1 } })
    server.slack.set('chat.postMessage', { kind: 'status', status: 429, headers: { 'retry-after': '0' } })
    await server.direct('trésorerie')
    await server.slack.call('chat.postMessage')
    server.slack.set('chat.postMessage', undefined)
    await server.slack.call('chat.postMessage', 2)
    expect(server.core.asked).toHaveLength(1)
  })

  it('holds up no answer by hiding the locale', async () => {
    server = await startSlack({ timing: IMPATIENT })
    server.slack.set('users.info', { kind: 'hang' })
    await server.direct('trésorerie')
    await server.slack.call('chat.postMessage')
  })

  it('gets the sensitive answer once, whatever becomes of the line in the thread', async () => {
    server = await startSlack({ timing: ONE_ATTEMPT })
    server.slack.set('chat.postMessage', { kind: 'error', error: 'internal_error' })
    await server.mention('on m’a agressée')
    await server.slack.call('chat.postMessage')
    await server.settle()
    expect(server.slack.of('chat.postEphemeral')).toHaveLength(1)
    expect(server.logged.join('')).toContain('could not be posted')
    expect(server.logged.join('')).not.toContain('tried again later')
  })
})

describe('stopping', () => {
  it('lets the answer in flight go out', async () => {
    server = await startSlack()
    await server.direct('trésorerie')
    await server.adapter.stop()
    expect(server.slack.of('chat.postMessage')).toHaveLength(1)
  })

  it('leaves what had failed to the process that follows', async () => {
    let clock = 0
    const store = await createStore({ path: ':memory:', retentionDays: 90, now: () => Date.now() + clock })
    const change = (services: Services): Services => ({ ...services, store })
    server = await startSlack({ change })
    server.slack.set('chat.postMessage', { kind: 'error', error: 'internal_error' })
    await server.direct('trésorerie')
    await server.slack.call('chat.postMessage')
    await server.close()
    clock = 60_000
    server = await startSlack({ change })
    await server.slack.call('chat.postMessage')
    expect(server.core.asked).toMatchObject([{ text: 'trésorerie' }])
  })

  it('writes down nothing of a sensitive matter', async () => {
    const taken: (string | undefined)[] = []
    server = await startSlack({
      change: ({ store, ...services }) => {
        const take: typeof store.claims.take = (claim, leaseMs) => {
          taken.push(claim.payload)
          return store.claims.take(claim, leaseMs)
        }
        return { ...services, store: { ...store, claims: { ...store.claims, take } } }
      },
    })
    await server.direct('on m’a agressée')
    await server.slack.call('chat.postMessage')
    await server.direct('trésorerie')
    await server.slack.call('chat.postMessage', 2)
    expect(taken).toEqual([undefined, expect.not.stringContaining('trésorerie')])
  })
})
