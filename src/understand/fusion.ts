import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/v4'
import { ROOT } from '../root.ts'

/** The signals that speak for a candidate, each in its own unit. */
export const SIGNALS = [
  'classifier',
  'nearest',
  'name',
  'acronym',
  'fuzzy',
  'thesaurus',
  'children',
  'parent',
] as const
export type Signal = (typeof SIGNALS)[number]
export type Signals = Record<Signal, number>

/** The signals that speak for 'no unit of ours'. */
export const NONE_SIGNALS = [
  'bias',
  'classifier',
  'nearest',
  'unknown',
  'mended',
  'distance',
  'uncovered',
  'organisation',
  'owner',
  'personal',
  'named',
] as const
export type NoneSignal = (typeof NONE_SIGNALS)[number]
export type NoneSignals = Record<NoneSignal, number>

const weightsSchema = z.object({
  candidate: z.record(z.enum(SIGNALS), z.number()),
  none: z.record(z.enum(NONE_SIGNALS), z.number()),
  /** A single card from this probability on. */
  single: z.number(),
  /** The subject of a question about the structure from this probability on. */
  subject: z.number(),
  /** From this probability of `none` on, the subject is not covered. */
  refuse: z.number(),
  /** A further choice is offered from this share of the first one's probability on. */
  choice: z.number(),
})
export type FusionWeights = z.infer<typeof weightsSchema>

const fusionSchema = z.object({
  /** With a trained model. */
  trained: weightsSchema,
  /** By names alone, as long as none is trained. */
  lexical: weightsSchema,
})
export type Fusion = z.infer<typeof fusionSchema>

export const FUSION_PATH = join(ROOT, 'src', 'understand', 'fusion.json')

/** Fitted by `npm run fit`, never by hand. */
export function readFusion(path = FUSION_PATH): Fusion {
  return fusionSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
}

/**
 * A conditional logit: the utility of each candidate and of `none` is a weighted sum of its signals,
 * and the probabilities are the softmax over all of them, so that they add up to one.
 */
export function fuse(
  candidates: readonly Signals[],
  none: NoneSignals,
  weights: FusionWeights,
): { probabilities: number[]; none: number } {
  const utilities = candidates.map(signals => weigh(SIGNALS, signals, weights.candidate))
  utilities.push(weigh(NONE_SIGNALS, none, weights.none))
  const highest = Math.max(...utilities)
  const powers = utilities.map(u => Math.exp(u - highest))
  const sum = powers.reduce((a, b) => a + b, 0)
  const probabilities = powers.map(p => p / sum)
  return { none: probabilities.pop() ?? 0, probabilities }
}

function weigh<S extends string>(
  names: readonly S[],
  signals: Record<S, number>,
  weights: Record<S, number>,
): number {
  return names.reduce((sum, name) => sum + weights[name] * signals[name], 0)
}
