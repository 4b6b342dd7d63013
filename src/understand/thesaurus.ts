import type { Directory } from '../directory/directory.ts'
import { LANGS, type Lang } from '../lang.ts'
import { fold } from '../text.ts'
import { stem } from './words.ts'

interface Meaning {
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
          const termWords = fold(term).split(' ')
          for (const word of termWords) words.add(word)
          this.#meanings.set(keyOf(termWords, lang), { means, sensitive })
        }
    this.words = words
  }

  /** The directory's words for the everyday words of the question, and whether one marks a sensitive matter. */
  expand(words: readonly string[], lang: Lang): { words: string[]; sensitive: boolean } {
    const found = new Set<string>()
    let sensitive = false
    for (let from = 0; from < words.length; from++) {
      const match = this.#longestFrom(words, from)
      if (!match) continue
      sensitive ||= match.meaning.sensitive
      const means = match.meaning.means[lang]
      for (const word of means.length > 0 ? means : match.meaning.means[match.lang]) found.add(word)
      from = match.to - 1
    }
    return { words: [...found], sensitive }
  }

  /** The longest term wins: 'assurance maladie' over 'assurance'. */
  #longestFrom(
    words: readonly string[],
    from: number,
  ): { to: number; lang: Lang; meaning: Meaning } | undefined {
    for (let to = Math.min(words.length, from + LONGEST_TERM); to > from; to--)
      for (const lang of LANGS) {
        const meaning = this.#meanings.get(keyOf(words.slice(from, to), lang))
        if (meaning) return { to, lang, meaning }
      }
    return undefined
  }
}

const keyOf = (words: readonly string[], lang: Lang): string => words.map(word => stem(word, lang)).join(' ')
