import type { Directory } from '../directory/directory.ts'
import type { EntityId } from '../directory/entity.ts'
import { LANGS } from '../lang.ts'
import { contentWords, nameWords, wordsOf } from './words.ts'

/** A word that more units share says nothing about any of them. */
const MOST_NAMESAKES = 8
/** More words than these describe one unit rather than name several. */
const MOST_WORDS = 3

/** Units that share the words of a short question in their names: 'contracts', 'architecture'. */
export class Namesakes {
  readonly #holders = new Map<string, Set<EntityId>>()

  constructor(directory: Directory) {
    for (const { id, name, short } of directory.entities)
      for (const lang of LANGS)
        for (const word of nameWords([...wordsOf(name[lang]), ...wordsOf(short?.[lang] ?? '')])) {
          const holders = this.#holders.get(word) ?? new Set<EntityId>()
          this.#holders.set(word, holders.add(id))
        }
  }

  /** In the order of the structure; none where the words are many or general. */
  of(words: readonly string[]): readonly EntityId[] {
    const needed = [...new Set(nameWords(contentWords(words)))]
    if (needed.length === 0 || needed.length > MOST_WORDS) return []
    const [first = new Set<EntityId>(), ...rest] = needed.map(
      word => this.#holders.get(word) ?? new Set<EntityId>(),
    )
    const shared = [...first].filter(id => rest.every(holders => holders.has(id)))
    return shared.length > MOST_NAMESAKES ? [] : shared
  }
}
