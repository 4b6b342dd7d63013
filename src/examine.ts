import type { Check, Examiner } from './adapter.ts'
import { fetchText } from './fetch.ts'

/** Long enough for a slow network, short enough for a person who waits. */
const FETCH_MS = 5_000
const MOST_BYTES = 512 * 1024
/** Signatures and tokens are refused beyond 300 s; a clock that is so far out already drifts on. */
const SKEW_SECONDS = 60

interface ExaminerOptions {
  now?: () => number
  fetchMs?: number
}

/** What every doctor looks with. */
export function createExaminer({ now = Date.now, fetchMs = FETCH_MS }: ExaminerOptions = {}): Examiner {
  return {
    async check(name, remedy, run) {
      try {
        return { name, ok: true, detail: await run() }
      } catch (error) {
        return { name, ok: false, detail: reasonOf(error), remedy }
      }
    },
    checkClock: (name, { headers }) => compareClocks(name, headers.get('date'), now()),
    fetch: (url, init = {}) => fetchText(url, init, { ms: fetchMs, maxBytes: MOST_BYTES }),
  }
}

function compareClocks(name: string, date: string | null, now: number): Check {
  const seconds = Math.round((now - Date.parse(date ?? '')) / 1000)
  if (Number.isNaN(seconds)) return { name, ok: true, detail: 'the server does not tell the time' }
  const detail = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} the server's`
  if (Math.abs(seconds) <= SKEW_SECONDS) return { name, ok: true, detail }
  return {
    name,
    ok: false,
    detail,
    remedy: 'set the clock of this machine by NTP; with a wrong one requests are refused',
  }
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
