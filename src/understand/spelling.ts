import SearchableMap from 'minisearch/SearchableMap'
import type { Prepared } from './model/prepared.ts'

/** Shorter words are too near to other words to be guessed. */
const SHORTEST = 5
/** From this length on two slips are mended, below it one. */
const TWO_SLIPS_FROM = 8
/** A word that so few texts hold may be a slip itself. */
const LEAST_HOLDERS = 3
const LONGEST = 24

/** Spellings that sound alike in one of the languages: viajes and biajes, acoso and acozo, acces and akses. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/qu|c(?![eiyh])|k/g, 'k'],
  [/c(?=[eiy])|z|ss/g, 's'],
  [/x/g, 'ks'],
  [/v/g, 'b'],
  [/g(?=[eiy])/g, 'j'],
  [/eau|au/g, 'o'],
  [/ai|ei/g, 'e'],
  [/y/g, 'i'],
  [/(?<!c)h/g, ''],
  [/(.)\1+/g, '$1'],
]
const soundOf = (word: string): string =>
  SOUNDS.reduce((so, [letters, sound]) => so.replace(letters, sound), word)

/** Folded; as people shorten the words for a unit on a phone. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    dpt: 'departement',
    dept: 'department',
    dep: 'departement',
    div: 'division',
    mgmt: 'management',
    org: 'organisation',
    sec: 'securite',
    admin: 'administration',
  }),
)

/** Mends slips by the words that the directory and its examples use. */
export class Spelling {
  readonly #vocabulary: ReadonlyMap<string, number>
  readonly #others: ReadonlySet<string>
  readonly #words = new SearchableMap<number>()
  readonly #bySound = new Map<string, string>()

  /** @param others words that are right though no training text holds them: places, other organisations ... */
  constructor(prepared: Prepared, others: ReadonlySet<string>) {
    this.#vocabulary = prepared.vocabulary
    this.#others = others
    for (const word of others) if (word.length >= SHORTEST - 1) this.#words.set(word, LEAST_HOLDERS)
    for (const [word, holders] of prepared.vocabulary)
      if (holders >= LEAST_HOLDERS && word.length >= SHORTEST - 1) this.#words.set(word, holders)
    for (const [word, holders] of this.#words.entries()) {
      const known = this.#bySound.get(soundOf(word))
      if (known === undefined || (this.#words.get(known) ?? 0) < holders)
        this.#bySound.set(soundOf(word), word)
    }
  }

  isKnown(word: string): boolean {
    return this.#vocabulary.has(word) || this.#others.has(word)
  }

  /** The word that was meant; the word itself where it is known, short, or near to nothing. */
  mend(typed: string): string {
    const written = ABBREVIATIONS.get(typed) ?? typed
    if (this.isKnown(written)) return written
    const word = written.replace(/(.)\1{2,}/gu, '$1')
    if (word.length < SHORTEST || word.length > LONGEST) return word
    return this.#nearest(word) ?? this.#withoutElision(word) ?? word
  }

  #nearest(word: string): string | undefined {
    if (this.isKnown(word)) return word
    const swapped = this.#swapped(word)
    if (swapped) return swapped
    const slips = word.length >= TWO_SLIPS_FROM ? 2 : 1
    const near = [...this.#words.fuzzyGet(word, slips).entries()].map(([candidate, [holders, distance]]) => ({
      candidate,
      // A first letter is seldom wrong.
      cost: distance + (candidate[0] === word[0] ? 0 : 1),
      holders,
    }))
    const best = near.sort((a, b) => a.cost - b.cost || b.holders - a.holders)[0]
    return best && best.cost <= slips ? best.candidate : this.#bySound.get(soundOf(word))
  }

  /** 'davion' is 'd avion' typed in haste. */
  #withoutElision(word: string): string | undefined {
    const rest = /^(?:qu|[cdjlmnst])(?=[aeiouyh])(.+)$/u.exec(word)?.[1]
    return rest && rest.length >= SHORTEST - 1 ? this.#nearest(rest) : undefined
  }

  /** Two neighbouring letters exchanged count as one slip, at any length. */
  #swapped(word: string): string | undefined {
    for (let i = 0; i + 1 < word.length; i++) {
      const swapped = `${word.slice(0, i)}${word[i + 1]}${word[i]}${word.slice(i + 2)}`
      if (this.#words.has(swapped)) return swapped
    }
    return undefined
  }
}
