import type { Directory } from '../directory/directory.ts'
import type { Entity, EntityId } from '../directory/entity.ts'

/**
 * The way up: the entity that handles it, then each parent to the Director General. It steps over
 * groups and leaves out the organization as a whole, for nobody answers there. Loading refuses a
 * cycle, so this walk need not look for one.
 *
 *   unite-securite-numerique -> dept-tic -> dga-gestion-reformes -> directeur-general
 */
export function chainFrom(directory: Directory, id: EntityId): readonly EntityId[] {
  const entity = directory.get(id)
  return [entity, ...directory.ancestors(entity)].filter(answers).map(e => e.id)
}

const answers = (entity: Entity): boolean => entity.kind !== 'group' && entity.kind !== 'organization'

/** Whether the chain reaches the top that the structure has: the leadership directly below the organization. */
export function reachesTheTop(directory: Directory, chain: readonly EntityId[]): boolean {
  const last = chain.at(-1)
  if (last === undefined) return false
  const { kind, parent } = directory.get(last)
  return kind === 'leadership' && (parent === undefined || directory.get(parent).kind === 'organization')
}
