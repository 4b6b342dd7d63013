import type { Lang } from '../../lang.ts'
import { isContentWord, stem, wordsOf } from '../words.ts'

/** Hash buckets; a power of two. Rare collisions cost less than a dictionary of every n-gram. */
export const BUCKETS = 1 << 16

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** FNV-1a over UTF-16 units, folded into BUCKETS. */
export function bucketOf(feature: string): number {
  let hash = FNV_OFFSET
  for (let i = 0; i < feature.length; i++) hash = Math.imul(hash ^ feature.charCodeAt(i), FNV_PRIME)
  return ((hash >>> 16) ^ hash) & (BUCKETS - 1)
}

const SHORTEST_GRAM = 3
const LONGEST_GRAM = 5

/** A word has some ten n-grams: each counts less, so that together they weigh about as much as the word. */
const GRAM_WEIGHT = 0.35

/** What one word brings: itself, its stem, and the n-grams of its letters between its edges. */
export function wordFeatures(word: string, lang: Lang): Map<string, number> {
  const features = new Map([
    [`w ${word}`, 1],
    [`s ${stem(word, lang)}`, 1],
  ])
  const edged = `^${word}$`
  for (let n = SHORTEST_GRAM; n <= LONGEST_GRAM; n++)
    for (let i = 0; i + n <= edged.length; i++) {
      const gram = `g ${edged.slice(i, i + n)}`
      features.set(gram, (features.get(gram) ?? 0) + GRAM_WEIGHT)
    }
  return features
}

/**
 * What the classifier and the nearest example see of a text: content words, their stems, pairs of
 * neighbouring words (function words too: 'sur le terrain'), and character 3- to 5-grams of content words with their edges.
 * @returns feature -> weight before inverse document frequency
 */
export function featuresOf(text: string, lang: Lang): Map<string, number> {
  const words = wordsOf(text)
  const content = words.filter(isContentWord)
  // A question of function words only ('qui est là ?') is all that there is to go by.
  const subject = content.length > 0 ? content : words
  const features = new Map<string, number>()
  const add = (feature: string, weight: number): void => {
    features.set(feature, (features.get(feature) ?? 0) + weight)
  }
  for (const word of subject) for (const [feature, weight] of wordFeatures(word, lang)) add(feature, weight)
  for (let i = 0; i + 1 < subject.length; i++) add(`p ${subject[i]} ${subject[i + 1]}`, 1)
  return features
}

/** A sparse vector of length one. */
export interface Vector {
  buckets: Uint32Array
  values: Float32Array
}

/** @param idf inverse document frequency by bucket */
export function vectorOf(text: string, lang: Lang, idf: Float32Array): Vector {
  const sums = new Map<number, number>()
  for (const [feature, weight] of featuresOf(text, lang)) {
    const bucket = bucketOf(feature)
    sums.set(bucket, (sums.get(bucket) ?? 0) + weight)
  }
  const buckets = new Uint32Array(sums.size)
  const values = new Float32Array(sums.size)
  let at = 0
  let squares = 0
  for (const [bucket, weight] of sums) {
    const value = (1 + Math.log(1 + weight)) * (weight < 1 ? weight : 1) * (idf[bucket] ?? 0)
    buckets[at] = bucket
    values[at++] = value
    squares += value * value
  }
  const length = Math.sqrt(squares) || 1
  for (let i = 0; i < values.length; i++) values[i] = (values[i] ?? 0) / length
  return { buckets, values }
}

/** Smoothed inverse document frequency over the training texts; what never occurred weighs as the rarest does. */
export function inverseDocumentFrequencies(texts: readonly { text: string; lang: Lang }[]): Float32Array {
  const counts = new Uint32Array(BUCKETS)
  for (const { text, lang } of texts)
    for (const bucket of new Set([...featuresOf(text, lang).keys()].map(bucketOf)))
      counts[bucket] = (counts[bucket] ?? 0) + 1
  return Float32Array.from(counts, count => Math.log((1 + texts.length) / (1 + count)) + 1)
}
