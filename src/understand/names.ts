import SearchableMap from 'minisearch/SearchableMap'
import type { Directory } from '../directory/directory.ts'
import type { EntityId } from '../directory/entity.ts'
import { LANGS } from '../lang.ts'
import { fold } from '../text.ts'
import { ALL_FUNCTION_WORDS, nameWords, wordsOf } from './words.ts'

/** A stretch of the question that is a name, alias or acronym of one or more entities. */
export interface NameMatch {
  /** First word and the word after the last one, in the words of the question. */
  from: number
  to: number
  ids: readonly EntityId[]
  field: 'name' | 'alias' | 'acronym'
  /** The name as the directory writes it. */
  phrase: string
}

interface Named {
  id: EntityId
  field: NameMatch['field']
  phrase: string
}

const LONGEST_NAME = 20
/** Nearly a name: one slip for so many letters, in a few words. */
const LETTERS_A_SLIP = 6
const MOST_SLIPS = 3
const WORDS_OF_NEAR_NAME = 5

/**
 * Finds names exactly: word for word, save for function words, the words for 'a unit' and endings
 * ('divisions du budget' is 'Division du budget').
 */
export class NameIndex {
  readonly #byKey = new SearchableMap<Named[]>()

  constructor(directory: Directory) {
    for (const entity of directory.entities)
      for (const lang of LANGS) {
        const add = (field: Named['field'], phrase: string): void =>
          this.#add({ id: entity.id, field, phrase })
        add('name', entity.name[lang])
        if (entity.short) add('name', entity.short[lang])
        for (const alias of entity.aliases[lang]) add('alias', alias)
        for (const acronym of entity.acronyms) add('acronym', acronym)
      }
  }

  #add(named: Named): void {
    const key = keyOf(wordsOf(named.phrase))
    if (key === '') return
    const holders = this.#byKey.get(key) ?? []
    if (!holders.some(h => h.id === named.id)) holders.push(named)
    this.#byKey.set(key, holders)
  }

  /**
   * The longest names first found, none overlapping, in the order of the question.
   * @param isCapital whether a word was typed in capitals: only then 'it' or 'or' is an acronym
   */
  find(words: readonly string[], isCapital: (word: string) => boolean): NameMatch[] {
    const matches: NameMatch[] = []
    for (let from = 0; from < words.length; from++) {
      const match = this.#longestFrom(words, from)
      if (!match || isEverydayWord(words.slice(match.from, match.to), isCapital)) continue
      if (isVerb(words, match)) continue
      matches.push(match)
      from = match.to - 1
    }
    return matches
  }

  /** A short question that as a whole is nearly a name: 'medcine du travaille'. */
  findNearly(words: readonly string[]): NameMatch[] {
    const key = keyOf(words)
    const slips = Math.min(MOST_SLIPS, Math.floor(key.length / LETTERS_A_SLIP))
    if (slips === 0 || nameWords(words).length > WORDS_OF_NEAR_NAME) return []
    const near = [...this.#byKey.fuzzyGet(key, slips).values()].sort((a, b) => a[1] - b[1])
    const [best, next] = near
    // Two names equally near: neither is meant for sure.
    if (!best || (next && next[1] === best[1])) return []
    const [holders] = best
    const first = holders[0]
    if (!first) return []
    return [{ from: 0, to: words.length, ids: holders.map(h => h.id), field: 'alias', phrase: first.phrase }]
  }

  #longestFrom(words: readonly string[], from: number): NameMatch | undefined {
    if (isFiller(words[from])) return undefined
    for (let to = Math.min(words.length, from + LONGEST_NAME); to > from; to--) {
      if (isFiller(words[to - 1])) continue
      const holders = this.#byKey.get(keyOf(words.slice(from, to))) ?? []
      const best = holders[0]
      if (best && startsAsNamed(words[from], best.phrase))
        return { from, to, ids: holders.map(h => h.id), field: best.field, phrase: best.phrase }
    }
    return undefined
  }
}

/** A name may begin and end with a word for 'a unit', not with an article. */
const isFiller = (word: string | undefined): boolean =>
  word === undefined || (nameWords([word]).length === 0 && !/^(?:uni|equip|team)/.test(word))

/** 'Qui siège au comité' does not ask for the Siège. */
const VERBS: ReadonlyMap<string, readonly string[]> = new Map([['siege', ['qui']]])

const isVerb = (words: readonly string[], { from, to }: NameMatch): boolean =>
  to - from === 1 && (VERBS.get(words[from] ?? '') ?? []).includes(words[from - 1] ?? '')

/** 'Units of the Department ...' begins with what is asked for, not with the name. */
function startsAsNamed(first: string | undefined, phrase: string): boolean {
  if (first === undefined || nameWords([first]).length > 0) return true
  return fold(phrase).split(' ')[0] === first
}

const keyOf = (words: readonly string[]): string => nameWords(words).join(' ')

/** A single function word names nothing, unless somebody took the trouble to type it in capitals. */
function isEverydayWord(words: readonly string[], isCapital: (word: string) => boolean): boolean {
  const [word] = words
  return words.length === 1 && word !== undefined && ALL_FUNCTION_WORDS.has(word) && !isCapital(word)
}
