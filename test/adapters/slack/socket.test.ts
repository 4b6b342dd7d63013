import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SlackServer, startSlack } from '../../support/slack-server.ts'
import {
  commandBody,
  globalShortcutBody,
  mentionBody,
  submissionBody,
  suggestionBody,
} from '../../support/slack-signer.ts'

const socketMode = ({ apiUrl }: { apiUrl: string }) =>
  ({
    mode: 'socket',
    appToken: 'xapp-test',
    botToken: 'xoxb-test',
    identity: { botId: 'B0BOT', botUserId: 'U0BOT' },
    apiUrl,
  }) as const

const HELLO = { type: 'hello', num_connections: 1 }
const mention = (envelope: string, text: string) => ({
  type: 'events_api',
  envelope_id: envelope,
  payload: JSON.parse(mentionBody(text)),
  accepts_response_payload: false,
})

let server: SlackServer
afterEach(() => server.close())

describe('Socket Mode', () => {
  beforeEach(async () => {
    server = await startSlack({ config: socketMode, timing: { pauseMs: 10 }, greet: true })
  })

  it('needs no door', () => {
    expect(server.adapter.routes).toEqual([])
    expect(server.slack.of('apps.connections.open')[0]?.token).toBe('xapp-test')
  })

  it('acknowledges at once, and answers a mention in its thread', async () => {
    const socket = await server.slack.socket()
    socket.send(mention('e1', 'trésorerie'))
    expect(await socket.received()).toMatchObject({ envelope_id: 'e1' })
    const { args } = await server.slack.call('chat.postMessage')
    expect(args).toMatchObject({ thread_ts: '1700000000.000100' })
  })

  it('answers a command through its address', async () => {
    const socket = await server.slack.socket()
    const payload = Object.fromEntries(
      new URLSearchParams(commandBody('trésorerie', { response_url: server.slack.responseUrl })),
    )
    socket.send({ type: 'slash_commands', envelope_id: 'e1', payload, accepts_response_payload: true })
    expect((await server.slack.call('response_url')).args).toMatchObject({ response_type: 'ephemeral' })
  })

  it('fills a menu, and keeps a search open, in the acknowledgement', async () => {
    const socket = await server.slack.socket()
    const interactive = (envelope: string, body: string) => ({
      type: 'interactive',
      envelope_id: envelope,
      payload: JSON.parse(new URLSearchParams(body).get('payload') ?? ''),
      accepts_response_payload: true,
    })
    socket.send(interactive('e1', suggestionBody('oim:pick:fr', 'tréso')))
    expect(await socket.received()).toMatchObject({
      envelope_id: 'e1',
      payload: { options: [{ text: { text: 'Division de la trésorerie' } }] },
    })
    socket.send(interactive('e2', globalShortcutBody()))
    const { args } = await server.slack.call('views.open')
    socket.send(interactive('e3', submissionBody(args.view, 'trésorerie')))
    expect(await socket.received(3)).toMatchObject({ payload: { response_action: 'update' } })
    await server.slack.call('views.update')
  })

  it('answers a command in its acknowledgement, where the asker’s language is known', async () => {
    const socket = await server.slack.socket()
    const send = (envelope: string): void => {
      const payload = Object.fromEntries(
        new URLSearchParams(commandBody('trésorerie', { response_url: server.slack.responseUrl })),
      )
      socket.send({ type: 'slash_commands', envelope_id: envelope, payload, accepts_response_payload: true })
    }
    send('e1')
    await server.slack.call('response_url')
    send('e2')
    expect(await socket.received(2)).toMatchObject({
      envelope_id: 'e2',
      payload: { response_type: 'ephemeral', text: expect.stringContaining('Division de la trésorerie') },
    })
  })

  it('answers an event once that comes over two connections', async () => {
    const event = mention('e1', 'trésorerie')
    const first = await server.slack.socket()
    first.send(event)
    await server.slack.call('chat.postMessage')
    first.send({ type: 'disconnect', reason: 'refresh_requested' })
    const second = await server.slack.socket(2)
    second.send(HELLO)
    second.send({ ...event, envelope_id: 'e2' })
    await second.received()
    await server.settle()
    expect(server.slack.of('chat.postMessage')).toHaveLength(1)
  })

  it('connects again when the connection breaks', async () => {
    const first = await server.slack.socket()
    first.destroy()
    const second = await server.slack.socket(2)
    second.send(HELLO)
    second.send(mention('e1', 'trésorerie'))
    await server.slack.call('chat.postMessage')
  })

  it('closes the connection when it stops', async () => {
    const socket = await server.slack.socket()
    socket.send(mention('e1', 'trésorerie'))
    await socket.received()
    await server.adapter.stop()
    await socket.closed
    expect(server.slack.of('chat.postMessage')).toHaveLength(1)
    expect(server.slack.of('apps.connections.open')).toHaveLength(1)
  })
})

it('stopping closes a connection that Slack has not greeted', async () => {
  server = await startSlack({ config: socketMode })
  const socket = await server.slack.socket()
  await server.adapter.stop()
  await socket.closed
})

it('a Slack that cannot be reached takes nobody down, and is tried again', async () => {
  server = await startSlack({
    config: socketMode,
    timing: { pauseMs: 10, retries: 0 },
    prepare: slack => slack.set('apps.connections.open', { kind: 'status', status: 500 }),
  })
  await server.slack.call('apps.connections.open', 3)
  server.slack.set('apps.connections.open', undefined)
  const socket = await server.slack.socket()
  socket.send(HELLO)
  socket.send(mention('e1', 'trésorerie'))
  await server.slack.call('chat.postMessage')
  expect(server.logged.join('')).toContain('no connection to Slack')
})
