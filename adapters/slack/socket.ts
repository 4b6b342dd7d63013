import { SocketModeClient } from '@slack/socket-mode'
import type { Log } from '../../src/log.ts'
import { readInbound } from './bodies.ts'
import type { Receive } from './reception.ts'
import { createPersistence, type Persistence, type Timing, within } from './timing.ts'
import { clientOptions, createLibraryLog } from './web.ts'

interface SocketOptions {
  appToken: string
  apiUrl: string | undefined
  timing: Timing
  log: Log
  receive: Receive
}

interface Socket {
  /** Connects and, where that fails, goes on trying; nobody waits for it. */
  start(): void
  stop(): Promise<void>
}

interface Envelope {
  ack(response?: object): Promise<void>
  body: unknown
}

/** A server that does not answer the closing handshake is left after this time. */
const CLOSE_MS = 3_000

/**
 * Socket Mode. The library's own reconnecting ends in an unhandled rejection, hence the process, when
 * Slack cannot be reached; so it is switched off and done here.
 */
export function createSocket(options: SocketOptions): Socket {
  const { appToken, apiUrl, timing, log, receive } = options
  const client = new SocketModeClient({
    appToken,
    autoReconnectEnabled: false,
    clientOptions: clientOptions(apiUrl, timing),
    logger: createLibraryLog(log),
  })
  let state: 'connecting' | 'connected' | 'stopped' = 'connecting'
  let persistence: Persistence | undefined
  let pause: NodeJS.Timeout | undefined

  async function connect(): Promise<boolean> {
    try {
      await within(timing.callMs * (timing.retries + 1), 'connecting to Slack', client.start())
    } catch (error) {
      client.websocket?.disconnect()
      if (state !== 'stopped') log.warn({ err: error }, 'no connection to Slack; tried again later')
      return false
    }
    if (state === 'stopped') client.websocket?.disconnect()
    else state = 'connected'
    return true
  }

  function persist(): Promise<void> {
    persistence = createPersistence(connect, timing)
    return persistence.start()
  }

  client.on('disconnected', () => {
    if (state !== 'connected') return
    state = 'connecting'
    log.info('connection to Slack closed; connecting again')
    pause = setTimeout(persist, timing.pauseMs).unref()
  })

  client.on('slack_event', ({ ack, body }: Envelope) => {
    // Unacknowledged, it comes again: to the process that follows this one.
    if (state === 'stopped') return
    receive(readInbound(body), said => {
      ack(said).catch((error: unknown) => log.warn({ err: error }, 'Slack did not hear the acknowledgement'))
    })
  })

  return {
    start: () => void persist(),
    async stop() {
      const wasConnected = state === 'connected'
      state = 'stopped'
      clearTimeout(pause)
      persistence?.stop()
      if (!wasConnected) return client.websocket?.disconnect()
      try {
        await within(CLOSE_MS, 'closing the connection to Slack', client.disconnect())
      } catch (error) {
        log.warn({ err: error }, 'the connection to Slack did not close cleanly')
      }
    },
  }
}
