import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { createTranslate } from '../../src/messages.ts'
import { createServer, type Server } from '../../src/server/index.ts'
import { PERIODS } from '../support/periods.ts'

const TOKEN = 'a token of more than sixteen'
let server: Server
let url = ''

beforeAll(async () => {
  server = createServer({
    adapters: [],
    log: createLog('silent'),
    translate: createTranslate(),
    defaultLang: 'fr',
    unitCard: () => undefined,
    ping: async () => {},
    metrics: new Registry(),
    adminToken: TOKEN,
    periods: PERIODS,
  })
  url = `http://127.0.0.1:${(await server.listen('127.0.0.1', 0)).port}`
})
afterAll(() => server.close())

const status = async (headers: Record<string, string>) => (await fetch(`${url}/metrics`, { headers })).status

test('a peer on this machine reads the metrics, and finds routes in them, never addresses', async () => {
  await fetch(`${url}/unit/what-somebody-typed?lang=fr`)
  const text = await (await fetch(`${url}/metrics`)).text()
  expect(text).toContain('route="/unit/:id",status="404"')
  expect(text).not.toContain('typed')
})

test.each(['x-forwarded-for', 'forwarded', 'via', 'x-real-ip', 'x-forwarded-host'])(
  'behind a proxy (%s) there are no metrics without the token',
  async header => {
    expect(await status({ [header]: '203.0.113.9' })).toBe(404)
    expect(await status({ [header]: '203.0.113.9', authorization: `Bearer ${TOKEN}` })).toBe(200)
  },
)

test.each(['', 'Bearer ', `Bearer ${TOKEN}x`, `bearer ${TOKEN}`, TOKEN])(
  'the wrong token %j opens nothing',
  async authorization => {
    expect(await status({ via: 'proxy', authorization })).toBe(404)
  },
)
