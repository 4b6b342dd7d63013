import * as z from 'zod/v4'
import type { LANGS } from '../lang.ts'

/** Everything that a dataset may say of an entity: the schema behind `data/directory/*.yaml`. */

export const KINDS = [
  'organization',
  'headquarters',
  'leadership',
  'office',
  'department',
  'division',
  'unit',
  'function',
  'team',
  'secretariat',
  'institute',
  'programme',
  'centre',
  'group',
  'administrative-centre',
  'regional-office',
  'special-liaison-office',
  'coordinating-country-office',
  'committee',
] as const

export const RELATION_TYPES = [
  'supports',
  'works-with',
  'secretariat-of',
  'focal-point-for',
  'hosts',
  'member-of',
  'supervises',
] as const

/** Presses carry ids inside 75 characters (see cards/press.ts), which leaves 41 for an entity. */
export const ENTITY_ID_LENGTH = 41
/** Text limits in characters; a name longer than NAME_SHOWN_WHOLE needs a short form. */
export const NAME_SHOWN_WHOLE = 75
export const SHORT_LENGTH = 60
export const SUMMARY_LENGTH = 280

export const entityId = z
  .string()
  .max(ENTITY_ID_LENGTH)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .brand<'EntityId'>()
export type EntityId = z.infer<typeof entityId>

const text = (longest: number) => z.string().trim().min(1).max(longest)
const localized = (longest: number) =>
  z.strictObject({ fr: text(longest), en: text(longest), es: text(longest) })
const strings = z.array(text(200)).default([])
export const localizedStrings = z.strictObject({ fr: strings, en: strings, es: strings })
export const localizedText = localized(400)

const lineRange = z.tuple([z.int().positive(), z.int().positive()])
const sourceRanges = z.array(lineRange).min(1)

const handle = z.strictObject({ ...localized(90).shape, source: sourceRanges })
const place = z.strictObject({ city: localized(60), country: z.string().regex(/^[A-Z]{2}$/) })
const relation = z.strictObject({
  type: z.enum(RELATION_TYPES),
  to: entityId,
  role: localized(90).optional(),
})
const distinction = z.strictObject({ id: entityId, ...localized(90).shape })

export const entitySchema = z.strictObject({
  id: entityId,
  kind: z.enum(KINDS),
  parent: entityId.optional(),
  name: localized(200),
  nameOrigin: z.strictObject({ en: z.enum(['official', 'ours']), es: z.enum(['official', 'ours']) }),
  short: localized(SHORT_LENGTH).optional(),
  summary: localized(SUMMARY_LENGTH),
  handles: z.array(handle).min(1).max(12),
  aliases: localizedStrings,
  acronyms: strings,
  sharedAliases: strings,
  places: z.array(place).default([]),
  relations: z.array(relation).default([]),
  notToConfuse: z.array(distinction).default([]),
  source: sourceRanges,
  inferred: z.array(z.strictObject({ field: text(60), why: text(300) })).default([]),
  sensitive: z.boolean().default(false),
  notes: text(1000).optional(),
})

export type Entity = Readonly<z.infer<typeof entitySchema>>
export type Kind = Entity['kind']

export const branchSchema = z.array(entitySchema)

/** The name that fits on one line of a phone: the short form where there is one. */
export function shortName(entity: Entity, lang: (typeof LANGS)[number]): string {
  return entity.short?.[lang] ?? entity.name[lang]
}
