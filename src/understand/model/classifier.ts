import type { Vector } from './features.ts'
import type { Prepared } from './prepared.ts'
import { softmaxInto } from './regression.ts'

/**
 * With more classes than this no classifier is trained: its weights grow with buckets times classes
 * (10,000 classes would take 2.6 GB to train). The nearest examples stand in for it.
 */
export const MOST_CLASSES = 500

/** How sharply a nearer example is preferred where no classifier is trained. */
const SHARPNESS = 12

/**
 * The probability of each class of the model, in the order of `prepared.classes`.
 * @param cosines to the nearest example of each class
 */
export function classify(prepared: Prepared, vector: Vector, cosines: Float32Array): Float32Array {
  const scores = new Float32Array(prepared.classes.length)
  if (prepared.weights.length > 0) softmaxInto(scores, vector, prepared.weights, prepared.scale)
  else for (let c = 0; c < scores.length; c++) scores[c] = Math.exp(SHARPNESS * (cosines[c] ?? 0))
  return prepared.weights.length > 0 ? scores : normalise(scores)
}

function normalise(scores: Float32Array): Float32Array {
  const sum = scores.reduce((a, b) => a + b, 0)
  return scores.map(score => score / (sum || 1))
}
