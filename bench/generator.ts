import type { Dataset } from '../src/directory/directory.ts'
import { type Entity, entitySchema } from '../src/directory/entity.ts'
import { LANGS, type Localized } from '../src/lang.ts'
import { createRandom } from '../src/understand/model/random.ts'

/** Texts an entity and language, about what a described unit of the real directory has without its asks. */
const HANDLES = 6
const ALIASES = 5
const ASKS = 6
const CHILDREN = 8

/**
 * An invented organisation of `count` entities in the real directory's vocabulary: a tree of eight
 * children each, names of three words, duties and questions of four to eight. The same for the same count.
 */
export function generateDataset(real: Dataset, count: number): Dataset {
  const words = Object.fromEntries(
    LANGS.map(lang => [
      lang,
      [
        ...new Set(
          real.entities.flatMap(e =>
            Object.values(real.asks[e.id]?.[lang] ?? []).flatMap(a => a.split(/[^\p{L}]+/u)),
          ),
        ),
      ].filter(w => w.length > 3),
    ]),
  ) as Record<keyof Localized, string[]>
  const random = createRandom(count)
  const phrase = (lang: keyof Localized, least: number, most: number): string => {
    const length = least + Math.floor(random() * (most - least + 1))
    return Array.from({ length }, () => words[lang][Math.floor(random() * words[lang].length)]).join(' ')
  }
  const inAll = (make: (lang: keyof Localized) => string): Localized => ({
    fr: make('fr'),
    en: make('en'),
    es: make('es'),
  })
  const lists = (n: number, least: number, most: number) =>
    Object.fromEntries(LANGS.map(lang => [lang, Array.from({ length: n }, () => phrase(lang, least, most))]))

  const entities: Entity[] = Array.from({ length: count }, (_, i) =>
    entitySchema.parse({
      id: `entity-${i}`,
      kind: i === 0 ? 'organization' : i <= CHILDREN ? 'department' : 'unit',
      ...(i === 0 ? {} : { parent: `entity-${Math.floor((i - 1) / CHILDREN)}` }),
      name: inAll(lang => `${phrase(lang, 3, 3).slice(0, 60)} ${i}`),
      nameOrigin: { en: 'ours', es: 'ours' },
      summary: inAll(lang => phrase(lang, 15, 20).slice(0, 270)),
      handles: Array.from({ length: HANDLES }, () => ({
        ...inAll(lang => phrase(lang, 4, 6).slice(0, 90)),
        source: [[1, 1]],
      })),
      aliases: lists(ALIASES, 2, 3),
      acronyms: [],
      sharedAliases: [],
      source: [[1, 1]],
    }),
  )
  const asks = Object.fromEntries(entities.map(e => [e.id, lists(ASKS, 5, 9)])) as Dataset['asks']
  return { ...real, entities, asks, contacts: [], geography: [], notCovered: [] }
}
