import countries from 'i18n-iso-countries'
import * as z from 'zod/v4'
import { LANGS } from '../lang.ts'
import { fold } from '../text.ts'
import { checkBeside } from './check-beside.ts'
import { checkCircles, checkUnique, type Definition, unknownReference } from './check-ids.ts'
import { NAME_SHOWN_WHOLE } from './entity.ts'
import { byPlace, createFault, type Fault, type FaultCode, type FaultPlace } from './faults.ts'
import { nearest } from './nearest.ts'
import type { DataFile, RawDataset } from './read.ts'
import type { Path } from './yaml.ts'

/** Faults that a draft may still have: texts that nobody has written yet. */
const DRAFT_TOLERATES: ReadonlySet<FaultCode> = new Set(['DATA_TEXT_MISSING', 'DATA_SHORT_MISSING'])

/** Faults that are none while a branch cannot be read: what it defines is not seen. */
const REFERENCES: ReadonlySet<FaultCode> = new Set(['DATA_PARENT_UNKNOWN', 'DATA_REFERENCE_UNKNOWN'])

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
  const definitions = placed.map(
    ({ outline, at }): Definition => ({
      id: outline.id,
      above: outline.parent,
      at: field => at([field === 'id' ? 'id' : 'parent']),
    }),
  )
  const faults = [
    ...raw.faults,
    ...placed.flatMap(p => checkEntity(p, ids)),
    ...checkUnique(definitions),
    ...checkCircles(definitions),
    ...checkAliases(placed),
    ...checkBeside(raw, ids),
  ]
  const areAllRead = raw.branches.every(branch => branch.yaml.faults.length === 0)
  return faults
    .filter(f => areAllRead || !REFERENCES.has(f.code))
    .filter(f => !(options.draft && DRAFT_TOLERATES.has(f.code)))
    .sort(byPlace)
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
    if (country !== '' && !countries.isValid(country))
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

/** `handles[2]` and `places[0].country` name a value that stands in the entity. */
function hasField(raw: unknown, field: string): boolean {
  const path = field.match(/[^.[\]]+/g) ?? []
  const value = path.reduce<unknown>(
    (so, key) =>
      so !== null && typeof so === 'object' && Object.hasOwn(so, key) ? Reflect.get(so, key) : undefined,
    raw,
  )
  return value !== undefined
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
