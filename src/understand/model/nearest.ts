import type { Vector } from './features.ts'
import type { Prepared } from './prepared.ts'

export interface Nearest {
  /** The cosine to the nearest example of each class, in the order of `prepared.classes`. */
  cosines: Float32Array
  /** The cosine to each example. */
  similarities: Float32Array
}

/** The nearest example of each class: one pass over the examples that share a feature with the question. */
export function nearest(prepared: Prepared, vector: Vector): Nearest {
  const { starts, holders, holderValues, exampleClass } = prepared
  const similarity = new Float32Array(exampleClass.length)
  for (let i = 0; i < vector.buckets.length; i++) {
    const bucket = vector.buckets[i] ?? 0
    const value = (vector.values[i] ?? 0) / 255
    const end = starts[bucket + 1] ?? 0
    for (let at = starts[bucket] ?? 0; at < end; at++) {
      const example = holders[at] ?? 0
      similarity[example] = (similarity[example] ?? 0) + value * (holderValues[at] ?? 0)
    }
  }
  const cosines = new Float32Array(prepared.classes.length)
  for (let example = 0; example < similarity.length; example++) {
    const cosine = similarity[example] ?? 0
    const label = exampleClass[example] ?? 0
    if (cosine > (cosines[label] ?? 0)) cosines[label] = cosine
  }
  return { cosines, similarities: similarity }
}
