import MiniSearch from 'minisearch'
import type { Directory } from '../directory/directory.ts'
import type { EntityId } from '../directory/entity.ts'
import { LANGS } from '../lang.ts'
import { contentWords, wordsOf } from './words.ts'

export interface NameHit {
  id: EntityId
  /** The share of the best hit's score. */
  share: number
}

/** Short words must match as they are: a slip in three letters is another word. */
const FUZZY_FROM = 5
const PREFIX_FROM = 4
const EDITS_BY_LENGTH = 0.2

/**
 * Fielded BM25 over names, aliases and acronyms: for names with slips, and for type-ahead. The raw
 * score depends on the size of the corpus, so only its share of the best is given out.
 */
export class NameSearch {
  readonly #index: MiniSearch<{ id: EntityId; name: string; alias: string; acronym: string }>

  constructor(directory: Directory) {
    this.#index = new MiniSearch({
      fields: ['name', 'alias', 'acronym'],
      tokenize: text => wordsOf(text),
      processTerm: term => term,
      searchOptions: {
        boost: { name: 2, acronym: 3 },
        fuzzy: term => (term.length >= FUZZY_FROM ? EDITS_BY_LENGTH : false),
        prefix: term => term.length >= PREFIX_FROM,
      },
    })
    this.#index.addAll(
      directory.entities.map(e => ({
        id: e.id,
        name: LANGS.flatMap(lang => [e.name[lang], e.short?.[lang] ?? '']).join(' '),
        alias: LANGS.flatMap(lang => e.aliases[lang]).join(' '),
        acronym: e.acronyms.join(' '),
      })),
    )
  }

  /**
   * Type-ahead: the last word may be unfinished, and a unit that has all the words comes before those
   * that have some.
   * @param typed folded
   */
  suggest(typed: string, limit: number): EntityId[] {
    const terms = wordsOf(typed)
    const last = terms.at(-1)
    if (last === undefined) return []
    const search = (combineWith: 'AND' | 'OR'): EntityId[] =>
      this.#index
        .search(terms.join(' '), {
          combineWith,
          prefix: term => term === last || term.length >= PREFIX_FROM,
        })
        .map(hit => hit.id as EntityId)
    return [...new Set([...search('AND'), ...search('OR')])].slice(0, limit)
  }

  /** @param words of a question, bounded by `wordsOf` */
  find(words: readonly string[], limit: number): NameHit[] {
    const terms = [...new Set(contentWords(words))]
    if (terms.length === 0) return []
    const hits = this.#index.search(terms.join(' ')).slice(0, limit)
    const best = hits[0]?.score ?? 1
    return hits.map(hit => ({ id: hit.id as EntityId, share: hit.score / best }))
  }
}
