import type { Entity } from '../directory/entity.ts'
import type { Words } from './words.ts'

/** Beyond these the line is no longer read; the first ones are the entity's own. */
const MOST_RANGES = 6

/** The card's last line: the copy it was written from, and the lines that speak of the entities. */
export function sourceLine(words: Words, ...entities: readonly Entity[]): string {
  const ranges = entities
    .flatMap(e => e.source)
    .map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`))
  const distinct = [...new Set(ranges)]
  const lines = distinct.slice(0, MOST_RANGES).join(', ') + (distinct.length > MOST_RANGES ? '…' : '')
  return words.directory.dataset.source.citation[words.lang].replace('{lines}', lines)
}
