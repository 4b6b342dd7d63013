import type { Lang } from '../lang.ts'
import { classify } from './model/classifier.ts'
import { type Vector, vectorOf } from './model/features.ts'
import { type Nearest, nearest } from './model/nearest.ts'
import type { Prepared } from './model/prepared.ts'
import type { NameMatch } from './names.ts'
import type { Mention } from './outside.ts'
import type { NameHit, NameSearch } from './search.ts'
import { contentWords, wordsOf } from './words.ts'

/** A subject, with what other parts have found in it. */
export interface Subject {
  text: string
  lang: Lang
  names: readonly NameMatch[]
  /** The directory's words for everyday words of the subject. */
  expansion: readonly string[]
  /** One of the everyday words is of a sensitive matter. */
  sensitive: boolean
  outside: { organisation: Mention; uncovered: boolean; personal: boolean }
  /** Shares of the content words that nobody ever used here, and of those that were mended. */
  strange: { unknown: number; mended: number }
}

/** What several scorers look at, computed once. Arrays are in the order of the model's classes. */
export interface Analysed extends Subject {
  words: readonly string[]
  contentCount: number
  vector: Vector
  /** The probability of each class. */
  probabilities: Float32Array
  /** The same with the thesaurus' words beside the subject's. */
  expanded: Float32Array
  neighbours: Nearest
  nameHits: readonly NameHit[]
}

const MOST_NAME_HITS = 4

export function analyse(subject: Subject, prepared: Prepared, search: NameSearch): Analysed {
  const { text, lang, expansion } = subject
  const vector = vectorOf(text, lang, prepared.idf)
  const neighbours = nearest(prepared, vector)
  const probabilities = classify(prepared, vector, neighbours.cosines)
  const words = wordsOf(text)
  return {
    ...subject,
    words,
    contentCount: contentWords(words).length,
    vector,
    probabilities,
    expanded: expansion.length > 0 ? expandedBy(expansion) : probabilities,
    neighbours,
    nameHits: search.find(words, MOST_NAME_HITS),
  }

  function expandedBy(more: readonly string[]): Float32Array {
    const longer = vectorOf(`${text} ${more.join(' ')}`, lang, prepared.idf)
    return classify(prepared, longer, neighbours.cosines)
  }
}
