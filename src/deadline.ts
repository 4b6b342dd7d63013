import { setTimeout } from 'node:timers/promises'

/** Something did not answer in time. */
export class DeadlineError extends Error {
  constructor(what: string, ms: number) {
    super(`${what} took longer than ${ms} ms`)
    this.name = 'DeadlineError'
  }
}

/** @throws DeadlineError where the task is not over within `ms`; the task itself goes on unheard */
export async function withDeadline<T>(what: string, ms: number, task: Promise<T>): Promise<T> {
  const timer = new AbortController()
  const late = setTimeout(ms, undefined, { signal: timer.signal }).then(() => {
    throw new DeadlineError(what, ms)
  })
  try {
    return await Promise.race([task, late])
  } finally {
    timer.abort()
    late.catch(() => {})
  }
}
