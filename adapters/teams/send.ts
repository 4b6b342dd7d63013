import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../src/log.ts'
import { withDeadline } from './deadline.ts'
import type { Limits } from './limits.ts'
import { SendError } from './send-error.ts'

/** refused: the connector will never take it, such as from a bot that was removed; no use in trying again. */
export type Sent = 'sent' | 'refused'

export interface Sender {
  /**
   * Sends to one conversation, after all that is already on its way there.
   * @param where any key of the conversation
   * @throws where all attempts failed, and a later one may succeed
   */
  send(where: string, attempt: () => Promise<void>): Promise<Sent>
}

interface SenderOptions {
  limits: Limits
  log: Log
  pause?: (ms: number) => Promise<unknown>
}

/** learn.microsoft.com, Optimize your bot with rate limiting in Teams: these are tried again, with jitter. */
const PASSING = new Set([412, 429, 500, 502, 504])
/** The request itself is wrong, or the bot may not write there (any more). */
const FINAL = new Set([400, 403, 404, 413])

export function createSender({ limits, log, pause = sleep }: SenderOptions): Sender {
  const queues = new Map<string, Promise<unknown>>()

  async function deliver(attempt: () => Promise<void>): Promise<Sent> {
    const startedAt = Date.now()
    for (let number = 1; ; number += 1) {
      try {
        await withDeadline(limits.sendMs, attempt)
        return 'sent'
      } catch (error) {
        // a deadline or a broken connection is not tried again here: the message may have arrived
        if (!(error instanceof SendError)) throw error
        const { status } = error
        if (FINAL.has(status)) {
          log.warn({ status }, 'Teams: the connector refused a message for good')
          return 'refused'
        }
        const wait = error.retryAfterMs ?? backoff(number)
        const isLate = Date.now() - startedAt + wait > limits.sendBudgetMs
        if (!PASSING.has(status) || isLate || number === limits.sendAttempts) throw error
        log.warn({ status, attempt: number, waitMs: Math.round(wait) }, 'Teams: a send failed, tried again')
        await pause(wait)
      }
    }
  }

  const backoff = (number: number): number => limits.sendPauseMs * 2 ** (number - 1) * (0.5 + Math.random())

  return {
    async send(where, attempt) {
      const before = queues.get(where) ?? Promise.resolve()
      const mine = before.then(() => deliver(attempt))
      const settled = mine.catch(() => undefined)
      queues.set(where, settled)
      try {
        return await mine
      } finally {
        if (queues.get(where) === settled) queues.delete(where)
      }
    },
  }
}
