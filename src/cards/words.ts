import type { Directory } from '../directory/directory.ts'
import { type Entity, type EntityId, shortName } from '../directory/entity.ts'
import type { Lang } from '../lang.ts'
import type { Translate } from '../messages.ts'

/** The words of a card: texts of the core in one language, over one directory. */
export interface Words {
  readonly directory: Directory
  readonly lang: Lang
  /** A text of `data/messages/<lang>/core.yaml`. */
  say(key: string, values?: Readonly<Record<string, string | number>>): string
  name(id: EntityId): string
  short(id: EntityId): string
  /** What it does in a few words: its first duties. */
  gist(entity: Entity): string
}

/** A line of a list is read on a phone. */
const GIST_LENGTH = 90

export function createWords(directory: Directory, translate: Translate, lang: Lang): Words {
  return {
    directory,
    lang,
    say: (key, values) => translate(lang, `core:${key}`, values),
    name: id => directory.get(id).name[lang],
    short: id => shortName(directory.get(id), lang),
    gist: entity =>
      joinUpTo(
        entity.handles.map(h => h[lang]),
        GIST_LENGTH,
      ),
  }
}

/** As many parts as fit, at least the first. */
function joinUpTo(parts: readonly string[], length: number): string {
  return parts.slice(1, 3).reduce((so, part) => {
    const longer = `${so}, ${part}`
    return longer.length <= length ? longer : so
  }, parts[0] ?? '')
}
