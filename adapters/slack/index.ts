import { App, type Receiver } from '@slack/bolt'
import type { Adapter, Services } from '../../src/adapter.ts'
import type { SlackConfig } from '../../src/config.ts'
import { createInbox } from '../../src/store/inbox.ts'
import { listen } from './events.ts'
import { createRoute } from './http.ts'
import type { Delivery } from './inbound.ts'
import { createManyWorkspaces } from './install/index.ts'
import { createOneWorkspace } from './one-workspace.ts'
import { createReaders } from './readers.ts'
import { createReception } from './reception.ts'
import { createRespond } from './response-url.ts'
import { createSocket } from './socket.ts'
import { TIMING, type Timing } from './timing.ts'
import { createUnsent } from './unsent.ts'
import { clientOptions, createLibraryLog, createQuickClients } from './web.ts'

const NAME = 'slack'

/** Bolt gets its events from the inbox, so its receiver has nothing to receive. */
const INBOX_RECEIVER: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} }

/**
 * Slack, over HTTP or Socket Mode:
 *
 *   http.ts, socket.ts -> bodies.ts -> inbox -> Bolt -> events.ts -> core -> render.ts -> Slack
 *       acknowledged at once           claimed, and tried again where it fails
 *
 * @param timing for tests, which do not wait
 */
export function createSlack(
  services: Services,
  config: Exclude<SlackConfig, { mode: 'off' }>,
  timing: Timing = TIMING,
): Adapter {
  const log = services.log.child({ adapter: NAME })
  const tools = { services: { ...services, log }, timing }
  const { apiUrl } = config
  const workspaces =
    config.mode === 'oauth'
      ? createManyWorkspaces(tools.services, config, timing)
      : createOneWorkspace(config, timing, log)
  const app = new App({
    receiver: INBOX_RECEIVER,
    authorize: workspaces.botOf,
    clientOptions: clientOptions(apiUrl, timing),
    logger: createLibraryLog(log),
    convoStore: false,
  })
  const inbox = createInbox({
    adapter: NAME,
    claims: services.store.claims,
    secret: services.secret,
    log,
    work: payload => app.processEvent({ body: JSON.parse(payload), ack: async () => {} }),
  })
  const accept = ({ id, body, typed }: Delivery): void =>
    void inbox.accept({ id, payload: JSON.stringify(body), sensitive: services.core.isSensitive(typed) })

  const { receive, held } = createReception(tools.services, accept)
  listen(app, {
    ...tools,
    readers: createReaders(tools.services, createQuickClients(workspaces, apiUrl, timing, log), timing),
    respond: createRespond(apiUrl, timing.callMs),
    unsent: createUnsent(),
    workspaces,
    held,
  })

  let isOpen = true
  const route =
    config.mode === 'socket'
      ? undefined
      : createRoute({
          signingSecret: config.signingSecret,
          isOpen: () => isOpen,
          receive,
        })
  const socket =
    config.mode === 'socket'
      ? createSocket({
          appToken: config.appToken,
          apiUrl,
          timing,
          log,
          receive,
        })
      : undefined

  return {
    name: NAME,
    routes: [...(route ? [route] : []), ...workspaces.routes],
    async start() {
      socket?.start()
      await Promise.all([workspaces.start(), inbox.resume()])
    },
    async stop() {
      isOpen = false
      workspaces.stop()
      await socket?.stop()
      // What was acknowledged a moment ago is on its way to the inbox.
      await new Promise(resolve => setImmediate(resolve))
      await inbox.drain()
    },
  }
}
