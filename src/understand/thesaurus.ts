import type { Directory } from '../directory/directory.ts'
import { LANGS, type Lang } from '../lang.ts'
import { stem, wordsOf } from './words.ts'

interface Meaning {
  lang: Lang
  means: Readonly<Record<Lang, readonly string[]>>
  sensitive: boolean
}

const LONGEST_TERM = 5

/** Everyday words and what the directory calls the same thing. */
export class Thesaurus {
  readonly #meanings = new Map<string, Meaning>()
  /** Every word of a term. */
  readonly words: ReadonlySet<string>

  constructor(directory: Directory) {
    const words = new Set<string>()
    for (const { terms, means, sensitive } of directory.dataset.thesaurus)
      for (const lang of LANGS)
        for (const term of terms[lang]) {
          const termWords = wordsOf(term)
          for (const word of termWords) words.add(word)
          for (const key of [stemKey(termWords, lang), wordKey(termWords)])
            this.#meanings.set(key, { lang, means, sensitive })
        }
    this.words = words
  }

  /** The directory's words for the everyday words of the question, and whether one marks a sensitive matter. */
  expand(words: readonly string[], lang: Lang): { words: string[]; sensitive: boolean } {
    const found = new Set<string>()
    let sensitive = false
    for (let from = 0; from < words.length; from++) {
      const match = this.#longestFrom(words, from, lang)
      if (!match) continue
      const { meaning } = match
      sensitive ||= meaning.sensitive
      const means = meaning.means[lang]
      for (const word of means.length > 0 ? means : meaning.means[meaning.lang]) found.add(word)
      from = match.to - 1
    }
    return { words: [...found], sensitive }
  }

  /** The longest term wins: 'assurance maladie' over 'assurance'. */
  #longestFrom(
    words: readonly string[],
    from: number,
    lang: Lang,
  ): { to: number; meaning: Meaning } | undefined {
    for (let to = Math.min(words.length, from + LONGEST_TERM); to > from; to--) {
      const span = words.slice(from, to)
      const meaning = this.#meanings.get(wordKey(span)) ?? this.#meanings.get(stemKey(span, lang))
      if (meaning) return { to, meaning }
    }
    return undefined
  }
}

/** As it is in any language; by its stem only in its own, for stems of two languages collide. */
const wordKey = (words: readonly string[]): string => words.join(' ')
const stemKey = (words: readonly string[], lang: Lang): string =>
  `${lang}: ${words.map(word => stem(word, lang)).join(' ')}`
