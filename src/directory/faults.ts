/**
 * Every fault that a dataset can have, what it says and how to mend it. `oim check` prints
 * `file:line:column field CODE message -> remedy`; a test fires each code on a fixture of its own.
 */
interface FaultKind<A> {
  says(about: A): string
  remedy(about: A): string
}
const fault = <A>(kind: FaultKind<A>): FaultKind<A> => kind

export const FAULTS = {
  DATA_FILE_MISSING: fault<{ file: string }>({
    says: a => `${a.file} is not there`,
    remedy: a => `create ${a.file}; docs/curate.md shows its form`,
  }),
  DATA_YAML_INVALID: fault<{ reason: string }>({
    says: a => `this is not valid YAML: ${a.reason}`,
    remedy: () => 'check indentation, colons and quotes at this place',
  }),
  DATA_SHAPE_INVALID: fault<{ reason: string }>({
    says: a => a.reason,
    remedy: () => 'compare with docs/curate.md; an editor that reads the JSON Schema marks it as you type',
  }),
  DATA_TEXT_MISSING: fault<{ what: string }>({
    says: a => `${a.what} has no text`,
    remedy: () => 'write it in French, English and Spanish',
  }),
  DATA_TEXT_TOO_LONG: fault<{ longest: number; length: number }>({
    says: a => `${a.length} characters, where ${a.longest} fit`,
    remedy: a => `shorten it by ${a.length - a.longest}`,
  }),
  DATA_SHORT_MISSING: fault<{ id: string; longest: number }>({
    says: a => `the name of ${a.id} is longer than ${a.longest} characters and has no short form`,
    remedy: () => 'add short: { fr, en, es }, at most 60 characters each',
  }),
  DATA_ID_DUPLICATE: fault<{ id: string; first: string }>({
    says: a => `${a.id} is already defined in ${a.first}`,
    remedy: () => 'rename one of them, or remove the copy',
  }),
  DATA_PARENT_UNKNOWN: fault<{ id: string; parent: string; near: string | undefined }>({
    says: a => `${a.id}: no entity is called "${a.parent}"`,
    remedy: a => (a.near ? `did you mean "${a.near}"?` : 'add it, or correct parent'),
  }),
  DATA_PARENT_CYCLE: fault<{ path: readonly string[] }>({
    says: a => `the way up never ends: ${a.path.join(' -> ')}`,
    remedy: () => 'give one of them a parent outside the circle',
  }),
  DATA_REFERENCE_UNKNOWN: fault<{ target: string; near: string | undefined }>({
    says: a => `no entity is called "${a.target}"`,
    remedy: a => (a.near ? `did you mean "${a.near}"?` : 'add the entity, or remove the reference'),
  }),
  DATA_REGION_UNKNOWN: fault<{ region: string; near: string | undefined }>({
    says: a => `no region is called "${a.region}"`,
    remedy: a => (a.near ? `did you mean "${a.near}"?` : 'add the region, or remove within'),
  }),
  DATA_ALIAS_CLAIMED_TWICE: fault<{ alias: string; other: string }>({
    says: a => `"${a.alias}" also names ${a.other}`,
    remedy: () => 'keep it on one of them, or list it under sharedAliases of both',
  }),
  DATA_ASK_CLAIMED_TWICE: fault<{ ask: string; other: string }>({
    says: a => `the example "${a.ask}" also stands under ${a.other}`,
    remedy: () => 'keep it where it belongs',
  }),
  DATA_INFERRED_FIELD_UNKNOWN: fault<{ field: string }>({
    says: a => `there is no "${a.field}" to be inferred`,
    remedy: () => 'name a field that stands, such as handles[0]',
  }),
  DATA_SOURCE_RANGE_REVERSED: fault<{ from: number; to: number }>({
    says: a => `lines ${a.from} to ${a.to} run backwards`,
    remedy: () => 'write [from, to] with from at most to',
  }),
  DATA_COUNTRY_UNKNOWN: fault<{ country: string }>({
    says: a => `"${a.country}" is no ISO 3166 country code`,
    remedy: () => 'use the two-letter code, such as PH',
  }),
} as const

export type FaultCode = keyof typeof FAULTS
export const FAULT_CODES = Object.keys(FAULTS) as FaultCode[]
type About<C extends FaultCode> = Parameters<(typeof FAULTS)[C]['says']>[0]

export interface Fault {
  file: string
  line: number
  column: number
  field: string
  code: FaultCode
  message: string
  remedy: string
}

export interface FaultPlace {
  file: string
  line: number
  column: number
  field: string
}

export function createFault<C extends FaultCode>(code: C, place: FaultPlace, about: About<C>): Fault {
  const kind = FAULTS[code] as FaultKind<About<C>>
  return { ...place, code, message: kind.says(about), remedy: kind.remedy(about) }
}

export function formatFault(f: Fault): string {
  return `${f.file}:${f.line}:${f.column} ${f.field} ${f.code} ${f.message} -> ${f.remedy}`
}

export function byPlace(a: Fault, b: Fault): number {
  return (
    a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column || a.code.localeCompare(b.code)
  )
}
