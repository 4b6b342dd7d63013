/** Bounds of every question, applied before anything else looks at it. */

/** Longer questions are read up to here, in code points; the card says so. */
export const MAX_CHARACTERS = 500
/** Distinct words that are looked up: an unbounded MiniSearch query can take the process down. */
export const MAX_WORDS = 32

export function bound(text: string): { text: string; truncated: boolean } {
  // A code point is at most two UTF-16 units: what lies further out cannot matter.
  const points = Array.from(text.slice(0, 2 * MAX_CHARACTERS + 2))
  if (points.length <= MAX_CHARACTERS) return { text: points.join(''), truncated: false }
  return { text: points.slice(0, MAX_CHARACTERS).join(''), truncated: true }
}
