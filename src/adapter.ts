import type { Request, RequestHandler } from 'express'
import type { Answer } from './answer/answer.ts'
import type { Card } from './cards/card.ts'
import type { Core, Notice } from './core.ts'
import type { Directory } from './directory/directory.ts'
import type { Fetched } from './fetch.ts'
import type { Lang } from './lang.ts'
import type { Log } from './log.ts'
import type { Translate } from './messages.ts'
import type { Secret } from './secret.ts'
import type { Store } from './store/store.ts'

/** A door of the HTTP server that an adapter opens. */
export interface Route {
  readonly method: 'get' | 'post'
  readonly path: string
  /**
   * The largest body in bytes; a larger one is refused with 413 before the handler runs.
   * With it the handler gets the body raw, as a Buffer in `request.body` (empty where none came).
   */
  readonly bodyLimit?: number
  /** Runs first, and lets the request on by `next()`: a stranger's body is not even read. */
  readonly guard?: RequestHandler
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

/** What the composition root hands to every adapter. */
export interface Services {
  readonly core: Core
  /** The card of an answer; `page` counts from 0 and matters to lists only. */
  readonly toCard: (answer: Answer, options?: { page?: number }) => Card
  readonly toNotice: (notice: Notice) => string
  /** The card of a unit without a question, as behind a link; undefined where the directory holds no such id. */
  readonly unitCard: (id: string, lang: Lang) => Card | undefined
  readonly translate: Translate
  /** A page of this server that says one thing, and may lead somewhere. */
  readonly messagePage: (lang: Lang, message: string, link?: { label: string; url: string }) => string
  /** The language that a page is asked for in. */
  readonly requestLang: (request: Request) => Lang
  readonly directory: () => Directory
  readonly store: Store
  readonly secret: Secret
  readonly log: Log
  /** Where people reach this server, without a slash at the end; for links to unit pages. */
  readonly publicUrl: string | undefined
  /** The language of a line for somebody of whom nothing is known. */
  readonly defaultLang: Lang
}

/** One line of `oim doctor`. */
export interface Check {
  readonly name: string
  readonly ok: boolean
  readonly detail: string
  readonly remedy?: string
}

/** What an adapter's doctor is handed: its `diagnose(config, examiner)` gives a Check for each thing it looked at. */
export interface Examiner {
  /** @param run its detail where all is well; a rejection fails the check and says why */
  check(name: string, remedy: string, run: () => Promise<string>): Promise<Check>
  /** This machine's clock beside another server's. */
  checkClock(name: string, answer: Pick<Fetched, 'headers'>): Check
  /** With a deadline and a bound on the answer. @throws Error where there is none in time */
  fetch(url: string, init?: RequestInit): Promise<Fetched>
}
