import { afterEach, expect, it } from 'vitest'
import { type SlackServer, startSlack } from '../../support/slack-server.ts'
import { SIGNING_SECRET } from '../../support/slack-signer.ts'

const unknown = ({ apiUrl }: { apiUrl: string }) =>
  ({
    mode: 'http',
    signingSecret: SIGNING_SECRET,
    botToken: 'xoxb-test',
    identity: undefined,
    apiUrl,
  }) as const

let server: SlackServer
afterEach(() => server.close())

it('who the bot is, is asked once at the start', async () => {
  server = await startSlack({ config: unknown })
  await server.direct('trésorerie', { user: 'U0BOT' })
  await server.direct('trésorerie')
  await server.slack.call('chat.postMessage')
  await server.settle()
  expect(server.slack.of('auth.test')).toHaveLength(1)
  expect(server.core.asked).toHaveLength(1)
})

it('is not asked where the configuration says it', async () => {
  server = await startSlack()
  await server.direct('trésorerie')
  await server.slack.call('chat.postMessage')
  expect(server.slack.of('auth.test')).toEqual([])
})

it.each([
  ['refuses', { kind: 'error', error: 'invalid_auth' }],
  ['hangs', { kind: 'hang' }],
] as const)('takes nobody down where Slack %s, and is asked again', async (_name, mode) => {
  server = await startSlack({
    config: unknown,
    timing: { lookUpMs: 30, pauseMs: 10 },
    prepare: slack => slack.set('auth.test', mode),
  })
  await server.slack.call('auth.test', 2)
  await server.direct('trésorerie')
  await server.slack.call('chat.postMessage')
  server.slack.set('auth.test', undefined)
  const asked = server.slack.of('auth.test').length
  await server.slack.call('auth.test', asked + 1)
  expect(server.logged.join('')).toContain('does not say who the bot is')
})
