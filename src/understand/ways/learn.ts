import { quantise } from '../model/quantise.ts'
import { type Row, regress } from '../model/regression.ts'
import { wordsOf } from '../words.ts'
import { wayVector } from './features.ts'
import { foldable, tokensOf } from './tokens.ts'
import { NO_WAYS, WAYS, type Way, type WayLessons, type WaysModel } from './ways.ts'

const TRAINING = { epochs: 30, rate: 3 }
/** Questions that ask to find are many more than the ways of asking for anything else. */
const FIND_WEIGHT = 0.3

/** Learns how people ask: from the ways of asking, and from questions that ask to find. */
export function learnWays(lessons: WayLessons): WaysModel {
  const { ways, finds } = lessons
  if (ways.length === 0) return NO_WAYS
  const words = wordsOfAsking(lessons)
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

/** A word that names hold is of asking only where many ways use it: 'head', not 'finance'. */
const LEAST_USES_OF_NAME_WORD = 8

function wordsOfAsking({ ways, names }: WayLessons): ReadonlySet<string> {
  const uses = new Map<string, number>()
  for (const { way, text } of ways)
    if (way !== 'find')
      for (const word of new Set(wordsOf(foldable(text)))) uses.set(word, (uses.get(word) ?? 0) + 1)
  const ofNames = new Set(names.flatMap(wordsOf))
  const isOfAsking = ([word, count]: [string, number]): boolean =>
    count >= (ofNames.has(word) ? LEAST_USES_OF_NAME_WORD : 1)
  return new Set([...uses].filter(isOfAsking).map(([word]) => word))
}
