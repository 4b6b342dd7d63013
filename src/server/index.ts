import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Registry } from 'prom-client'
import type { Adapter } from '../adapter.ts'
import type { Card } from '../cards/card.ts'
import type { Lang } from '../lang.ts'
import type { Log } from '../log.ts'
import type { Translate } from '../messages.ts'
import { createApp } from './app.ts'

export interface Periods {
  readonly questionMinutes: number
  readonly conversationMinutes: number
  readonly answerDays: number
  /** Of questions that help to correct the directory. */
  readonly retentionDays: number
}

/** What the composition root hands to the server. */
export interface ServerOptions {
  readonly adapters: readonly Pick<Adapter, 'name' | 'routes'>[]
  readonly log: Log
  readonly translate: Translate
  readonly defaultLang: Lang
  /** The card of a unit, for `/unit/<id>`; undefined where the directory holds no such id. */
  readonly unitCard: (id: string, lang: Lang) => Card | undefined
  /** Rejects where the store does not answer. */
  readonly ping: () => Promise<void>
  readonly metrics: Registry
  /** Opens `/metrics` to other machines. */
  readonly adminToken: string | undefined
  /** For how long what is kept, for `/privacy` to say. */
  readonly periods: Periods
  /** How long the store may take before the server calls itself not ready; 1000. */
  readonly readyWithinMs?: number
  /** How long requests in flight may take once the server closes; 10 000. */
  readonly closeWithinMs?: number
}

export interface Server {
  /** @throws Error where the address cannot be had (EADDRINUSE, EACCES) */
  listen(host: string, port: number): Promise<{ port: number }>
  /** No longer ready, no new connection; resolves when the requests in flight are answered, or cut off. */
  close(): Promise<void>
}

/** Long enough for a slow phone; a client that dribbles its request loses the connection. */
const REQUEST_MS = 30_000
const HEADERS_MS = 15_000
/** Above the 60 s of common load balancers, so that it is they who close an idle connection. */
const KEEP_ALIVE_MS = 65_000
const CHECK_EVERY_MS = 5_000

/** The one HTTP server of the process; the adapters' routes and its own stand side by side. */
export function createServer(options: ServerOptions): Server {
  let isClosing = false
  const app = createApp(options, () => isClosing)
  const http = createHttpServer(
    {
      requestTimeout: REQUEST_MS,
      headersTimeout: HEADERS_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: CHECK_EVERY_MS,
    },
    app,
  )
  return {
    listen: (host, port) => listen(http, host, port),
    close() {
      isClosing = true
      return close(http, options.closeWithinMs ?? 10_000)
    },
  }
}

function listen(http: HttpServer, host: string, port: number): Promise<{ port: number }> {
  return new Promise((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => {
      http.off('error', reject)
      resolve({ port: (http.address() as AddressInfo).port })
    })
  })
}

/** `http.close` ends idle connections by itself; those in flight end by `Connection: close` (see app.ts). */
function close(http: HttpServer, withinMs: number): Promise<void> {
  if (!http.listening) return Promise.resolve()
  return new Promise(resolve => {
    const timer = setTimeout(() => http.closeAllConnections(), withinMs)
    http.close(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
