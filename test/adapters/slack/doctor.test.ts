import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { diagnose } from '../../../adapters/slack/doctor.ts'
import type { Check } from '../../../src/adapter.ts'
import type { SlackConfig } from '../../../src/config.ts'
import { createExaminer } from '../../../src/examine.ts'
import { createSlackDouble, type SlackDouble } from '../../support/slack-double.ts'

type OnConfig = Exclude<SlackConfig, { mode: 'off' }>

let slack: SlackDouble
let pages: Server
beforeEach(async () => {
  slack = await createSlackDouble()
  pages = createServer((request, response) => {
    response.writeHead(request.url === '/slack/install' ? 200 : 404).end()
  })
  pages.listen(0, '127.0.0.1')
  await once(pages, 'listening')
})
afterEach(async () => {
  pages.closeAllConnections()
  pages.close()
  await slack.close()
})

function pagesUrl(): string {
  const address = pages.address()
  return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
}

const http = (more: Partial<OnConfig> = {}): OnConfig =>
  ({
    mode: 'http',
    signingSecret: 's',
    botToken: 'xoxb-test',
    identity: undefined,
    apiUrl: slack.apiUrl,
    ...more,
  }) as OnConfig
const socket = (): OnConfig => http({ mode: 'socket', appToken: 'xapp-test' } as Partial<OnConfig>)
const failing = (checks: readonly Check[]): string[] => checks.filter(c => !c.ok).map(c => c.name)
const names = (checks: readonly Check[]): string[] => checks.map(c => c.name)

test('a set-up in order: token, scopes and clock are looked at', async () => {
  const checks = await diagnose(http(), createExaminer())
  expect(failing(checks)).toEqual([])
  expect(names(checks)).toEqual(['Slack: reached', 'Slack: clock', 'Slack: bot token', 'Slack: scopes'])
  expect(slack.of('auth.test').map(call => call.token)).toEqual(['xoxb-test'])
  expect(slack.faults).toEqual([])
})

test('a scope that was not granted is named, with what to do', async () => {
  slack.scopes = ['chat:write', 'commands', 'users:read']
  const checks = await diagnose(http(), createExaminer())
  expect(failing(checks)).toEqual(['Slack: scopes'])
  expect(checks.at(-1)?.detail).toBe(
    'missing: app_mentions:read, assistant:write, im:history, links:read, links:write',
  )
  expect(checks.at(-1)?.remedy).toContain('reinstall')
})

test('a token that Slack refuses is named by its code, and never printed', async () => {
  slack.set('auth.test', { kind: 'error', error: 'invalid_auth' })
  const checks = await diagnose(http(), createExaminer())
  expect(failing(checks)).toEqual(['Slack: bot token'])
  expect(checks.at(-1)?.detail).toBe('invalid_auth')
  expect(JSON.stringify(checks)).not.toContain('xoxb-test')
})

test.each([
  [59, []],
  [-59, []],
  [400, ['Slack: clock']],
  [-400, ['Slack: clock']],
])('a clock that is %d s ahead of Slack’s', async (seconds, failed) => {
  const checks = await diagnose(http(), createExaminer({ now: () => Date.now() + seconds * 1000 }))
  expect(failing(checks)).toEqual(failed)
})

describe('where Slack', () => {
  test.each([
    ['fails', { kind: 'status', status: 500 }, 'Slack answered 500'],
    ['hangs', { kind: 'hang' }, 'aborted due to timeout'],
  ] as const)('%s, one check says so', async (_, mode, says) => {
    slack.set('auth.test', mode)
    const checks = await diagnose(http(), createExaminer({ fetchMs: 50 }))
    expect(failing(checks)).toEqual(['Slack: reached'])
    expect(checks).toHaveLength(1)
    expect(checks[0]?.detail).toContain(says)
  })
})

describe('ids that were given', () => {
  test('as Slack knows them', async () => {
    const identity = { botId: 'B0BOT', botUserId: 'U0BOT' }
    expect(failing(await diagnose(http({ identity }), createExaminer()))).toEqual([])
  })
  test('of another bot are named, with the right ones', async () => {
    const identity = { botId: 'B0BOT', botUserId: 'U0OTHER' }
    const checks = await diagnose(http({ identity }), createExaminer())
    expect(failing(checks)).toEqual(['Slack: bot ids'])
    expect(checks.at(-1)?.remedy).toContain('SLACK_BOT_USER_ID=U0BOT')
  })
})

describe('with Socket Mode', () => {
  test('the app token is looked at without opening a connection', async () => {
    const checks = await diagnose(socket(), createExaminer())
    expect([failing(checks), names(checks).at(-1)]).toEqual([[], 'Slack: app token'])
    expect(slack.of('apps.connections.open').map(call => call.token)).toEqual(['xapp-test'])
  })
  test('an app token that Slack refuses is named', async () => {
    slack.set('apps.connections.open', { kind: 'error', error: 'not_allowed_token_type' })
    const checks = await diagnose(socket(), createExaminer())
    expect(failing(checks)).toEqual(['Slack: app token'])
    expect(checks.at(-1)?.remedy).toContain('connections:write')
  })
})

describe('with many workspaces', () => {
  const many = (): OnConfig => ({
    mode: 'oauth',
    signingSecret: 's',
    clientId: '12.34',
    clientSecret: 'the client secret',
    publicUrl: pagesUrl(),
    authorizeUrl: undefined,
    apiUrl: slack.apiUrl,
  })
  test('the credentials are tried with a code that is none', async () => {
    slack.set('oauth.v2.access', { kind: 'error', error: 'invalid_code' })
    const checks = await diagnose(many(), createExaminer())
    expect(names(checks)).toEqual([
      'Slack: reached',
      'Slack: clock',
      'Slack: client id and secret',
      'Slack: install page',
    ])
    expect(failing(checks)).toEqual([])
  })
  test.each(['invalid_client_id', 'bad_client_secret'])(
    '%s is named, and the secret never printed',
    async error => {
      slack.set('oauth.v2.access', { kind: 'error', error })
      const checks = await diagnose(many(), createExaminer())
      expect(failing(checks)).toEqual(['Slack: client id and secret'])
      expect(JSON.stringify(checks)).toContain(error)
      expect(JSON.stringify(checks)).not.toContain('the client secret')
    },
  )
  test('an install page that does not answer is named', async () => {
    slack.set('oauth.v2.access', { kind: 'error', error: 'invalid_code' })
    const checks = await diagnose(
      { ...many(), publicUrl: 'http://127.0.0.1:1' } as OnConfig,
      createExaminer(),
    )
    expect(failing(checks)).toEqual(['Slack: install page'])
  })
})
