import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type * as z from 'zod/v4'
import {
  asksSchema,
  contactsSchema,
  geographySchema,
  negativesSchema,
  notCoveredSchema,
  otherOrganisationsSchema,
  sourceSchema,
  thesaurusSchema,
} from './dataset.ts'
import { branchSchema } from './entity.ts'
import { createFault, type Fault } from './faults.ts'
import { type Path, readYaml, type YamlFile } from './yaml.ts'

/** A file of the dataset and what its schema made of it; `parsed` is undefined where it has faults. */
export interface DataFile<T> {
  yaml: YamlFile
  parsed: T | undefined
}

export interface RawDataset {
  source: DataFile<z.infer<typeof sourceSchema>> | undefined
  branches: DataFile<z.infer<typeof branchSchema>>[]
  asks: DataFile<z.infer<typeof asksSchema>>[]
  negatives: DataFile<z.infer<typeof negativesSchema>> | undefined
  notCovered: DataFile<z.infer<typeof notCoveredSchema>> | undefined
  otherOrganisations: DataFile<z.infer<typeof otherOrganisationsSchema>> | undefined
  thesaurus: DataFile<z.infer<typeof thesaurusSchema>> | undefined
  geography: DataFile<z.infer<typeof geographySchema>> | undefined
  contacts: DataFile<z.infer<typeof contactsSchema>> | undefined
  faults: Fault[]
}

/**
 * Reads every file of a dataset and checks each against its schema.
 * @param contactsPath an overlay of contacts (OIM_CONTACTS), outside the dataset
 */
export function readDataset(dir: string, contactsPath?: string): RawDataset {
  const faults: Fault[] = []
  const read = <S extends z.ZodType>(schema: S, path: string, name: string): DataFile<z.infer<S>> => {
    const yaml = readYaml(path, name)
    faults.push(...yaml.faults)
    if (yaml.faults.length > 0) return { yaml, parsed: undefined }
    const result = schema.safeParse(yaml.value ?? undefined)
    if (!result.success) faults.push(...result.error.issues.flatMap(issue => toFaults(issue, yaml)))
    return { yaml, parsed: result.success ? result.data : undefined }
  }
  const optional = <S extends z.ZodType>(schema: S, name: string) =>
    existsSync(join(dir, name)) ? read(schema, join(dir, name), name) : undefined
  const folder = <S extends z.ZodType>(schema: S, name: string) =>
    yamlFilesIn(join(dir, name)).map(file => read(schema, join(dir, name, file), `${name}/${file}`))

  const missing = (file: string): void => {
    faults.push(createFault('DATA_FILE_MISSING', { file, line: 1, column: 1, field: '-' }, { file }))
  }
  const source = optional(sourceSchema, 'source.yaml')
  if (!source) missing('source.yaml')
  const branches = folder(branchSchema, 'directory')
  if (branches.length === 0) missing('directory/*.yaml')
  if (contactsPath && !existsSync(contactsPath)) missing(contactsPath)
  return {
    source,
    branches: inOrder(branches, source?.parsed?.branches ?? []),
    asks: folder(asksSchema, 'asks'),
    negatives: optional(negativesSchema, 'negatives.yaml'),
    notCovered: optional(notCoveredSchema, 'not-covered.yaml'),
    otherOrganisations: optional(otherOrganisationsSchema, 'other-organisations.yaml'),
    thesaurus: optional(thesaurusSchema, 'thesaurus.yaml'),
    geography: optional(geographySchema, 'geography.yaml'),
    contacts:
      contactsPath && existsSync(contactsPath) ? read(contactsSchema, contactsPath, contactsPath) : undefined,
    faults,
  }
}

function yamlFilesIn(dir: string): string[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir)
    .filter(name => name.endsWith('.yaml'))
    .sort()
}

/** Branches in the order that `source.yaml` gives the structure; the others after them, by name. */
function inOrder<T>(files: DataFile<T>[], order: readonly string[]): DataFile<T>[] {
  const rank = (file: DataFile<T>): number => {
    const place = order.findIndex(name => file.yaml.name === `directory/${name}.yaml`)
    return place < 0 ? order.length : place
  }
  return files.toSorted((a, b) => rank(a) - rank(b))
}

function toFaults(issue: z.core.$ZodIssue, yaml: YamlFile): Fault[] {
  const path = issue.path as Path
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key =>
      createFault('DATA_SHAPE_INVALID', yaml.at([...path, key]), { reason: `"${key}" is no field here` }),
    )
  const place = yaml.at(path)
  const value = valueAt(yaml.value, path)
  if (issue.code === 'too_big' && typeof value === 'string')
    return [
      createFault('DATA_TEXT_TOO_LONG', place, {
        longest: Number(issue.maximum),
        length: value.trim().length,
      }),
    ]
  if (isTextMissing(issue, path, value))
    return [createFault('DATA_TEXT_MISSING', place, { what: place.field })]
  return [createFault('DATA_SHAPE_INVALID', place, { reason: issue.message })]
}

const TEXTS = new Set<PropertyKey>(['fr', 'en', 'es', 'name', 'summary', 'handles', 'short'])

function isTextMissing(issue: z.core.$ZodIssue, path: Path, value: unknown): boolean {
  const isEmpty = value === undefined || value === null || value === ''
  const last = path.at(-1)
  if (last === undefined || !TEXTS.has(last)) return false
  return isEmpty || (issue.code === 'too_small' && (Array.isArray(value) || String(value).trim() === ''))
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (so, key) => (so !== null && typeof so === 'object' ? Reflect.get(so, key) : undefined),
    value,
  )
}
