import type { Directory } from '../directory/directory.ts'
import type { EntityId } from '../directory/entity.ts'
import { LANGS, type Lang } from '../lang.ts'
import { contentWords, nameWords, stem, wordsOf } from './words.ts'

/** A word that more units share is none of a name: 'office'. */
const MOST_NAMESAKES = 30
/** More words than these describe one unit rather than name several. */
const MOST_WORDS = 3

/** Units that share the words of a short question in their names: 'contracts', 'architecture'. */
export class Namesakes {
  readonly #holders = new Map<string, Set<EntityId>>()

  constructor(directory: Directory) {
    for (const { id, name, short } of directory.entities)
      for (const lang of LANGS)
        for (const word of nameWords(wordsOf(`${name[lang]} ${short?.[lang] ?? ''}`))) {
          const key = stem(word, lang)
          this.#holders.set(key, (this.#holders.get(key) ?? new Set<EntityId>()).add(id))
        }
  }

  /** In the order of the structure; none where the words are many or general. */
  of(words: readonly string[], lang: Lang): readonly EntityId[] {
    const needed = [...new Set(nameWords(contentWords(words)).map(word => stem(word, lang)))]
    if (needed.length === 0 || needed.length > MOST_WORDS) return []
    const [first = new Set<EntityId>(), ...rest] = needed.map(
      word => this.#holders.get(word) ?? new Set<EntityId>(),
    )
    const shared = [...first].filter(id => rest.every(holders => holders.has(id)))
    return shared.length > MOST_NAMESAKES ? [] : shared
  }
}
