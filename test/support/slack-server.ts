import { Registry } from 'prom-client'
import { expect } from 'vitest'
import * as z from 'zod/v4'
import { createSlack } from '../../adapters/slack/index.ts'
import { TIMING, type Timing } from '../../adapters/slack/timing.ts'
import type { Adapter, Services } from '../../src/adapter.ts'
import type { SlackConfig } from '../../src/config.ts'
import { createServer } from '../../src/server/index.ts'
import { createFakeServices, type FakeServices } from './fake-core.ts'
import { PERIODS } from './periods.ts'
import { createSlackDouble, type SlackDouble } from './slack-double.ts'
import {
  commandBody,
  directBody,
  mentionBody,
  pressBody,
  SIGNING_SECRET,
  signedHeaders,
} from './slack-signer.ts'

type Config = Exclude<SlackConfig, { mode: 'off' }>
type PressOptions = Partial<Parameters<typeof pressBody>[1]>

export interface SlackServer extends FakeServices {
  readonly slack: SlackDouble
  readonly adapter: Adapter
  readonly url: string
  /** Posts a body, signed unless `headers` says otherwise, and resolves to the acknowledgement. */
  post(body: string, headers?: Record<string, string>): Promise<Response>
  /** `/oim <text>`. */
  command(text: string, fields?: Record<string, string>): Promise<Response>
  /** What `/oim <text>` shows: in its acknowledgement or, where that is empty, through its address. */
  say(text: string): Promise<Readonly<Record<string, unknown>>>
  mention(text: string, fields?: Record<string, unknown>): Promise<Response>
  direct(text: string, fields?: Record<string, unknown>): Promise<Response>
  press(value: string, options?: PressOptions): Promise<Response>
  /** Stops everything, the answers in flight first. */
  close(): Promise<void>
  /** Resolves once the answers in flight have gone out: what has not been sent then never will be. */
  settle(): Promise<void>
}

interface SlackServerOptions {
  timing?: Partial<Timing>
  config?: (double: SlackDouble) => Config
  change?: (services: Services) => Services
  /** Sets the double's modes before the adapter starts. */
  prepare?: (double: SlackDouble) => void
  /** Over Socket Mode: says hello to the first connection, without which it does not count as connected. */
  greet?: boolean
}

const overHttp = ({ apiUrl }: SlackDouble): Config => ({
  mode: 'http',
  signingSecret: SIGNING_SECRET,
  botToken: 'xoxb-test',
  identity: { botId: 'B0BOT', botUserId: 'U0BOT' },
  apiUrl,
})

/** The adapter behind the real server, over the fake core, against the Slack double. */
export async function startSlack(options: SlackServerOptions = {}): Promise<SlackServer> {
  const { timing = {}, config = overHttp, change = s => s, prepare = () => {}, greet = false } = options
  const slack = await createSlackDouble()
  prepare(slack)
  const fake = await createFakeServices()
  const services = change(fake.services)
  const adapter = createSlack(services, config(slack), { ...TIMING, ...timing })
  const server = createServer({
    adapters: [adapter],
    log: services.log,
    translate: services.translate,
    defaultLang: services.defaultLang,
    unitCard: () => undefined,
    ping: () => fake.services.store.ping(),
    metrics: new Registry(),
    adminToken: undefined,
    periods: PERIODS,
  })
  const { port } = await server.listen('127.0.0.1', 0)
  const hello = greet ? slack.socket().then(socket => socket.send({ type: 'hello' })) : undefined
  await Promise.all([adapter.start(), hello])
  const post = (body: string, headers = signedHeaders(body)): Promise<Response> =>
    fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', headers, body })
  const { responseUrl } = slack
  const command: SlackServer['command'] = (text, fields) =>
    post(commandBody(text, { response_url: responseUrl, ...fields }))
  return {
    url: `http://127.0.0.1:${port}`,
    ...fake,
    slack,
    adapter,
    post,
    command,
    async say(text) {
      const before = slack.of('response_url').length
      const acknowledged = await (await command(text)).text()
      return acknowledged === ''
        ? (await slack.call('response_url', before + 1)).args
        : z.record(z.string(), z.unknown()).parse(JSON.parse(acknowledged))
    },
    mention: (text, fields) => post(mentionBody(text, fields)),
    direct: (text, fields) => post(directBody(text, fields)),
    press: (value, more) => post(pressBody(value, { responseUrl, ...more })),
    settle: () => adapter.stop(),
    async close() {
      await adapter.stop()
      await server.close()
      await slack.close()
      await fake.services.store.close()
      expect(slack.faults).toEqual([])
    },
  }
}
