import type { Core } from '../core.ts'
import type { Labelled } from './questions.ts'
import { type Scored, score } from './score.ts'

export { compare, comparisonTable } from './compare.ts'
export { withoutNearCopies } from './near-copies.ts'
export { type Labelled, readLabelled } from './questions.ts'
export {
  calibrationError,
  type Figures,
  figuresOf,
  reliabilityTable,
  tableOf,
  wrongOnes,
} from './report.ts'
export type { Scored } from './score.ts'

/**
 * Asks every question as a person would, in order; lines that share a conversation are its turns.
 * @param counted of the questions; the others are asked only because later turns go on from them
 */
export async function evaluate(
  core: Core,
  questions: readonly Labelled[],
  counted: readonly Labelled[],
): Promise<Scored[]> {
  const counts = new Set(counted)
  const scored: Scored[] = []
  for (const labelled of questions) {
    const answer = await core.ask({
      text: labelled.q,
      private: true,
      record: false,
      ...(labelled.conversation ? { conversation: `evaluation ${labelled.conversation}` } : {}),
    })
    if (counts.has(labelled)) scored.push(score(labelled, answer))
  }
  return scored
}
