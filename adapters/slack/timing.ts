/** How long anything outside may take, in milliseconds. */
export interface Timing {
  /** One attempt of a Web API call, or a post to a response_url. */
  callMs: number
  /** Attempts after the first, within one call; beyond them the inbox tries again. */
  retries: number
  /** What an answer can do without: locale, saved language, the bot's own ids. */
  lookUpMs: number
  /** The core, which takes some milliseconds. */
  coreMs: number
  /** The first pause before another connection or look-up; it doubles up to `pauseMostMs`. */
  pauseMs: number
  pauseMostMs: number
}

export const TIMING: Timing = {
  callMs: 10_000,
  retries: 1,
  lookUpMs: 2_000,
  coreMs: 10_000,
  pauseMs: 1_000,
  pauseMostMs: 60_000,
}

/** @throws Error where the promise has not settled in time; its work goes on unheard */
export async function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Repeats a task that failed, ever more rarely, until it succeeds or is stopped. */
export interface Persistence {
  start(): Promise<void>
  stop(): void
}

/** @param task its failures are its own to log */
export function createPersistence(
  task: () => Promise<boolean>,
  { pauseMs, pauseMostMs }: Timing,
): Persistence {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  async function attempt(pause: number): Promise<void> {
    clearTimeout(timer)
    if ((await task()) || isStopped) return
    timer = setTimeout(attempt, pause, Math.min(pause * 2, pauseMostMs)).unref()
  }
  return {
    start: () => attempt(pauseMs),
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
