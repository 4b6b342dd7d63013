import type { Directory } from '../directory/directory.ts'
import type { Entity, EntityId, Kind } from '../directory/entity.ts'

/** Exact sets, computed from the directory and never searched. Each in the order of the structure. */

/** Direct children, or all below; of the named kinds, where some are named. */
export function childrenOf(
  directory: Directory,
  id: EntityId,
  { kinds, deep }: { kinds: readonly Kind[]; deep: boolean },
): readonly EntityId[] {
  const direct = deep ? directory.descendants(id) : directory.children(id)
  const ofKind = (entities: readonly Entity[]): EntityId[] =>
    entities.filter(e => kinds.includes(e.kind)).map(e => e.id)
  if (kinds.length === 0) return direct.map(e => e.id)
  const named = ofKind(direct)
  if (named.length > 0) return named
  const below = ofKind(directory.descendants(id))
  if (below.length > 0) return below
  // 'Units' is also the word for whatever there is.
  return kinds.includes('unit') ? direct.map(e => e.id) : []
}

/** The direct parent; of a named kind ('which department ...'), the nearest one above of that kind. */
export function parentOf(directory: Directory, id: EntityId, kinds: readonly Kind[]): EntityId | undefined {
  const above = directory.ancestors(directory.get(id))
  return (above.find(e => kinds.includes(e.kind)) ?? above[0])?.id
}

/** Who supervises it by a stated relation, else the parent; a group is stepped over. */
export function supervisorOf(directory: Directory, id: EntityId): EntityId | undefined {
  const stated = directory.entities.filter(e => e.relations.some(r => r.type === 'supervises' && r.to === id))
  const entity = directory.get(id)
  const own = stated.find(e => e.id === entity.parent) ?? stated[0]
  return own?.id ?? directory.ancestors(entity).find(e => e.kind !== 'group')?.id
}

/** The entities that sit on it. */
export function membersOf(directory: Directory, id: EntityId): readonly EntityId[] {
  return directory.entities
    .filter(e => e.relations.some(r => r.type === 'member-of' && r.to === id))
    .map(e => e.id)
}

export function allOfKind(directory: Directory, kinds: readonly Kind[]): readonly EntityId[] {
  return directory.entities.filter(e => kinds.includes(e.kind)).map(e => e.id)
}

/** Those of the named kinds; all where none of them is of such a kind. */
export function ofKinds(
  directory: Directory,
  ids: readonly EntityId[],
  kinds: readonly Kind[],
): readonly EntityId[] {
  const named = ids.filter(id => kinds.includes(directory.get(id).kind))
  return named.length > 0 ? named : ids
}
