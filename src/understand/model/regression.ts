import { BUCKETS, type Vector } from './features.ts'
import { createRandom } from './random.ts'

/** A text as the regression sees it. */
export interface Row {
  vector: Vector
  /** Index of its class. */
  label: number
  /** How much it counts. */
  weight: number
}

export interface TrainingOptions {
  epochs: number
  rate: number
}

/** Classes whose probability is off by less than this are left alone: most are, after the first epoch. */
const NEGLIGIBLE = 1e-3

/**
 * Multinomial logistic regression by stochastic gradient descent, the rate falling linearly to a
 * tenth. Deterministic: the order of the rows comes from a generator with a fixed seed.
 * @returns BUCKETS rows of one weight a class
 */
export function regress(
  rows: readonly Row[],
  classCount: number,
  { epochs, rate }: TrainingOptions,
): Float32Array {
  const weights = new Float32Array(BUCKETS * classCount)
  const scores = new Float32Array(classCount)
  const random = createRandom(20_24)
  const shuffled = [...rows]
  const steps = epochs * rows.length
  let step = 0
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(shuffled, random)
    for (const { vector, label, weight } of shuffled) {
      const pace = rate * weight * (1 - (0.9 * step++) / steps)
      softmaxInto(scores, vector, weights)
      descend(weights, vector, scores, label, pace)
    }
  }
  return weights
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

function shuffle<T>(items: T[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const a = items[i] as T
    items[i] = items[j] as T
    items[j] = a
  }
}
