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
const LONGEST_MS = Math.max(...RATES.map(rate => rate.ms))

interface Pace {
  /** How long the next send to a conversation must wait, in milliseconds; 0 for not at all. */
  waitMs(where: string): number
  /** A send to it begins. */
  note(where: string): void
}

/** Keeps sends to each conversation under Teams' rates; conversations idle for an hour are forgotten. */
export function createPace(now: () => number): Pace {
  /** When each send began, oldest first; the conversation that was last sent to stands last. */
  const begun = new Map<string, number[]>()

  function forgetIdle(): void {
    for (const [where, times] of begun) {
      if ((times.at(-1) ?? 0) > now() - LONGEST_MS) return
      begun.delete(where)
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
