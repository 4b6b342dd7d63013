import type { Directory } from '../directory/directory.ts'
import { LANGS, type Lang } from '../lang.ts'
import { type Io, OK } from './io.ts'

/** The directory: a tree for people, one array of flattened entities as JSON. */
export function list(
  directory: Directory,
  { json, lang }: { json?: boolean | undefined; lang: Lang },
  io: Io,
): number {
  if (json) {
    const entities = directory.entities.map(entity => ({
      ...entity,
      handles: Object.fromEntries(LANGS.map(l => [l, entity.handles.map(h => h[l])])),
    }))
    io.out(JSON.stringify(entities, undefined, 2))
    return OK
  }
  for (const entity of directory.entities) {
    const depth = directory.ancestors(entity).length
    io.out(`${'  '.repeat(depth)}${entity.name[lang]}  (${entity.id})`)
  }
  return OK
}
