import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { createTeams, type Teams, type TeamsOptions } from '../../adapters/teams/index.ts'
import { LIMITS } from '../../adapters/teams/limits.ts'
import { encodePress, type Press } from '../../src/cards/press.ts'
import type { TeamsConfig } from '../../src/config.ts'
import { APP_ID, APP_PASSWORD, BotFrameworkDouble, ISSUER } from './bot-framework-double.ts'
import { createFakeServices, type FakeServices } from './fake-core.ts'

type Authenticated = Extract<TeamsConfig, { mode: 'authenticated' }>

export const TENANT = '11111111-2222-3333-4444-555555555555'
export const BOT = { id: `28:${APP_ID}`, name: 'OIM' }
export const USER = { id: '29:user', name: 'Awa', aadObjectId: 'aad-user' }

export interface Harness extends FakeServices {
  adapter: Teams
  double: BotFrameworkDouble
  /** Where the adapter is served, without a slash at the end. */
  url: string
  /** Sends a body as it is. */
  postRaw(body: string | Buffer, headers?: Record<string, string>): Promise<Response>
  /** Sends an activity with a good token. */
  post(activity: object): Promise<Response>
  /** The pauses that the sender took, in milliseconds. */
  pauses: number[]
  message(text: string, more?: Record<string, unknown>): Record<string, unknown>
  press(press: Press, more?: Record<string, unknown>): Record<string, unknown>
  invoke(name: string, value: unknown, more?: Record<string, unknown>): Record<string, unknown>
  close(): Promise<void>
}

let ids = 0

/** A running Teams adapter behind a real HTTP server, a Bot Framework double and the fake core. */
export async function startTeams({
  config,
  mode = 'authenticated',
  publicUrl,
  beside,
  ...options
}: {
  publicUrl?: string
  config?: Partial<Authenticated>
  mode?: 'authenticated' | 'open'
  /** Another process over the same store and the same Bot Framework; closing it leaves these alone. */
  beside?: Harness
} & TeamsOptions = {}): Promise<Harness> {
  const double = beside?.double ?? (await new BotFrameworkDouble().start())
  const fakes: FakeServices = beside ?? (await createFakeServices(publicUrl))
  const authenticated: Authenticated = {
    mode: 'authenticated',
    appId: APP_ID,
    appPassword: APP_PASSWORD,
    appType: 'SingleTenant',
    tenantId: TENANT,
    allowedTenants: [],
    cloud: { openIdMetadataUrl: double.metadataUrl, tokenIssuer: ISSUER, tokenUrl: `${double.url}/token` },
    ...config,
  }
  const pauses: number[] = []
  const adapter = await createTeams(fakes.services, mode === 'open' ? { mode } : authenticated, {
    pause: async ms => {
      pauses.push(ms)
    },
    ...options,
  })
  const app = express()
  for (const route of adapter.routes) {
    const raw = express.raw({ type: () => true, limit: route.bodyLimit ?? LIMITS.bodyBytes })
    app.post(
      route.path,
      ...(route.guard ? [route.guard] : []),
      raw,
      (request, _response, next) => {
        request.body ??= Buffer.alloc(0)
        next()
      },
      route.handle,
    )
  }
  const server = createServer(app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  await adapter.start()
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const postRaw: Harness['postRaw'] = (body, headers = {}) =>
    fetch(`${url}/api/messages`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })
  const base = (more: Record<string, unknown>) => ({
    id: `activity-${++ids}`,
    channelId: 'msteams',
    serviceUrl: double.serviceUrl,
    from: USER,
    recipient: BOT,
    conversation: { id: 'a:personal', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    locale: 'fr-CH',
    ...more,
  })
  return {
    ...fakes,
    adapter,
    double,
    url,
    pauses,
    postRaw,
    post: async activity =>
      postRaw(JSON.stringify(activity), { authorization: `Bearer ${await double.sign()}` }),
    message: (text, more = {}) => base({ type: 'message', text, ...more }),
    press: (press, more = {}) =>
      base({
        type: 'invoke',
        name: 'adaptiveCard/action',
        value: { action: { type: 'Action.Execute', verb: 'oim', data: { press: encodePress(press) } } },
        ...more,
      }),
    invoke: (name, value, more = {}) => base({ type: 'invoke', name, value, ...more }),
    async close() {
      if (!beside) await double.stop()
      await adapter.stop()
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      if (!beside) await fakes.services.store.close()
    },
  }
}

export const GROUP = {
  conversation: { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId: TENANT },
}
export const CHANNEL = {
  conversation: {
    id: '19:channel@thread.tacv2;messageid=1700000000000',
    conversationType: 'channel',
    isGroup: true,
    tenantId: TENANT,
  },
}
