import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { LIMITS } from '../../../adapters/teams/limits.ts'
import { createSender } from '../../../adapters/teams/send.ts'
import { codeIn, SendError } from '../../../adapters/teams/send-error.ts'
import { createLog } from '../../../src/log.ts'
import { ISSUER } from '../../support/bot-framework-double.ts'
import { BOT, type Harness, startTeams } from '../../support/teams-harness.ts'

let teams: Harness
beforeEach(async () => {
  teams = await startTeams()
})
afterEach(() => teams.close())

const logged = (part: string): boolean => teams.logged.some(line => line.includes(part))

describe('the connector', () => {
  test.each([500, 502, 503, 504, 412, 429])(
    'answers %i twice: tried again, with a growing pause',
    async status => {
      teams.double.failures.push({ status }, { status })
      await teams.post(teams.message('trésorerie'))
      await teams.double.whenSent(1)
      const [first = 0, second = 0] = teams.pauses
      expect(first).toBeGreaterThanOrEqual(LIMITS.sendPauseMs * 0.5)
      expect(first).toBeLessThanOrEqual(LIMITS.sendPauseMs * 1.5)
      expect(second).toBeGreaterThanOrEqual(LIMITS.sendPauseMs)
      expect(second).toBeLessThanOrEqual(LIMITS.sendPauseMs * 3)
      expect(teams.double.count('/connector')).toBe(3)
      expect(teams.core.asked).toHaveLength(1)
    },
  )

  test('answers 429 and says when to come back', async () => {
    teams.double.failures.push({ status: 429, retryAfter: '7' })
    await teams.post(teams.message('trésorerie'))
    await teams.double.whenSent(1)
    expect(teams.pauses).toEqual([7_000])
  })

  test('answers 429 with a time beyond our patience: left to the inbox, which answers later', async () => {
    teams.double.failures.push({ status: 429, retryAfter: '3600' })
    await teams.post(teams.message('trésorerie'))
    await teams.double.whenSent(1)
    expect(teams.pauses).toEqual([])
    expect(teams.core.asked).toHaveLength(2)
  })

  test.each([
    [400, 'BadArgument'],
    [403, 'BotNotInConversationRoster'],
    [403, 'MessageWritesBlocked'],
    [404, 'ConversationNotFound'],
    [413, 'MessageSizeTooBig'],
  ])('answers %i %s: final, logged and not tried again', async (status, code) => {
    teams.double.failure = { status, code }
    await teams.post(teams.message('trésorerie'))
    await teams.double.whenRequested('/connector', 1)
    await teams.adapter.stop()
    expect(teams.double.count('/connector')).toBe(1)
    expect(logged(`"status":${status},"code":"${code}"`)).toBe(true)
  })

  test('answers 500 three times: the inbox tries again, and the person is answered', async () => {
    teams.double.failures.push({ status: 500 }, { status: 500 }, { status: 500 })
    await teams.post(teams.message('trésorerie'))
    await teams.double.whenSent(1)
    expect(teams.double.count('/connector')).toBe(4)
    expect(logged('event failed, tried again later')).toBe(true)
  })

  test('gets one token for many messages', async () => {
    for (let i = 0; i < 5; i += 1) await teams.post(teams.message('trésorerie'))
    await teams.double.whenSent(5)
    expect(teams.double.count('/token')).toBe(1)
  })
})

test('a connector that hangs holds no request, and the reply goes out later', async () => {
  const patient = await startTeams({ limits: { ...LIMITS, sendMs: 300 } })
  patient.double.failures.push('hang')
  const response = await patient.post(patient.message('trésorerie'))
  expect(response.status).toBe(200)
  await patient.double.whenSent(1)
  expect(patient.logged.join()).toContain('event failed, tried again later')
  await patient.close()
})

test('a store that hangs does not hold the acknowledgement', async () => {
  let release = (_isTaken: boolean): void => {}
  const hanging = new Promise<boolean>(resolve => {
    release = resolve
  })
  vi.spyOn(teams.services.store.claims, 'take').mockReturnValue(hanging)
  expect((await teams.post(teams.message('trésorerie'))).status).toBe(200)
  expect(teams.core.asked).toEqual([])
  release(true)
  await teams.double.whenSent(1)
})

test.each(['SingleTenant', 'MultiTenant'] as const)(
  'a %s registration starts with the library’s own credentials',
  async appType => {
    const own = await startTeams({
      config: {
        appType,
        cloud: { openIdMetadataUrl: teams.double.metadataUrl, tokenIssuer: ISSUER, tokenUrl: undefined },
      },
    })
    expect((await own.post(own.message('trésorerie', { from: BOT }))).status).toBe(200)
    await own.close()
  },
)

test.each([
  ['no token', '{}'],
  ['no JSON', 'outbound-secret is not JSON'],
])(
  'a token server that answers %s: nothing of its answer is logged, and the reply goes out later',
  async (_name, body) => {
    teams.double.tokenAnswers.push(body)
    await teams.post(teams.message('trésorerie'))
    await teams.double.whenSent(1)
    expect(teams.logged.join()).toContain('the token server answered no token')
    expect(teams.logged.join()).not.toContain('outbound-secret')
  },
)

test('a store that fails costs nobody the answer', async () => {
  vi.spyOn(teams.services.store.claims, 'take').mockRejectedValue(new Error('no database'))
  vi.spyOn(teams.services.store.preferences, 'lang').mockRejectedValue(new Error('no database'))
  await teams.post(teams.message('trésorerie'))
  await teams.double.whenSent(1)
})

test('after stop, nothing is taken; before it, what is in flight goes out', async () => {
  await teams.post(teams.message('trésorerie'))
  await teams.adapter.stop()
  expect(teams.double.sent).toHaveLength(1)
  expect((await teams.post(teams.message('stress'))).status).toBe(503)
  expect(teams.core.asked).toHaveLength(1)
})

describe('the sender', () => {
  const sender = createSender({ limits: LIMITS, log: createLog('silent') })

  test('keeps under each of Teams’ rates to a conversation, and holds up no other', async () => {
    let clock = 0
    const begun: number[] = []
    const paced = createSender({
      limits: { ...LIMITS, sendBudgetMs: 3_600_000 },
      log: createLog('silent'),
      now: () => clock,
      pause: async ms => {
        clock += ms
      },
    })
    for (let i = 0; i < 2_000; i += 1)
      await paced.send('a', async () => {
        begun.push(clock)
      })
    for (const [sends, ms] of [
      [7, 1_000],
      [8, 2_000],
      [60, 30_000],
      [1_800, 3_600_000],
    ] as const) {
      const gaps = begun.slice(sends).map((at, i) => at - (begun[i] ?? 0))
      expect(Math.min(...gaps), `${sends + 1} sends`).toBeGreaterThanOrEqual(ms)
    }
    const before = clock
    await paced.send('b', async () => {})
    expect(clock).toBe(before)
  })

  test('leaves to a later attempt what the rate does not allow within its patience', async () => {
    const hurried = createSender({
      limits: LIMITS,
      log: createLog('silent'),
      now: () => 0,
      pause: async () => {},
    })
    for (let i = 0; i < 60; i += 1) await hurried.send('a', async () => {})
    let isSent = false
    const late = hurried.send('a', async () => {
      isSent = true
    })
    await expect(late).rejects.toMatchObject({ status: 429, retryAfterMs: 30_000 })
    expect(isSent).toBe(false)
  })

  test.each([
    ['gone', 403, 'BotNotInConversationRoster'],
    ['gone', 403, 'ConversationBlockedByUser'],
    ['gone', 403, 'MessageWritesBlocked'],
    ['gone', 403, 'BotDisabledByAdmin'],
    ['gone', 404, 'ConversationNotFound'],
    ['refused', 404, 'ActivityNotFoundInConversation'],
    ['refused', 403, 'NotEnoughPermissions'],
    ['refused', 400, undefined],
  ])('calls a bot %s that is answered %i %s', async (outcome, status, code) => {
    const sent = await sender.send('a', () => Promise.reject(new SendError(status, { code })))
    expect(sent).toEqual({ outcome, status })
  })

  test.each([
    ['{"error":{"code":"BotNotInConversationRoster","message":"x"}}', 'BotNotInConversationRoster'],
    ['{"subCode":"MessageWritesBlocked"}', 'MessageWritesBlocked'],
    [
      '{"error":{"code":"ServiceError","innerHttpError":{"statusCode":403,"body":{"subCode":"MessageWritesBlocked"}}}}',
      'MessageWritesBlocked',
    ],
    ['<html>Bad gateway</html>', undefined],
    ['', undefined],
    ['[]', undefined],
  ])('reads the code in %s', (text, code) => {
    expect(codeIn(text)).toBe(code)
  })

  test('sends to one conversation in order, and to others beside it', async () => {
    const order: string[] = []
    let release = (): void => {}
    const gate = new Promise<void>(resolve => {
      release = resolve
    })
    const first = sender.send('a', async () => {
      await gate
      order.push('a1')
    })
    const second = sender.send('a', async () => {
      order.push('a2')
    })
    await sender.send('b', async () => {
      order.push('b')
    })
    release()
    await Promise.all([first, second])
    expect(order).toEqual(['b', 'a1', 'a2'])
  })

  test('a failed send does not hold up the next one', async () => {
    const broken = sender.send('a', () => Promise.reject(new Error('no route')))
    const next = sender.send('a', async () => {})
    await expect(broken).rejects.toThrow('no route')
    expect(await next).toEqual({ outcome: 'sent', value: undefined })
  })
})

describe('what an earlier process left undone', () => {
  const leave = async (verified: boolean): Promise<void> => {
    const payload = JSON.stringify({ verified, incoming: teams.message('trésorerie') })
    const { store, secret } = teams.services
    await store.claims.take({ id: 'left', adapter: 'teams', payload: secret.seal(payload) }, 0)
    await teams.adapter.start()
  }

  test('is answered at the next start', async () => {
    await leave(true)
    const [sent] = await teams.double.whenSent(1)
    expect(sent?.path).toContain('a:personal')
  })

  test('is not, where nobody had verified it', async () => {
    await leave(false)
    await teams.adapter.stop()
    expect(teams.core.asked).toEqual([])
    expect(teams.double.count('/connector')).toBe(0)
  })
})
