import { type Answer, alternativesOf } from './answer/answer.ts'
import type { Directory } from './directory/directory.ts'
import type { EntityId } from './directory/entity.ts'
import type { ConversationState } from './store/store.ts'

/**
 * What is remembered may be older than the directory in force: after a reload, an entity that it speaks
 * of may be gone, and it counts as forgotten.
 */
const holdsAll = (directory: Directory, ids: readonly (EntityId | undefined)[]): boolean =>
  ids.every(id => id === undefined || directory.find(id) !== undefined)

export function knownAnswer(directory: Directory, answer: Answer | undefined): Answer | undefined {
  if (!answer) return undefined
  const subject = answer.type === 'unit' || answer.type === 'list' ? answer.subject : undefined
  const ids = [...answer.entities, ...alternativesOf(answer), subject, answer.why?.entity]
  return holdsAll(directory, ids) ? answer : undefined
}

export function knownState(
  directory: Directory,
  state: ConversationState | undefined,
): ConversationState | undefined {
  return state && holdsAll(directory, [state.focus, state.shown?.entity, ...state.alternatives])
    ? state
    : undefined
}
