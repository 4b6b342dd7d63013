import { quantise } from '../model/quantise.ts'
import { type Row, regress } from '../model/regression.ts'
import { wordsOf } from '../words.ts'
import { wayVector } from './features.ts'
import { foldable, tokensOf } from './tokens.ts'
import { NO_WAYS, WAYS, type Way, type WayExample, type WayLessons, type WaysModel } from './ways.ts'

const TRAINING = { epochs: 30, rate: 3 }
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
    ...ways.flatMap(({ way, text }) => variantsOf(text).map(v => rowOf(v.text, way, v.weight))),
    ...finds.map(text => rowOf(text, 'find', FIND_WEIGHT)),
  ]
  return { words, ...quantise(regress(rows, WAYS.length, TRAINING), WAYS.length) }
}

/** 'Which unit X' asks for the parent of a name, and for whoever does what other words say. */
const UNNAMED_WEIGHT = 0.3

/** A subject may be a name or other words, and some names speak of several: 'the regional offices'. */
function variantsOf(example: string): { text: string; weight: number }[] {
  const named = example.replaceAll('{x}', '{name}')
  const several = example.replaceAll('{kind}', '{name}')
  return [
    { text: named, weight: 1 },
    ...(named === example ? [] : [{ text: example, weight: UNNAMED_WEIGHT }]),
    ...(several === example ? [] : [{ text: several, weight: UNNAMED_WEIGHT }]),
  ]
}

function wordsOfAsking(ways: readonly WayExample[]): ReadonlySet<string> {
  return new Set(ways.filter(w => w.way !== 'find').flatMap(w => wordsOf(foldable(w.text))))
}
