import { LANGS } from '../../lang.ts'
import { learnWays } from '../ways/learn.ts'
import type { WayLessons } from '../ways/ways.ts'
import { wordsOf } from '../words.ts'
import { MOST_CLASSES } from './classifier.ts'
import type { LabelledText } from './examples.ts'
import { BUCKETS, bucketOf, inverseDocumentFrequencies, type Vector, vectorOf } from './features.ts'
import { languageFeaturesOf } from './language-features.ts'
import { FIELDS, type Prepared } from './prepared.ts'
import { quantise } from './quantise.ts'
import { type TrainedModel, train } from './train.ts'

/** What is learnt from: the texts of a directory, and the ways of asking about any. */
export interface Lessons extends Omit<WayLessons, 'names'> {
  texts: readonly LabelledText[]
}

/** Trains on the texts of a directory and packs what the core needs to answer. Takes some 20 s for 24,000 texts. */
export function prepare({ texts, ways, finds }: Lessons): Prepared {
  const model = new Set(texts.map(t => t.label)).size > MOST_CLASSES ? untrained(texts) : train(texts)
  const vectors = texts.map(t => vectorOf(t.text, t.lang, model.idf))
  const classOf = new Map(model.classes.map((c, i) => [c, i]))
  return {
    classes: model.classes,
    idf: model.idf,
    ...(model.weights.length > 0 ? quantise(model.weights, model.classes.length) : NO_WEIGHTS),
    ways: learnWays({ ways, finds, names: texts.filter(isName).map(t => t.text) }),
    ...invert(vectors),
    exampleClass: Uint16Array.from(texts, t => classOf.get(t.label) ?? 0),
    exampleField: Uint8Array.from(texts, t => FIELDS.indexOf(t.field)),
    texts: texts.map(t => t.text),
    languages: learnLanguages(texts),
    vocabulary: countWords(texts),
  }
}

const isName = ({ field }: LabelledText): boolean => field === 'name' || field === 'alias'

const NO_WEIGHTS = { weights: new Int8Array(0), scale: new Float32Array(BUCKETS) }

/** Classes and frequencies without weights. */
function untrained(texts: readonly LabelledText[]): TrainedModel {
  return {
    classes: [...new Set(texts.map(t => t.label))].sort(),
    idf: inverseDocumentFrequencies(texts),
    weights: new Float32Array(0),
  }
}

/** From 'what an example holds' to 'which examples hold it'. */
function invert(vectors: readonly Vector[]): Pick<Prepared, 'starts' | 'holders' | 'holderValues'> {
  const starts = new Uint32Array(BUCKETS + 1)
  for (const { buckets } of vectors) for (const b of buckets) starts[b + 1] = (starts[b + 1] ?? 0) + 1
  for (let b = 0; b < BUCKETS; b++) starts[b + 1] = (starts[b + 1] ?? 0) + (starts[b] ?? 0)
  const holders = new Uint32Array(starts[BUCKETS] ?? 0)
  const holderValues = new Uint8Array(holders.length)
  const next = starts.slice()
  for (const [example, { buckets, values }] of vectors.entries())
    for (let i = 0; i < buckets.length; i++) {
      const bucket = buckets[i] ?? 0
      const at = next[bucket] ?? 0
      next[bucket] = at + 1
      holders[at] = example
      holderValues[at] = Math.round((values[i] ?? 0) * 255)
    }
  return { starts, holders, holderValues }
}

/** Naive Bayes: the log of how much more often a bucket occurs in one language than on average. */
function learnLanguages(texts: readonly LabelledText[]): Int8Array {
  const counts = new Float32Array(BUCKETS * LANGS.length).fill(0.05)
  const totals = LANGS.map(() => 0)
  for (const { text, lang, field } of texts) {
    if (field === 'acronym') continue
    const l = LANGS.indexOf(lang)
    for (const feature of languageFeaturesOf(text)) {
      const at = bucketOf(feature) * LANGS.length + l
      counts[at] = (counts[at] ?? 0) + 1
      totals[l] = (totals[l] ?? 0) + 1
    }
  }
  const evidence = new Int8Array(BUCKETS * LANGS.length)
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    const rates = LANGS.map((_, l) => (counts[bucket * LANGS.length + l] ?? 0) / (totals[l] || 1))
    const mean = rates.reduce((a, b) => a + b, 0) / rates.length
    for (const [l, rate] of rates.entries())
      evidence[bucket * LANGS.length + l] = Math.max(
        -127,
        Math.min(127, Math.round(16 * Math.log(rate / mean))),
      )
  }
  return evidence
}

function countWords(texts: readonly LabelledText[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { text } of texts)
    for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
