import type { Lang } from '../../lang.ts'
import { inverseDocumentFrequencies, vectorOf } from './features.ts'
import { regress, type TrainingOptions } from './regression.ts'

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

export const TRAINING: TrainingOptions = { epochs: 8, rate: 1.5 }

/** Trains on the words of the texts. @see regress */
export function train(examples: readonly Example[], options: TrainingOptions = TRAINING): TrainedModel {
  const classes = [...new Set(examples.map(e => e.label))].sort()
  const indexOf = new Map(classes.map((c, i) => [c, i]))
  const idf = inverseDocumentFrequencies(examples)
  const rows = examples.map(e => ({
    vector: vectorOf(e.text, e.lang, idf),
    label: indexOf.get(e.label) ?? 0,
    weight: e.weight,
  }))
  return { classes, idf, weights: regress(rows, classes.length, options) }
}
