import type { Vector } from './features.ts'
import type { Prepared } from './prepared.ts'
import { softmaxInto } from './train.ts'

/** The probability of each class of the model, in the order of `prepared.classes`. */
export function classify(prepared: Prepared, vector: Vector): Float32Array {
  const scores = new Float32Array(prepared.classes.length)
  softmaxInto(scores, vector, prepared.weights, prepared.scale)
  return scores
}
