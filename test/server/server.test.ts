import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { Registry } from 'prom-client'
import { afterEach, expect, test } from 'vitest'
import type { Route } from '../../src/adapter.ts'
import { createLog } from '../../src/log.ts'
import { createTranslate } from '../../src/messages.ts'
import { createServer, type Server, type ServerOptions } from '../../src/server/index.ts'
import { PERIODS } from '../support/periods.ts'

const open: Server[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map(server => server.close()))
})

async function serve(options: Partial<ServerOptions> = {}) {
  const logged: string[] = []
  const server = createServer({
    adapters: [],
    log: createLog('info', { write: line => logged.push(line) }),
    translate: createTranslate(),
    defaultLang: 'fr',
    unitCard: () => undefined,
    ping: async () => {},
    metrics: new Registry(),
    adminToken: undefined,
    periods: PERIODS,
    ...options,
  })
  open.push(server)
  const { port } = await server.listen('127.0.0.1', 0)
  return { server, port, url: `http://127.0.0.1:${port}`, logged }
}

const adapter = (...routes: Route[]) => ({ name: 'essai', routes })

test('the process says that it lives', async () => {
  const { url } = await serve()
  const response = await fetch(`${url}/healthz`)
  expect(response.status).toBe(200)
  expect(response.headers.has('x-powered-by')).toBe(false)
})

test.each([
  ['answers', async () => {}, 200],
  ['is broken', async () => Promise.reject(new Error('no database')), 503],
  ['hangs', () => new Promise<void>(() => {}), 503],
])('readiness, when the store %s', async (_, ping, status) => {
  const { url } = await serve({ ping, readyWithinMs: 20 })
  expect((await fetch(`${url}/readyz`)).status).toBe(status)
})

test('every page forbids inline scripts, inline styles and frames', async () => {
  const { url } = await serve()
  for (const path of ['/healthz', '/card.css', '/unit/nobody', '/nothing']) {
    const policy = (await fetch(url + path)).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
  }
})

test('an unknown address is 404 in the language of the reader', async () => {
  const { url } = await serve()
  const response = await fetch(`${url}/nothing`, { headers: { 'accept-language': 'es-PE' } })
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({
    error: { code: 'not-found', message: 'Esta página no existe o ya no existe.' },
  })
})

test('an adapter gets the body raw, and an empty one as an empty buffer', async () => {
  const { url } = await serve({
    adapters: [
      adapter({
        method: 'post',
        path: '/raw',
        bodyLimit: 100,
        handle: (request, response) =>
          void response.json({ raw: Buffer.isBuffer(request.body), text: String(request.body) }),
      }),
    ],
  })
  const post = async (body?: string) =>
    (await fetch(`${url}/raw`, { method: 'POST', ...(body === undefined ? {} : { body }) })).json()
  expect(await post('{"a": 1')).toEqual({ raw: true, text: '{"a": 1' })
  expect(await post()).toEqual({ raw: true, text: '' })
})

test('a body over the limit is 413, and the handler does not run', async () => {
  let runs = 0
  const handle: Route['handle'] = (_, response) => {
    runs += 1
    response.end()
  }
  const { url } = await serve({
    adapters: [adapter({ method: 'post', path: '/raw', bodyLimit: 10, handle })],
  })
  const over = await fetch(`${url}/raw`, { method: 'POST', body: 'x'.repeat(11) })
  expect(over.status).toBe(413)
  expect(await over.json()).toMatchObject({ error: { code: 'too-large' } })
  expect(runs).toBe(0)
  expect((await fetch(`${url}/raw`, { method: 'POST', body: 'x'.repeat(10) })).status).toBe(200)
})

test('a handler that throws touches no other, tells the person nothing, and is logged with an id', async () => {
  const broken = adapter({
    method: 'get',
    path: '/broken',
    handle: async () => Promise.reject(new Error('password is hunter2')),
  })
  const sound = adapter({ method: 'get', path: '/sound', handle: (_, response) => void response.send('ok') })
  const { url, logged } = await serve({ adapters: [broken, sound] })
  const response = await fetch(`${url}/broken`)
  const text = await response.text()
  expect(response.status).toBe(500)
  expect(text).not.toContain('hunter2')
  expect(JSON.parse(text)).toMatchObject({ error: { code: 'failed' } })
  expect(logged).toHaveLength(1)
  expect(JSON.parse(logged[0] ?? '')).toMatchObject({
    level: 'error',
    route: '/broken',
    status: 500,
    request: response.headers.get('x-request-id'),
  })
  expect(await (await fetch(`${url}/sound`)).text()).toBe('ok')
})

test('a handler that blames the caller by a status of its own is still our failure', async () => {
  const handle: Route['handle'] = () => {
    throw Object.assign(new Error('upstream said 404'), { status: 404 })
  }
  const { url } = await serve({ adapters: [adapter({ method: 'get', path: '/broken', handle })] })
  expect((await fetch(`${url}/broken`)).status).toBe(500)
})

test('an answer that breaks off half way is cut, not ended as if it were whole', async () => {
  const handle: Route['handle'] = (_, response) => {
    response.write('half')
    throw new Error('broken')
  }
  const { url } = await serve({ adapters: [adapter({ method: 'get', path: '/half', handle })] })
  await expect(fetch(`${url}/half`).then(r => r.text())).rejects.toThrow()
})

test('an address that is in use is an error for the caller', async () => {
  const { port } = await serve()
  const second = createServer({
    adapters: [],
    log: createLog('silent'),
    translate: createTranslate(),
    defaultLang: 'fr',
    unitCard: () => undefined,
    ping: async () => {},
    metrics: new Registry(),
    adminToken: undefined,
    periods: PERIODS,
  })
  await expect(second.listen('127.0.0.1', port)).rejects.toThrow('EADDRINUSE')
})

/** A route that answers when it is told to. */
function slowRoute() {
  let release = () => {}
  const released = new Promise<void>(resolve => {
    release = resolve
  })
  let arrive = () => {}
  const arrived = new Promise<void>(resolve => {
    arrive = resolve
  })
  const handle: Route['handle'] = async (_, response) => {
    arrive()
    await released
    response.send('done')
  }
  return { routes: adapter({ method: 'get', path: '/slow', handle }), release, arrived }
}

test('closing answers the request in flight, takes no new connection, and leaves none open', async () => {
  const { routes, release, arrived } = slowRoute()
  const { server, url } = await serve({ adapters: [routes] })
  const inFlight = fetch(`${url}/slow`)
  await arrived
  const closed = server.close()
  await expect(fetch(`${url}/healthz`)).rejects.toThrow()
  release()
  const response = await inFlight
  expect(await response.text()).toBe('done')
  expect(response.headers.get('connection')).toBe('close')
  await closed
})

test('a closing server is not ready', async () => {
  const { server, port } = await serve()
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write('GET /readyz HTTP/1.1\r\nHost: here\r\n')
  // the answer to another request proves that the half request above has been read
  await fetch(`http://127.0.0.1:${port}/healthz`)
  const closed = server.close()
  socket.write('\r\n')
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(String(answer)).toContain('503')
  await closed
})

test('a request that never ends is cut off when its time is up', async () => {
  const { routes, arrived } = slowRoute()
  const { server, port } = await serve({ adapters: [routes], closeWithinMs: 20 })
  const request = httpRequest({ port, host: '127.0.0.1', path: '/slow' }).end()
  const failed = once(request, 'error')
  await arrived
  await server.close()
  expect(await failed).toMatchObject([{ code: 'ECONNRESET' }])
})

test('an idle connection does not hold the server up', async () => {
  const { server, port } = await serve()
  const socket = connect(port, '127.0.0.1')
  socket.write('GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n')
  await once(socket, 'data')
  const ended = once(socket, 'close')
  await server.close()
  await ended
})
