import { softmaxInto } from '../model/regression.ts'
import { wayVector } from './features.ts'
import { isSubject, type Token, tokensOf } from './tokens.ts'
import { WAYS, type Way, type WaysModel } from './ways.ts'

/** How a question asks, by what was learnt. */
export interface ReadWay {
  way: Way
  probability: number
  tokens: readonly Token[]
  /** Where the subject stands, in the words of the question; none where it speaks of what was shown. */
  subjects: readonly Token[]
}

interface Span {
  from: number
  to: number
}

export function readWay(
  model: WaysModel,
  words: readonly string[],
  found: { names: readonly Span[]; places: readonly Span[] },
): ReadWay {
  const tokens = tokensOf(words, { ...found, known: model.words })
  const subjects = tokens.filter(t => isSubject(t.text))
  if (model.weights.length === 0) return { way: 'find', probability: 1, tokens, subjects }
  const scores = new Float32Array(WAYS.length)
  softmaxInto(scores, wayVector(tokens), model.weights, model.scale)
  const best = scores.reduce((most, p, i) => (p > (scores[most] ?? 0) ? i : most), 0)
  return { way: WAYS[best] ?? 'find', probability: scores[best] ?? 0, tokens, subjects }
}
