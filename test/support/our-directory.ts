import { join } from 'node:path'
import type { Entity } from '../../src/directory/entity.ts'
import { loadDirectory } from '../../src/directory/load.ts'
import type { Lang } from '../../src/lang.ts'
import { ROOT } from '../../src/root.ts'

export const DATA_DIR = join(ROOT, 'data')

/** The dataset of this repository, loaded once for each test file. */
export const ourDirectory = loadDirectory(DATA_DIR)

/** What a card may say of an entity in one language, besides names, each with its field. */
export function shownTexts(entity: Entity, lang: Lang): [string, string][] {
  return [
    ['summary', entity.summary[lang]],
    ...entity.handles.map((handle, i): [string, string] => [`handles[${i}]`, handle[lang]]),
    ...entity.relations.flatMap(({ role }, i): [string, string][] =>
      role ? [[`relations[${i}].role`, role[lang]]] : [],
    ),
    ...entity.notToConfuse.map((other, i): [string, string] => [`notToConfuse[${i}]`, other[lang]]),
  ]
}
