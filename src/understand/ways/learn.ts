import { quantise } from '../model/quantise.ts'
import { type Row, regress } from '../model/regression.ts'
import { wordsOf } from '../words.ts'
import { wayVector } from './features.ts'
import { foldable, tokensOf } from './tokens.ts'
import { NO_WAYS, WAYS, type Way, type WayExample, type WayLessons, type WaysModel } from './ways.ts'

const TRAINING = { epochs: 30, rate: 3 }
/** A word of asking is used by more than one example: the others are of their subjects. */
const LEAST_USES = 2
/** Questions that ask to find are many more than the ways of asking for anything else. */
const FIND_WEIGHT = 0.3

/** Learns how people ask: from the ways of asking, and from questions that ask to find. */
export function learnWays({ ways, finds }: WayLessons): WaysModel {
  if (ways.length === 0) return NO_WAYS
  const words = wordsOfAsking(ways)
  const rowOf = (text: string, way: Way, weight: number): Row => ({
    vector: wayVector(tokensOf(wordsOf(foldable(text)), { names: [], places: [], known: words })),
    label: WAYS.indexOf(way),
    weight,
  })
  const rows = [
    ...ways.flatMap(w => variantsOf(w.text).map(text => rowOf(text, w.way, 1))),
    ...finds.map(text => rowOf(text, 'find', FIND_WEIGHT)),
  ]
  return { words, ...quantise(regress(rows, WAYS.length, TRAINING), WAYS.length) }
}

/** A subject may be a name or other words, and some names speak of several: 'the regional offices'. */
function variantsOf(example: string): string[] {
  const named = example.replaceAll('{x}', '{name}')
  const all = [example, named, example.replaceAll('{kind}', '{name}')]
  return [...new Set(all)]
}

function wordsOfAsking(ways: readonly WayExample[]): ReadonlySet<string> {
  const uses = new Map<string, number>()
  for (const { way, text } of ways)
    if (way !== 'find')
      for (const word of new Set(wordsOf(foldable(text)))) uses.set(word, (uses.get(word) ?? 0) + 1)
  return new Set([...uses].filter(([, count]) => count >= LEAST_USES).map(([word]) => word))
}
