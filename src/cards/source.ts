import type { Entity } from '../directory/entity.ts'
import type { Words } from './words.ts'

/** The card's last line: the copy it was written from, and the lines that speak of the entity. */
export function sourceLine(words: Words, ...entities: readonly Entity[]): string {
  const ranges = entities.flatMap(e => e.source).toSorted((a, b) => a[0] - b[0])
  const lines = [...new Set(ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)))]
  return words.directory.dataset.source.citation[words.lang].replace('{lines}', lines.join(', '))
}
