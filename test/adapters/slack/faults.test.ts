import { EventEmitter, once } from 'node:events'
import { afterEach, describe, expect, it } from 'vitest'
import type { Services } from '../../../src/adapter.ts'
import type { Mode } from '../../support/slack-double.ts'
import { type SlackServer, startSlack } from '../../support/slack-server.ts'
import { CHANNEL, DIRECT, USER } from '../../support/slack-signer.ts'

/** What becomes of an answer when Slack is in trouble: docs/slack.md has the same table. */

let server: SlackServer
afterEach(() => server.close())

const refused = (error: string): Mode => ({ kind: 'error', error })
/** In channels only: the direct conversation is open. */
const inChannels =
  (mode: Mode) =>
  ({ args }: { args: Readonly<Record<string, unknown>> }): Mode | undefined =>
    args.channel === CHANNEL ? mode : undefined
/** Only where something hangs: on a busy machine a good call may take as long. */
const IMPATIENT = { callMs: 50, retries: 0 }
const ONE_ATTEMPT = { retries: 0 }

interface Watched {
  /** After how many milliseconds the inbox will try again, each time. */
  pauses: number[]
  /** Resolves once an attempt has failed, and what failed waits. */
  paused: Promise<unknown>
  change(services: Services): Services
}

function watchPauses(): Watched {
  const pauses: number[] = []
  const news = new EventEmitter()
  const change = ({ store, ...services }: Services): Services => {
    const failed: typeof store.claims.failed = async (id, delayMs) => {
      pauses.push(delayMs)
      await store.claims.failed(id, delayMs)
      news.emit('paused')
    }
    return { ...services, store: { ...store, claims: { ...store.claims, failed } } }
  }
  return { pauses, paused: once(news, 'paused'), change }
}

describe('is tried again', () => {
  it.each<[string, Mode, number]>([
    [
      '429, after as long as it asks for',
      { kind: 'status', status: 429, headers: { 'retry-after': '7' } },
      7_000,
    ],
    [
      '429 that asks for less than our own pause',
      { kind: 'status', status: 429, headers: { 'retry-after': '0' } },
      1_000,
    ],
    [
      '429 that asks for a day, after an hour',
      { kind: 'status', status: 429, headers: { 'retry-after': '86400' } },
      3_600_000,
    ],
    ['429 without a time', { kind: 'status', status: 429 }, 1_000],
    ['ratelimited', refused('ratelimited'), 1_000],
    ['internal_error', refused('internal_error'), 1_000],
    ['500', { kind: 'status', status: 500 }, 1_000],
    ['502', { kind: 'status', status: 502 }, 1_000],
    ['a page instead of an answer', { kind: 'status', status: 200 }, 1_000],
    ['a socket that hangs', { kind: 'hang' }, 1_000],
  ])('%s', async (_name, mode, pause) => {
    const { pauses, paused, change } = watchPauses()
    server = await startSlack({ change, timing: mode.kind === 'hang' ? IMPATIENT : ONE_ATTEMPT })
    server.slack.set('chat.postMessage', mode)
    await server.mention('trésorerie')
    await paused
    server.slack.set('chat.postMessage', undefined)
    // Stopping gives what waits its last attempt.
    await server.settle()
    expect(pauses).toEqual([pause])
    expect(server.slack.of('chat.postMessage')).toHaveLength(2)
    expect(server.slack.of('chat.postEphemeral')).toEqual([])
    // Asked again, it would count as another turn.
    expect(server.core.asked).toHaveLength(1)
  })
})

describe('goes to the asker’s direct conversation where the channel takes nothing', () => {
  it.each(['channel_not_found', 'not_in_channel', 'is_archived', 'restricted_action'])('%s', async error => {
    server = await startSlack()
    server.slack.set('chat.postMessage', inChannels(refused(error)))
    server.slack.set('chat.postEphemeral', refused(error))
    await server.mention('trésorerie')
    const { args } = await server.slack.call('chat.postMessage', 2)
    expect(args).toMatchObject({ channel: USER })
    expect(args).not.toHaveProperty('thread_ts')
    expect(JSON.stringify(args.blocks)).toContain('*Division de la trésorerie*')
  })
})

describe('is dropped, with a line in the log for each way, where nobody can be told', () => {
  it.each(['account_inactive', 'token_revoked', 'invalid_auth', 'missing_scope'])('%s', async error => {
    const { pauses, change } = watchPauses()
    server = await startSlack({ change })
    server.slack.set('chat.postMessage', refused(error))
    server.slack.set('chat.postEphemeral', refused(error))
    await server.mention('trésorerie')
    await server.slack.call('chat.postMessage', 2)
    await server.settle()
    expect(server.slack.of('chat.postMessage').map(({ args }) => args.channel)).toEqual([CHANNEL, USER])
    expect(server.logged.filter(line => line.includes(error))).toHaveLength(3)
    expect(pauses).toEqual([])
  })
})

describe('comes short where Slack finds it too long', () => {
  it.each(['msg_too_long', 'msg_blocks_too_long', 'invalid_blocks'])('%s', async error => {
    server = await startSlack()
    server.slack.set('chat.postMessage', ({ args }) =>
      JSON.stringify(args.blocks).includes('"actions"') ? refused(error) : undefined,
    )
    await server.direct('trésorerie')
    const { args } = await server.slack.call('chat.postMessage', 2)
    expect(args).toMatchObject({ channel: DIRECT })
    expect(args.text).toContain('Division de la trésorerie')
  })
})

describe('an address that came with a command', () => {
  it.each<[string, Mode]>([
    ['expired', { kind: 'status', status: 404 }],
    ['used up', { kind: 'status', status: 410 }],
  ])('that is %s gives way to a call', async (_name, mode) => {
    server = await startSlack()
    server.slack.set('response_url', mode)
    await server.command('trésorerie')
    const { args } = await server.slack.call('chat.postEphemeral')
    expect(args).toMatchObject({ channel: CHANNEL, user: USER })
  })

  it('that is expired, in a channel without the bot, gives way to the direct conversation', async () => {
    server = await startSlack()
    server.slack.set('response_url', { kind: 'status', status: 404 })
    server.slack.set('chat.postEphemeral', refused('not_in_channel'))
    await server.command('trésorerie')
    expect((await server.slack.call('chat.postMessage')).args).toMatchObject({ channel: USER })
  })

  it.each<[string, Mode]>([
    ['answers 503', { kind: 'status', status: 503 }],
    ['answers 429', { kind: 'status', status: 429 }],
    ['hangs', { kind: 'hang' }],
  ])('that %s is tried again', async (_name, mode) => {
    const { pauses, paused, change } = watchPauses()
    server = await startSlack({ change, timing: mode.kind === 'hang' ? IMPATIENT : ONE_ATTEMPT })
    server.slack.set('response_url', mode)
    await server.command('trésorerie')
    await paused
    server.slack.set('response_url', undefined)
    await server.settle()
    expect(pauses).toEqual([1_000])
    expect(server.slack.of('response_url')).toHaveLength(2)
    expect(server.slack.of('chat.postEphemeral')).toEqual([])
  })
})
