import { withDeadline } from '../deadline.ts'
import type { Log } from '../log.ts'
import type { Secret } from '../secret.ts'
import type { Claim, Claims } from './store.ts'

/** An event that has been acknowledged: from here on its answer is owed by us. */
export interface InboxEvent {
  /** The platform's id of the delivery, the same on each repetition. */
  id: string
  payload: string
  /** It may not be written down: held in memory only. */
  sensitive: boolean
}

export interface Inbox {
  /** Claims and works an event; resolves when it is done, dropped or due for another attempt. Never rejects. */
  accept(event: InboxEvent): Promise<void>
  /** Takes up events that an earlier process, or another one, left undone. */
  resume(): Promise<void>
  /** Takes no new events, gives waiting ones a last attempt and resolves when none is in work. */
  drain(): Promise<void>
}

/** Thrown by `work` where the platform said how long to leave it alone. */
export class RetryLater extends Error {
  readonly afterMs: number
  constructor(message: string, afterMs: number, options?: ErrorOptions) {
    super(message, options)
    this.name = 'RetryLater'
    this.afterMs = afterMs
  }
}

/** Long enough for any answer, short enough for a person who still waits after a crash. */
export const LEASE_MS = 30_000
/** The store is beside us or a network away; a person waits for what comes behind it. */
const STORE_MS = 2_000
/** The pauses before the second attempt and those after it. */
const DELAYS_MS = [1_000, 4_000, 16_000, 60_000]
/** Nobody waits for an answer longer than this, whatever the platform asks for. */
const DELAY_MOST_MS = 60 * 60_000
const RESUME_EVERY_MS = 15_000
const RESUME_AT_ONCE = 20

export interface InboxOptions {
  adapter: string
  claims: Claims
  secret: Secret
  log: Log
  /** Rejects where the event shall be tried again. */
  work(payload: string): Promise<void>
}

/** The pause before the next attempt; undefined where there is none. */
function delayAfter(number: number, error: unknown): number | undefined {
  const ours = DELAYS_MS[number - 1]
  if (ours === undefined || !(error instanceof RetryLater)) return ours
  return Math.min(Math.max(ours, error.afterMs), DELAY_MOST_MS)
}

/**
 * Each event is worked once, however often and to however many processes it is delivered:
 *
 *   take (lease) -> work -> done
 *        |            \-> failed (delay) -> take ...   at most five attempts, then given up
 *        \-> held or done already: dropped
 *
 * Where the store does not answer, events are worked all the same, once a process.
 */
export function createInbox({ adapter, claims, secret, log, work }: InboxOptions): Inbox {
  const working = new Map<string, Promise<void>>()
  const waiting = new Map<string, { timer: NodeJS.Timeout; last: () => Promise<void> }>()
  let isDraining = false
  let resumeTimer: NodeJS.Timeout | undefined

  async function take(event: InboxEvent): Promise<boolean> {
    const payload = event.sensitive ? undefined : secret.seal(event.payload)
    try {
      const claim = claims.take({ id: event.id, adapter, payload }, LEASE_MS)
      return await withDeadline('taking a claim', STORE_MS, claim)
    } catch (error) {
      log.error({ err: error, event: event.id }, 'the store did not take the claim; worked all the same')
      return true
    }
  }

  async function settle(id: string, write: () => Promise<void>): Promise<boolean> {
    try {
      await withDeadline('writing an outcome', STORE_MS, write())
      return true
    } catch (error) {
      log.error({ err: error, event: id }, 'the store did not take the outcome of an event')
      return false
    }
  }

  async function attempt(event: InboxEvent, number: number): Promise<void> {
    try {
      await work(event.payload)
    } catch (error) {
      return await fail(event, number, error)
    }
    await settle(event.id, () => claims.done(event.id))
  }

  async function fail(event: InboxEvent, number: number, error: unknown): Promise<void> {
    const delay = delayAfter(number, error)
    if (delay === undefined) {
      log.error({ err: error, event: event.id, attempts: number }, 'event given up')
      await settle(event.id, () => claims.done(event.id))
      return
    }
    log.warn({ err: error, event: event.id, attempts: number }, 'event failed, tried again later')
    const isReleased = await settle(event.id, () => claims.failed(event.id, delay))
    if (isDraining) return
    const retry = async (): Promise<void> => {
      waiting.delete(event.id)
      // What could not be let go of is still ours, and would look like somebody else's.
      if (!isReleased || (await take(event))) await attempt(event, number + 1)
    }
    waiting.set(event.id, {
      timer: setTimeout(() => void track(event.id, retry), delay).unref(),
      // Until the delay is over nobody else can take it, so that the last attempt needs no claim.
      last: () => track(event.id, () => attempt(event, number + 1)),
    })
  }

  function track(id: string, task: () => Promise<void>): Promise<void> {
    const running = task().finally(() => working.delete(id))
    working.set(id, running)
    return running
  }

  function takeUp({ id, payload, attempts }: Claim): void {
    if (payload === undefined || working.has(id) || waiting.has(id)) return
    void track(id, async () => {
      const opened = open(id, payload)
      if (opened !== undefined) await attempt({ id, payload: opened, sensitive: false }, attempts)
      else await settle(id, () => claims.done(id))
    })
  }

  /** Undefined where the key has changed since: no later attempt will read it either. */
  function open(id: string, payload: string): string | undefined {
    try {
      return secret.open(payload)
    } catch (error) {
      log.error({ err: error, event: id }, 'an event cannot be read with this key; given up')
      return undefined
    }
  }

  async function resume(): Promise<void> {
    clearTimeout(resumeTimer)
    try {
      const due = await claims.due(adapter, LEASE_MS, RESUME_AT_ONCE)
      // What was taken while we stop is the next process's, once the lease is over.
      if (!isDraining) for (const claim of due) takeUp(claim)
    } catch (error) {
      log.error({ err: error }, 'events left undone could not be taken up')
    }
    if (!isDraining) resumeTimer = setTimeout(resume, RESUME_EVERY_MS).unref()
  }

  return {
    accept: event => {
      if (working.has(event.id) || waiting.has(event.id)) return Promise.resolve()
      return track(event.id, async () => {
        if (await take(event)) await attempt(event, 1)
        else log.debug({ event: event.id }, 'repeated delivery dropped')
      })
    },
    resume,
    async drain() {
      isDraining = true
      clearTimeout(resumeTimer)
      await Promise.all(
        [...waiting.values()].map(({ timer, last }) => {
          clearTimeout(timer)
          return last()
        }),
      )
      await Promise.all(working.values())
    },
  }
}
