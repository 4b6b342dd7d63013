import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Services } from '../../../src/adapter.ts'
import { answerId } from '../../../src/answer/answer.ts'
import { encodePress } from '../../../src/cards/press.ts'
import { createStore } from '../../../src/store/sqlite/index.ts'
import { type SlackServer, startSlack } from '../../support/slack-server.ts'
import { commandBody, directBody, mentionBody, pressBody, signedHeaders } from '../../support/slack-signer.ts'

/** Two processes on one store: whatever comes, comes to both. */
let folder: string
let servers: SlackServer[]
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'oim-slack-'))
  servers = [await startOne(), await startOne()]
})
afterEach(async () => {
  for (const server of servers) await server.close()
  rmSync(folder, { recursive: true })
})

async function startOne(): Promise<SlackServer> {
  const store = await createStore({ path: join(folder, 'oim.sqlite'), retentionDays: 90 })
  return await startSlack({ change: (services: Services) => ({ ...services, store }) })
}

const sent = (method: string): number => servers.reduce((sum, { slack }) => sum + slack.of(method).length, 0)
const firstTo = (method: string): Promise<unknown> => Promise.race(servers.map(s => s.slack.call(method)))
const responseUrl = (): string => servers[0]?.slack.responseUrl ?? ''

/** The same bytes with the same signature, three times to each. */
async function deliverToAll(body: string): Promise<void> {
  const headers = signedHeaders(body)
  const posts = servers.flatMap(server => [1, 2, 3].map(() => server.post(body, headers)))
  const replies = await Promise.all(posts)
  expect(replies.map(({ status }) => status)).toEqual(posts.map(() => 200))
}

const settle = (): Promise<unknown> => Promise.all(servers.map(server => server.settle()))

describe('what is delivered three times to each of two processes is answered once', () => {
  it('a mention', async () => {
    await deliverToAll(mentionBody('trésorerie'))
    await firstTo('chat.postMessage')
    await settle()
    expect(sent('chat.postMessage')).toBe(1)
  })

  it('a direct message', async () => {
    await deliverToAll(directBody('trésorerie'))
    await firstTo('chat.postMessage')
    await settle()
    expect(sent('chat.postMessage')).toBe(1)
  })

  it('a button', async () => {
    const press = encodePress({ action: 'open', answer: answerId.parse('A1b2C3d4E5f6'), lang: 'fr' })
    const fields = { response_url: `${responseUrl()}` }
    await deliverToAll(pressBody(press, { responseUrl: fields.response_url, isEphemeral: true }))
    await settle()
    expect(servers.flatMap(({ core }) => core.pressed)).toHaveLength(1)
  })

  it('a command', async () => {
    await deliverToAll(commandBody('trésorerie', { response_url: responseUrl() }))
    await settle()
    expect(servers.flatMap(({ core }) => core.asked)).toHaveLength(1)
  })
})

describe('a repetition', () => {
  it('that is the first to arrive is answered: Slack repeats what it believes lost', async () => {
    const body = mentionBody('trésorerie')
    const [server] = servers
    await server?.post(body, {
      ...signedHeaders(body),
      'x-slack-retry-num': '1',
      'x-slack-retry-reason': 'http_timeout',
    })
    await server?.slack.call('chat.postMessage')
  })

  it('signed anew is still the same event', async () => {
    const body = mentionBody('trésorerie')
    const now = Math.floor(Date.now() / 1000)
    for (const timestamp of [now, now - 1, now - 2])
      await Promise.all(servers.map(server => server.post(body, signedHeaders(body, { timestamp }))))
    await firstTo('chat.postMessage')
    await settle()
    expect(sent('chat.postMessage')).toBe(1)
  })

  it('that comes after a restart is dropped', async () => {
    const body = mentionBody('trésorerie')
    await servers[0]?.post(body)
    await servers[0]?.slack.call('chat.postMessage')
    await servers[0]?.settle()
    const next = await startOne()
    servers.push(next)
    await next.post(body)
    await next.settle()
    expect(sent('chat.postMessage')).toBe(1)
  })
})
