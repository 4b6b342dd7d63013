import type { Request } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

const WINDOW_SECONDS = 60

/** Undefined where the request may go on, else the seconds after which it may come again. */
export type Limiter = (request: Request) => Promise<number | undefined>

/**
 * So many requests an address and minute. In memory: one process serves a page, and addresses are nothing
 * to write down.
 */
export function createLimiter(points: number): Limiter {
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
