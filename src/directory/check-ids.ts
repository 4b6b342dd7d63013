import { createFault, type Fault, type FaultPlace } from './faults.ts'
import { nearest } from './nearest.ts'

/** An id where it is defined, and the id above it where it has one. */
export interface Definition {
  id: string
  above?: string | undefined
  at(field: 'id' | 'above'): FaultPlace
}

/** A reference to an entity that the dataset does not hold; an empty one is a fault of shape. */
export function unknownReference(target: string, ids: ReadonlySet<string>, place: FaultPlace): Fault[] {
  if (target === '' || ids.has(target)) return []
  return [createFault('DATA_REFERENCE_UNKNOWN', place, { target, near: nearest(target, ids) })]
}

/** One fault for each definition of an id after the first. */
export function checkUnique(definitions: readonly Definition[]): Fault[] {
  const first = new Map<string, FaultPlace>()
  return definitions.flatMap(({ id, at }) => {
    const place = at('id')
    const earlier = first.get(id)
    if (!earlier) {
      first.set(id, place)
      return []
    }
    return [createFault('DATA_ID_DUPLICATE', place, { id, first: `${earlier.file}:${earlier.line}` })]
  })
}

/** One fault for each circle, at its first definition: what hangs below a circle is not repeated. */
export function checkCircles(definitions: readonly Definition[]): Fault[] {
  const above = new Map(definitions.map(d => [d.id, d.above]))
  const reported = new Set<string>()
  return definitions.flatMap(definition => {
    const path = [definition.id]
    for (let up = definition.above; up !== undefined && path.length <= above.size; up = above.get(up)) {
      path.push(up)
      if (up !== definition.id) continue
      if (path.some(id => reported.has(id))) return []
      reported.add(definition.id)
      return [createFault('DATA_PARENT_CYCLE', definition.at('above'), { path })]
    }
    return []
  })
}
