import type { Request } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** The largest request in bytes. The core reads the first 500 characters of a question anyway. */
export const BODY_LIMIT = 64 * 1024

const WINDOW_SECONDS = 60
/** Questions an address and minute: more than anybody types, few enough to keep a script from crowding others out. */
const ASKS = 30
/** Presses an address and minute: they cost less than questions, and clicking through is quick. */
const ACTS = 120

/** Undefined where the request may go on, else the seconds after which it may come again. */
export type Limiter = (request: Request) => Promise<number | undefined>

export const createAskLimiter = (): Limiter => createLimiter(ASKS)
export const createActLimiter = (): Limiter => createLimiter(ACTS)

/** In memory: the preview is one process, and addresses are nothing to write down. */
function createLimiter(points: number): Limiter {
  const limiter = new RateLimiterMemory({ points, duration: WINDOW_SECONDS })
  return async request => {
    try {
      await limiter.consume(request.ip ?? '')
      return undefined
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return Math.ceil(refusal.msBeforeNext / 1000)
      throw refusal
    }
  }
}
