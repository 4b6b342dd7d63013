import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/v4'
import { faultsOf } from '../../support/slack-blocks.ts'
import { type SlackServer, startSlack } from '../../support/slack-server.ts'
import { commandBody, signedHeaders } from '../../support/slack-signer.ts'

let server: SlackServer
afterEach(() => server.close())

const json = (body: string) => signedHeaders(body, { contentType: 'application/json' })
const form = (body: string) => signedHeaders(body, { contentType: 'application/x-www-form-urlencoded' })

describe('the door', () => {
  beforeEach(async () => {
    server = await startSlack()
  })

  it('answers the challenge with which Slack tries the address', async () => {
    const response = await server.post('{"type":"url_verification","challenge":"abc","token":"x"}')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ challenge: 'abc' })
  })

  it.each([
    ['malformed JSON', '{"type":', json],
    ['literal null', 'null', json],
    ['a list', '[]', json],
    ['a number', '7', json],
    ['nothing', '', json],
    ['an object without a type', '{"foo":1}', json],
    ['a type that is no text', '{"type":7}', json],
    ['a challenge without its word', '{"type":"url_verification"}', json],
    ['an event that is null', '{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":null}', json],
    [
      'a mention whose text is a number',
      '{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":{"type":"app_mention","user":"U1","channel":"C1","ts":"1.1","text":7}}',
      json,
    ],
    [
      'a mention by somebody whose id is markup',
      '{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":{"type":"app_mention","user":"U1> <!channel","channel":"C1","ts":"1.1","text":"a"}}',
      json,
    ],
    ['an empty form', '', form],
    ['a form without a command', 'a=b', form],
    ['a command without a team', 'command=%2Foim&text=a', form],
    ['a malformed payload', 'payload=%7B', form],
    ['a payload that is null', 'payload=null', form],
    [
      'a press without actions',
      `payload=${encodeURIComponent('{"type":"block_actions","actions":[]}')}`,
      form,
    ],
    ['plain text', 'hello', (body: string) => signedHeaders(body, { contentType: 'text/plain' })],
  ])('refuses %s with 400 and goes on', async (_name, body, headers) => {
    expect((await server.post(body, headers(body))).status).toBe(400)
    expect((await server.command('trésorerie')).status).toBe(200)
    await server.slack.call('response_url')
    expect(server.core.asked).toHaveLength(1)
  })

  it('refuses a megabyte and more with 413', async () => {
    const body = commandBody('a'.repeat(1_048_577))
    expect((await server.post(body)).status).toBe(413)
    expect((await server.command('trésorerie')).status).toBe(200)
    await server.slack.call('response_url')
  })

  it('takes media types with a charset', async () => {
    const body = commandBody('trésorerie', { response_url: server.slack.responseUrl })
    const contentType = 'application/x-www-form-urlencoded; charset=utf-8'
    expect((await server.post(body, signedHeaders(body, { contentType }))).status).toBe(200)
    await server.slack.call('response_url')
    const challenge = '{"type":"url_verification","challenge":"abc"}'
    const headers = signedHeaders(challenge, { contentType: 'Application/JSON; charset=UTF-8' })
    expect((await server.post(challenge, headers)).status).toBe(200)
  })

  it('acknowledges what is nothing to us and does nothing', async () => {
    const bodies = [
      '{"type":"app_rate_limited","team_id":"T1"}',
      '{"type":"event_callback","event_id":"Ev1","team_id":"T1","event":{"type":"reaction_added"}}',
      `payload=${encodeURIComponent('{"type":"view_closed","view":{}}')}`,
      'ssl_check=1&token=x',
    ]
    for (const body of bodies) expect((await server.post(body)).status).toBe(200)
    await server.settle()
    expect(server.slack.calls).toEqual([])
  })

  it('acknowledges with an empty body', async () => {
    const response = await server.command('trésorerie')
    expect(await response.text()).toBe('')
    await server.slack.call('response_url')
  })

  it('asks Slack to come again once it is stopping', async () => {
    await server.adapter.stop()
    expect((await server.command('trésorerie')).status).toBe(503)
    expect(server.core.asked).toEqual([])
  })
})

describe('the acknowledgement', () => {
  it('of a command is its answer, where the asker’s language is known', async () => {
    server = await startSlack()
    await server.command('trésorerie')
    await server.slack.call('response_url')
    const acknowledged: unknown = await (await server.command('trésorerie')).json()
    expect(acknowledged).toMatchObject({ response_type: 'ephemeral' })
    const { blocks } = z.object({ blocks: z.array(z.unknown()) }).parse(acknowledged)
    expect(JSON.stringify(blocks)).toContain('*Division de la trésorerie*')
    expect(faultsOf(blocks)).toEqual([])
    await server.settle()
    expect(server.slack.of('response_url')).toHaveLength(1)
  })

  it('of a repeated command is empty', async () => {
    server = await startSlack()
    await server.command('trésorerie')
    await server.slack.call('response_url')
    const body = commandBody('trésorerie', { response_url: server.slack.responseUrl })
    const replies = await Promise.all([server.post(body), server.post(body), server.post(body)])
    const texts = await Promise.all(replies.map(reply => reply.text()))
    expect(texts.filter(text => text !== '')).toHaveLength(1)
    await server.settle()
    expect(server.slack.of('response_url')).toHaveLength(1)
  })

  it('leaves though the store hangs, and the answer follows when it recovers', async () => {
    let recover = (): void => {}
    const recovered = new Promise<void>(resolve => {
      recover = resolve
    })
    server = await startSlack({
      change: ({ store, ...services }) => {
        const take: typeof store.claims.take = async (...args) => {
          await recovered
          return await store.claims.take(...args)
        }
        return { ...services, store: { ...store, claims: { ...store.claims, take } } }
      },
    })
    const response = await server.command('trésorerie')
    expect([response.status, await response.text()]).toEqual([200, ''])
    expect(server.core.asked).toEqual([])
    recover()
    await server.slack.call('response_url')
  })

  it('leaves though the core and Slack hang', async () => {
    server = await startSlack({ timing: { coreMs: 20, lookUpMs: 20 } })
    server.slack.set('users.info', { kind: 'hang' })
    expect((await server.command('hang')).status).toBe(200)
    const { args } = await server.slack.call('response_url')
    expect(args.text).toContain('erreur')
  })
})
