import type { Directory } from '../directory/directory.ts'
import { LANGS } from '../lang.ts'
import { fold } from '../text.ts'
import type { Labelled } from './questions.ts'

/** A question that nearly is an example measures memory, not understanding. */
const TOO_NEAR = 0.6
const GRAM = 5

/** The questions that neither equal nor nearly copy an ask (Jaccard of character 5-grams of the folded text). */
export function withoutNearCopies(questions: readonly Labelled[], directory: Directory): Labelled[] {
  const asks = directory.entities.flatMap(e => LANGS.flatMap(lang => directory.asks(e.id, lang)))
  const holders = new Map<string, number[]>()
  const sizes = asks.map((ask, index) => {
    const grams = gramsOf(ask)
    for (const gram of grams) holders.set(gram, [...(holders.get(gram) ?? []), index])
    return grams.size
  })
  // Names and acronyms are asked for as they are: a name cannot be put in other words.
  const isExempt = (q: Labelled): boolean => q.category === 'name' || q.category === 'acronym'
  return questions.filter(q => isExempt(q) || !isNear(q.q, holders, sizes))
}

function isNear(question: string, holders: ReadonlyMap<string, number[]>, sizes: readonly number[]): boolean {
  const grams = gramsOf(question)
  const shared = new Map<number, number>()
  for (const gram of grams)
    for (const ask of holders.get(gram) ?? []) shared.set(ask, (shared.get(ask) ?? 0) + 1)
  return [...shared].some(([ask, count]) => count / (grams.size + (sizes[ask] ?? 0) - count) > TOO_NEAR)
}

function gramsOf(text: string): Set<string> {
  const folded = ` ${fold(text)} `
  const grams = new Set<string>()
  for (let i = 0; i + GRAM <= folded.length; i++) grams.add(folded.slice(i, i + GRAM))
  return grams
}
