import countries from 'i18n-iso-countries'
import * as z from 'zod/v4'
import { LANGS } from '../lang.ts'
import { fold } from '../text.ts'
import { NAME_SHOWN_WHOLE } from './entity.ts'
import { byPlace, createFault, type Fault, type FaultCode, type FaultPlace } from './faults.ts'
import type { DataFile, RawDataset } from './read.ts'
import type { Path } from './yaml.ts'

/** Faults that a draft may still have: texts that nobody has written yet. */
const DRAFT_TOLERATES: ReadonlySet<FaultCode> = new Set(['DATA_TEXT_MISSING', 'DATA_SHORT_MISSING'])

/**
 * What the checks across entities need, read leniently: an entity with a fault of shape still
 * takes part, so that one run names every fault.
 */
const texts = z.object({ fr: z.string(), en: z.string(), es: z.string() }).partial().catch({})
const list = z.array(z.string()).catch([])
const lists = z.object({ fr: list, en: list, es: list }).catch({ fr: [], en: [], es: [] })
const range = z.tuple([z.number(), z.number()]).catch([0, 0])
const ranges = z.array(range).catch([])
const outlineSchema = z.object({
  id: z.string().catch(''),
  parent: z.string().optional().catch(undefined),
  name: texts,
  short: z.unknown(),
  aliases: lists,
  acronyms: list,
  sharedAliases: list,
  handles: z.array(z.object({ source: ranges }).catch({ source: [] })).catch([]),
  source: ranges,
  places: z.array(z.object({ country: z.string().catch('') }).catch({ country: '' })).catch([]),
  relations: z.array(z.object({ to: z.string().catch('') }).catch({ to: '' })).catch([]),
  notToConfuse: z.array(z.object({ id: z.string().catch('') }).catch({ id: '' })).catch([]),
  inferred: z.array(z.object({ field: z.string().catch('') }).catch({ field: '' })).catch([]),
  value: z.unknown(),
})
type Outline = z.infer<typeof outlineSchema>

interface Placed {
  outline: Outline
  /** The entity as the file has it, to see whether an inferred field stands. */
  raw: unknown
  at(path: Path): FaultPlace
}

/** Every fault of a dataset, of shape and across entities, sorted by place. */
export function checkDataset(raw: RawDataset, options: { draft?: boolean } = {}): Fault[] {
  const placed = raw.branches.flatMap(outlines)
  const ids = new Set(placed.map(p => p.outline.id))
  const faults = [
    ...raw.faults,
    ...placed.flatMap(p => checkEntity(p, ids)),
    ...checkDuplicates(placed),
    ...checkCycles(placed),
    ...checkAliases(placed),
    ...checkAsks(raw, ids),
    ...checkReferences(raw, ids),
  ]
  return faults.filter(f => !(options.draft && DRAFT_TOLERATES.has(f.code))).sort(byPlace)
}

function outlines(file: DataFile<unknown>): Placed[] {
  const { value } = file.yaml
  if (!Array.isArray(value)) return []
  return value.flatMap((raw: unknown, index) => {
    const result = outlineSchema.safeParse(raw)
    if (!result.success || result.data.id === '') return []
    return [{ outline: result.data, raw, at: (path: Path) => file.yaml.at([index, ...path]) }]
  })
}

function checkEntity({ outline, raw, at }: Placed, ids: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = []
  const { id, parent } = outline
  if (parent !== undefined && !ids.has(parent))
    faults.push(
      createFault('DATA_PARENT_UNKNOWN', at(['parent']), { id, parent, near: nearest(parent, ids) }),
    )
  if (!outline.short && LANGS.some(lang => (outline.name[lang]?.length ?? 0) > NAME_SHOWN_WHOLE))
    faults.push(createFault('DATA_SHORT_MISSING', at(['name']), { id, longest: NAME_SHOWN_WHOLE }))
  for (const [index, relation] of outline.relations.entries())
    faults.push(...unknownReference(relation.to, ids, at(['relations', index, 'to'])))
  for (const [index, other] of outline.notToConfuse.entries())
    faults.push(...unknownReference(other.id, ids, at(['notToConfuse', index, 'id'])))
  for (const [index, { country }] of outline.places.entries())
    if (!countries.isValid(country))
      faults.push(createFault('DATA_COUNTRY_UNKNOWN', at(['places', index, 'country']), { country }))
  for (const [index, { field }] of outline.inferred.entries())
    if (!hasField(raw, field))
      faults.push(createFault('DATA_INFERRED_FIELD_UNKNOWN', at(['inferred', index, 'field']), { field }))
  const ranges: [readonly (readonly [number, number])[], Path][] = [
    [outline.source, ['source']],
    ...outline.handles.map((h, i): [typeof h.source, Path] => [h.source, ['handles', i, 'source']]),
  ]
  for (const [given, path] of ranges)
    for (const [index, [from, to]] of given.entries())
      if (from > to)
        faults.push(createFault('DATA_SOURCE_RANGE_REVERSED', at([...path, index]), { from, to }))
  return faults
}

function unknownReference(target: string, ids: ReadonlySet<string>, place: FaultPlace): Fault[] {
  if (target === '' || ids.has(target)) return []
  return [createFault('DATA_REFERENCE_UNKNOWN', place, { target, near: nearest(target, ids) })]
}

/** `handles[2]` and `places[0].country` name a value that stands in the entity. */
function hasField(raw: unknown, field: string): boolean {
  const path = field.match(/[^.[\]]+/g) ?? []
  const value = path.reduce<unknown>(
    (so, key) => (so !== null && typeof so === 'object' ? Reflect.get(so, key) : undefined),
    raw,
  )
  return value !== undefined
}

function checkDuplicates(placed: readonly Placed[]): Fault[] {
  const first = new Map<string, FaultPlace>()
  return placed.flatMap(({ outline, at }) => {
    const place = at(['id'])
    const earlier = first.get(outline.id)
    if (!earlier) {
      first.set(outline.id, place)
      return []
    }
    return [
      createFault('DATA_ID_DUPLICATE', place, { id: outline.id, first: `${earlier.file}:${earlier.line}` }),
    ]
  })
}

function checkCycles(placed: readonly Placed[]): Fault[] {
  const parents = new Map(placed.map(p => [p.outline.id, p.outline.parent]))
  const reported = new Set<string>()
  return placed.flatMap(({ outline, at }) => {
    const path: string[] = [outline.id]
    for (let up = outline.parent; up !== undefined; up = parents.get(up)) {
      path.push(up)
      if (up === outline.id) {
        if (path.some(id => reported.has(id))) return []
        reported.add(outline.id)
        return [createFault('DATA_PARENT_CYCLE', at(['parent']), { path })]
      }
      if (path.length > parents.size) return []
    }
    return []
  })
}

function checkAliases(placed: readonly Placed[]): Fault[] {
  const claims = new Map<string, { id: string; shared: boolean }>()
  return placed.flatMap(({ outline, at }) => {
    const shared = new Set(outline.sharedAliases.map(fold))
    const named: [string, Path][] = [
      ...LANGS.flatMap(lang =>
        outline.aliases[lang].map((a, i): [string, Path] => [a, ['aliases', lang, i]]),
      ),
      ...outline.acronyms.map((a, i): [string, Path] => [a, ['acronyms', i]]),
    ]
    return named.flatMap(([alias, path]) => {
      const key = fold(alias)
      const claim = claims.get(key)
      const isShared = shared.has(key)
      if (!claim) claims.set(key, { id: outline.id, shared: isShared })
      if (!claim || claim.id === outline.id || (claim.shared && isShared)) return []
      return [createFault('DATA_ALIAS_CLAIMED_TWICE', at(path), { alias, other: claim.id })]
    })
  })
}

function checkAsks(raw: RawDataset, ids: ReadonlySet<string>): Fault[] {
  const claims = new Map<string, string>()
  return raw.asks.flatMap(({ yaml, parsed }) =>
    Object.entries(parsed ?? {}).flatMap(([id, asks]) => [
      ...unknownReference(id, ids, yaml.at([id])),
      ...LANGS.flatMap(lang =>
        asks[lang].flatMap((ask, index) => {
          const key = fold(ask)
          const other = claims.get(key)
          claims.set(key, other ?? id)
          if (other === undefined || other === id) return []
          return [createFault('DATA_ASK_CLAIMED_TWICE', yaml.at([id, lang, index]), { ask, other })]
        }),
      ),
    ]),
  )
}

function checkReferences(raw: RawDataset, ids: ReadonlySet<string>): Fault[] {
  const faults: Fault[] = []
  const refer = (file: DataFile<unknown> | undefined, target: string, path: Path): void => {
    if (file) faults.push(...unknownReference(target, ids, file.yaml.at(path)))
  }
  for (const [i, region] of (raw.geography?.parsed ?? []).entries()) {
    for (const [j, id] of region.offices.entries()) refer(raw.geography, id, [i, 'offices', j])
    for (const [j, id] of region.stated.entries()) refer(raw.geography, id, [i, 'stated', j])
    for (const [j, country] of region.countries.entries())
      if (!countries.isValid(country) && raw.geography)
        faults.push(
          createFault('DATA_COUNTRY_UNKNOWN', raw.geography.yaml.at([i, 'countries', j]), { country }),
        )
  }
  for (const [i, subject] of (raw.notCovered?.parsed ?? []).entries())
    for (const [j, id] of subject.nearest.entries()) refer(raw.notCovered, id, [i, 'nearest', j])
  for (const [i, contact] of (raw.contacts?.parsed ?? []).entries())
    refer(raw.contacts, contact.id, [i, 'id'])
  for (const [i, change] of (raw.source?.parsed?.changes ?? []).entries())
    for (const [j, id] of change.ids.entries()) refer(raw.source, id, ['changes', i, 'ids', j])
  return faults
}

/** The id that a typing slip would have meant: fewest edits, at most a third of its length. */
function nearest(wrong: string, ids: ReadonlySet<string>): string | undefined {
  const ranked = [...ids]
    .map(id => ({ id, edits: editDistance(wrong, id) }))
    .sort((a, b) => a.edits - b.edits)
  const best = ranked[0]
  return best && best.edits <= Math.max(2, wrong.length / 3) ? best.id : undefined
}

/** Levenshtein's distance, row by row. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replace = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(replace, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    above = row
  }
  return above[b.length] ?? 0
}
