import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../src/log.ts'
import { withDeadline } from './deadline.ts'
import type { Limits } from './limits.ts'
import { createPace } from './pace.ts'
import { createQueue } from './queue.ts'
import { SendError } from './send-error.ts'

/**
 * - refused: the connector will not take it; no use in trying again
 * - gone: neither this nor anything else, for the bot was removed or blocked there
 */
export type Sent<T> =
  | { readonly outcome: 'sent'; readonly value: T }
  | { readonly outcome: 'refused' | 'gone'; readonly status: number }

export interface Sender {
  /**
   * Sends to one conversation, after all that is already on its way there, and under Teams' rates.
   * @param where any key of the conversation
   * @throws where all attempts failed, and a later one may succeed
   */
  send<T>(where: string, attempt: () => Promise<T>): Promise<Sent<T>>
}

interface SenderOptions {
  limits: Limits
  log: Log
  now?: () => number
  pause?: (ms: number) => Promise<unknown>
}

/** learn.microsoft.com, Messages in bot conversations, "Status codes": these and 5xx are tried again, with jitter. */
const PASSING = new Set([408, 412, 429])
/** The request itself is wrong, or the bot may not write there (any more). */
const FINAL = new Set([400, 403, 404, 405, 413])

export function createSender({ limits, log, now = Date.now, pause = sleep }: SenderOptions): Sender {
  const inTurn = createQueue()
  const pace = createPace(now)

  async function deliver<T>(where: string, attempt: () => Promise<T>): Promise<Sent<T>> {
    const until = now() + limits.sendBudgetMs
    for (let number = 1; ; number += 1) {
      try {
        await keepPace(where, until)
        return { outcome: 'sent', value: await withDeadline(limits.sendMs, attempt) }
      } catch (error) {
        // a deadline or a broken connection is not tried again here: the message may have arrived
        if (!(error instanceof SendError)) throw error
        const { status, code } = error
        if (FINAL.has(status)) {
          log.warn({ status, code }, 'Teams: the connector refused a message for good')
          return { outcome: error.isGone ? 'gone' : 'refused', status }
        }
        const wait = error.retryAfterMs ?? backoff(number)
        const isPassing = PASSING.has(status) || status >= 500
        if (!isPassing || now() + wait > until || number === limits.sendAttempts) throw error
        log.warn(
          { status, code, attempt: number, waitMs: Math.round(wait) },
          'Teams: a send failed, tried again',
        )
        await pause(wait)
      }
    }
  }

  /** What Teams would refuse for its rate is not sent: it waits here, or comes again later. */
  async function keepPace(where: string, until: number): Promise<void> {
    const wait = pace.waitMs(where)
    if (now() + wait > until) throw new SendError(429, { retryAfterMs: wait })
    if (wait > 0) await pause(wait)
    pace.note(where)
  }

  const backoff = (number: number): number => limits.sendPauseMs * 2 ** (number - 1) * (0.5 + Math.random())

  return { send: (where, attempt) => inTurn(where, () => deliver(where, attempt)) }
}
