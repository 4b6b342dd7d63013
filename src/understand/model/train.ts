import type { Lang } from '../../lang.ts'
import { BUCKETS, inverseDocumentFrequencies, type Vector, vectorOf } from './features.ts'

/** A text and the class that it belongs to: an entity's id, or `not:<kind>` for a negative. */
export interface Example {
  text: string
  lang: Lang
  label: string
  /** How much it counts; 1 for an example question. */
  weight: number
}

export interface TrainedModel {
  classes: readonly string[]
  idf: Float32Array
  /** BUCKETS rows of one weight a class. */
  weights: Float32Array
}

export interface TrainingOptions {
  epochs: number
  rate: number
}
export const TRAINING: TrainingOptions = { epochs: 8, rate: 1.5 }

/** Classes whose probability is off by less than this are left alone: most are, after the first epoch. */
const NEGLIGIBLE = 1e-3

/**
 * Multinomial logistic regression by stochastic gradient descent, the rate falling linearly to a
 * tenth. Deterministic: the order of the examples comes from a generator with a fixed seed.
 */
export function train(examples: readonly Example[], options: TrainingOptions = TRAINING): TrainedModel {
  const classes = [...new Set(examples.map(e => e.label))].sort()
  const indexOf = new Map(classes.map((c, i) => [c, i]))
  const idf = inverseDocumentFrequencies(examples)
  const rows = examples.map(e => ({
    vector: vectorOf(e.text, e.lang, idf),
    label: indexOf.get(e.label) ?? 0,
    weight: e.weight,
  }))
  const weights = new Float32Array(BUCKETS * classes.length)
  const scores = new Float32Array(classes.length)
  const random = createRandom(20_24)
  const steps = options.epochs * rows.length
  let step = 0
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    shuffle(rows, random)
    for (const { vector, label, weight } of rows) {
      const rate = options.rate * weight * (1 - (0.9 * step++) / steps)
      softmaxInto(scores, vector, weights)
      descend(weights, vector, scores, label, rate)
    }
  }
  return { classes, idf, weights }
}

/** Fills `scores` with the probability of each class. */
export function softmaxInto(
  scores: Float32Array,
  vector: Vector,
  weights: Float32Array | Int8Array,
  scale?: Float32Array,
): void {
  const classCount = scores.length
  scores.fill(0)
  for (let i = 0; i < vector.buckets.length; i++) {
    const bucket = vector.buckets[i] ?? 0
    const value = (vector.values[i] ?? 0) * (scale?.[bucket] ?? 1)
    const row = bucket * classCount
    for (let c = 0; c < classCount; c++) scores[c] = (scores[c] ?? 0) + value * (weights[row + c] ?? 0)
  }
  let highest = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > highest) highest = score
  let sum = 0
  for (let c = 0; c < classCount; c++) {
    const e = Math.exp((scores[c] ?? 0) - highest)
    scores[c] = e
    sum += e
  }
  for (let c = 0; c < classCount; c++) scores[c] = (scores[c] ?? 0) / sum
}

function descend(
  weights: Float32Array,
  vector: Vector,
  scores: Float32Array,
  label: number,
  rate: number,
): void {
  const classCount = scores.length
  for (let c = 0; c < classCount; c++) {
    const error = (scores[c] ?? 0) - (c === label ? 1 : 0)
    if (Math.abs(error) < NEGLIGIBLE) continue
    const step = rate * error
    for (let i = 0; i < vector.buckets.length; i++) {
      const at = (vector.buckets[i] ?? 0) * classCount + c
      weights[at] = (weights[at] ?? 0) - step * (vector.values[i] ?? 0)
    }
  }
}

/** Mulberry32: small, fast and the same everywhere. */
function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function shuffle<T>(items: T[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const a = items[i] as T
    items[i] = items[j] as T
    items[j] = a
  }
}
