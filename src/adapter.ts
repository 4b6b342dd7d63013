import type { RequestHandler } from 'express'

/** A door of the HTTP server that an adapter opens. */
export interface Route {
  readonly method: 'get' | 'post'
  readonly path: string
  /** The largest body in bytes; larger ones are refused with 413. The handler gets it raw, as a Buffer in `request.body`. */
  readonly bodyLimit?: number
  readonly handle: RequestHandler
}

/** A surface on which people meet the bot: one folder under adapters/. */
export interface Adapter {
  readonly name: string
  readonly routes: readonly Route[]
  /** Connects, and takes up what an earlier process left undone. */
  start(): Promise<void>
  /** Takes no new work, and resolves when the answers in flight have gone out. */
  stop(): Promise<void>
}
