/**
 * What a bot may send to one conversation (learn.microsoft.com, Optimize your bot with rate limiting in
 * Teams, "Per bot per thread limit").
 */
const RATES = [
  { sends: 7, ms: 1_000 },
  { sends: 8, ms: 2_000 },
  { sends: 60, ms: 30_000 },
  { sends: 1_800, ms: 3_600_000 },
] as const

const MOST_SENDS = Math.max(...RATES.map(rate => rate.sends))
/**
 * A conversation that was idle for so long is forgotten, where it had so few sends: 15 in each 30 seconds
 * are 1,800 an hour. One with more is remembered for the hour.
 */
const IDLE = { ms: 30_000, sends: 15 }
const LONGEST_MS = Math.max(...RATES.map(rate => rate.ms))

interface Pace {
  /** How long the next send to a conversation must wait, in milliseconds; 0 for not at all. */
  waitMs(where: string): number
  /** A send to it begins. */
  note(where: string): void
}

/** Keeps sends to each conversation under Teams' rates. */
export function createPace(now: () => number): Pace {
  /** When each send began, oldest first; the conversation that was last sent to stands last. */
  const begun = new Map<string, number[]>()

  function forgetIdle(): void {
    for (const [where, times] of begun) {
      const idleMs = now() - (times.at(-1) ?? 0)
      if (idleMs < IDLE.ms) return
      if (times.length <= IDLE.sends || idleMs >= LONGEST_MS) begun.delete(where)
    }
  }

  return {
    waitMs(where) {
      const times = begun.get(where) ?? []
      const waits = RATES.map(({ sends, ms }) => (times.at(-sends) ?? Number.NEGATIVE_INFINITY) + ms - now())
      return Math.max(0, ...waits)
    },
    note(where) {
      const times = begun.get(where) ?? []
      begun.delete(where)
      begun.set(where, [...times, now()].slice(-MOST_SENDS))
      forgetIdle()
    },
  }
}
