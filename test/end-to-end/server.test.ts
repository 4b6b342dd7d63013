import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { ROOT } from '../../src/root.ts'
import { newFolder, ORGANISATION_DIR } from '../support/organisation.ts'
import { endServers, type ServerProcess, startServer } from '../support/processes.ts'
import { createSlackDouble } from '../support/slack-double.ts'
import { mentionBody, SIGNING_SECRET, signedHeaders } from '../support/slack-signer.ts'

afterEach(endServers)

async function ready(env: Record<string, string> = {}): Promise<ServerProcess> {
  const server = startServer({ env })
  await server.says('"ready"')
  return server
}

describe('without any credentials', () => {
  test('the preview answers, the probes answer, and each adapter that is off says so once', async () => {
    const server = await ready()
    const { status, body } = await server.ask('Division de la trésorerie')
    expect([status, body.answer.type, body.answer.entities]).toEqual([200, 'unit', ['div-tresorerie']])
    expect(body.card.title).toBe('Division de la trésorerie')
    expect((await fetch(`${server.url}/`)).status).toBe(200)
    expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' })
    expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ status: 'ok' })
    expect(await (await fetch(`${server.url}/unit/div-tresorerie`)).text()).toContain('trésorerie')
    expect((await fetch(`${server.url}/slack/events`, { method: 'POST' })).status).toBe(404)
    expect((await fetch(`${server.url}/api/messages`, { method: 'POST' })).status).toBe(404)
    expect(server.log().match(/"adapter":"(\w+)","msg":"off/g)).toHaveLength(2)
    expect(server.log()).toContain(`The preview is at ${server.url}/`)
  })

  test('nothing but this machine is connected to', async () => {
    const server = await ready()
    await server.ask('where do I escalate a phishing mail?')
    server.signal('SIGTERM')
    expect(await server.ended).toEqual({ code: 0, signal: null })
    expect(server.log()).not.toContain('BEYOND THIS MACHINE')
    // The guard itself bites.
    const guard = join(ROOT, 'test', 'support', 'loopback-only.cjs')
    const attempt = "fetch('http://192.0.2.1/').catch(() => fetch('http://example.invalid/')).catch(() => {})"
    const { stderr } = spawnSync(process.execPath, ['--require', guard, '-e', attempt], { encoding: 'utf8' })
    expect(stderr).toBe('BEYOND THIS MACHINE: 192.0.2.1\nBEYOND THIS MACHINE: example.invalid\n')
  })

  test('in production it does not start, and names OIM_PREVIEW=1', async () => {
    const server = startServer({ env: { NODE_ENV: 'production' } })
    expect(await server.ended).toEqual({ code: 1, signal: null })
    expect(server.log()).toContain('OIM_PREVIEW=1')
    expect(server.log()).not.toContain('    at ')
  })
})

/** A question whose body is half sent: resolves once the server waits for the rest. */
async function askHalf(
  server: ServerProcess,
): Promise<{ finish(): Promise<{ status: number; text: string }> }> {
  const body = JSON.stringify({ text: 'Division du budget' })
  const asking = request(`${server.url}/api/ask`, {
    method: 'POST',
    headers: { expect: '100-continue', 'content-length': body.length },
  })
  asking.flushHeaders()
  await once(asking, 'continue')
  return {
    async finish() {
      const responded = once(asking, 'response')
      asking.end(body)
      const [response] = await responded
      const parts: Buffer[] = []
      for await (const part of response) parts.push(part)
      return { status: response.statusCode, text: Buffer.concat(parts).toString('utf8') }
    },
  }
}

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', signal => {
  test('lets the answer in flight go out, takes no new connection, and exits 0', async () => {
    const server = await ready()
    const half = await askHalf(server)
    server.signal(signal)
    await server.says('"stopping"')
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow()
    const { status, text } = await half.finish()
    expect([status, JSON.parse(text).answer.entities]).toEqual([200, ['div-budget']])
    expect(await server.ended).toEqual({ code: 0, signal: null })
    expect(server.log()).toContain('"stopped"')
  })

  test('while an adapter still starts is heard too', async () => {
    const slack = await createSlackDouble()
    slack.set('auth.test', { kind: 'hang' })
    const server = startServer({
      env: {
        SLACK_SIGNING_SECRET: SIGNING_SECRET,
        SLACK_BOT_TOKEN: 'xoxb-test',
        SLACK_API_URL: slack.apiUrl,
      },
    })
    await slack.call('auth.test')
    server.signal(signal)
    expect(await server.ended).toEqual({ code: 0, signal: null })
    await slack.close()
  })
})

test('what Slack was promised goes out before the process ends, at a last attempt', async () => {
  const slack = await createSlackDouble()
  slack.set('chat.postMessage', { kind: 'error', error: 'internal_error' })
  const server = await ready({
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_API_URL: slack.apiUrl,
  })
  const body = mentionBody('Division du budget')
  await fetch(`${server.url}/slack/events`, { method: 'POST', headers: signedHeaders(body), body })
  await slack.call('chat.postMessage')
  slack.set('chat.postMessage', undefined)
  server.signal('SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
  expect(slack.of('chat.postMessage')).toHaveLength(2)
  await slack.close()
})

describe('SIGHUP', () => {
  test('keeps the directory in force where the files have faults, and takes a good one over', async () => {
    const dir = join(newFolder(), 'data')
    cpSync(ORGANISATION_DIR, dir, { recursive: true })
    const server = await ready({ OIM_DATA_DIR: dir })
    await server.says('trained on the directory"')
    const name = async (): Promise<string> => (await server.ask('/oim unit corne de brume')).body.card.title
    expect(await name()).toBe('Unité de la corne de brume')

    const file = join(dir, 'directory', 'lights.yaml')
    const good = readFileSync(file, 'utf8')
    writeFileSync(file, good.replace('parent: dep-lumieres', 'parent: nobody'))
    server.signal('SIGHUP')
    await server.says('the earlier one stays in force')
    expect(server.log()).toContain('DATA_PARENT_UNKNOWN')
    expect(await name()).toBe('Unité de la corne de brume')

    writeFileSync(file, good.replace('Unité de la corne de brume', 'Unité de la grande corne de brume'))
    server.signal('SIGHUP')
    await server.says('loaded anew')
    expect(await name()).toBe('Unité de la grande corne de brume')
  })
})

describe('what cannot start', () => {
  test('an address that is taken ends the process with 1 and says so', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' && address ? String(address.port) : ''
    const server = startServer({ env: { PORT: port } })
    expect((await server.ended).code).toBe(1)
    expect(server.log()).toContain('EADDRINUSE')
    other.close()
  })

  test('a dataset with faults ends the process with 1 and names them', async () => {
    const server = startServer({ env: { OIM_DATA_DIR: newFolder() } })
    expect((await server.ended).code).toBe(1)
    expect(server.log()).toContain('DATA_FILE_MISSING')
  })

  test('a Slack that cannot be reached takes nothing else down', async () => {
    const server = await ready({
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: 'xoxb-test',
      SLACK_API_URL: 'http://127.0.0.1:1/api',
      OIM_TEAMS: '1',
    })
    await server.says('Slack does not say who the bot is')
    expect(server.log()).toMatch(/"adapters":\["slack","teams","preview"\],"msg":"ready"/)
    expect((await server.ask('Division du budget')).body.answer.entities).toEqual(['div-budget'])
    server.signal('SIGTERM')
    expect(await server.ended).toEqual({ code: 0, signal: null })
  })
})
