import { type Answer, alternativesOf } from '../answer/answer.ts'
import type { Labelled } from './questions.ts'

/** How an answer did on its question. */
export interface Scored {
  labelled: Labelled
  answer: Answer
  right: boolean
  /** A right entity is among the first three of entities, then alternatives. */
  inThree: boolean
}

/** Types that give one card with confidence. */
export const isSingle = (answer: Answer): boolean => answer.type === 'unit' || answer.type === 'chain'

export function score(labelled: Labelled, answer: Answer): Scored {
  const shown: string[] = [...answer.entities, ...alternativesOf(answer)]
  const accepted = new Set([...labelled.gold, ...labelled.also])
  return {
    labelled,
    answer,
    right: isRight(labelled, answer, shown, accepted),
    inThree: answer.type !== 'not-covered' && shown.slice(0, 3).some(id => accepted.has(id)),
  }
}

function isRight(
  labelled: Labelled,
  answer: Answer,
  shown: readonly string[],
  accepted: ReadonlySet<string>,
): boolean {
  const entities: readonly string[] = answer.entities
  switch (labelled.match) {
    case 'first':
      return entities[0] !== undefined && accepted.has(entities[0])
    case 'set':
      return labelled.gold.every(id => entities.includes(id)) && entities.every(id => accepted.has(id))
    case 'sequence':
      return entities.length === labelled.gold.length && labelled.gold.every((id, i) => entities[i] === id)
    case 'all':
      return labelled.gold.every(id => shown.slice(0, 5).includes(id))
    case 'refuse':
      return answer.type === 'not-covered'
  }
}
