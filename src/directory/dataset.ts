import * as z from 'zod/v4'
import { entityId, localizedStrings, localizedText } from './entity.ts'

/** Schemas of the files that stand beside the directory's branches. */

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** `source.yaml`: what the directory was written from, and what has changed since. */
export const sourceSchema = z.strictObject({
  /** The card's last line; `{lines}` stands for the lines of the source. */
  citation: localizedText,
  description: localizedText,
  /** Branch files in the order of the structure; files not named here follow, by name. */
  branches: z.array(z.string()).default([]),
  changes: z.array(z.strictObject({ date, ids: z.array(entityId), ...localizedText.shape })).default([]),
})

/** `asks/*.yaml`: how a colleague would put it, by entity. */
export const asksSchema = z.record(z.string(), localizedStrings)

export const NEGATIVE_KINDS = [
  'world',
  'other-organisation',
  'personal-data',
  'office-life',
  'injection-or-gibberish',
  'other-sense',
] as const

/** `negatives.yaml`: questions that no unit of ours covers, by kind. */
export const negativesSchema = z.record(z.enum(NEGATIVE_KINDS), localizedStrings)
export type NegativeKind = (typeof NEGATIVE_KINDS)[number]

/** `not-covered.yaml`: frequent subjects that the directory gives to nobody, with a helpful line each. */
export const notCoveredSchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    terms: localizedStrings,
    hint: localizedText,
    nearest: z.array(entityId).max(3).default([]),
  }),
)

/** `other-organisations.yaml`: names under which others' units are asked for. */
export const otherOrganisationsSchema = z.array(
  z.strictObject({ name: z.string(), aliases: z.array(z.string()).default([]) }),
)

/** `thesaurus.yaml`: everyday words, and words that the directory itself uses. */
export const thesaurusSchema = z.array(
  z.strictObject({
    terms: localizedStrings,
    /** What the terms mean in the directory's words; searched beside them. */
    means: localizedStrings,
    sensitive: z.boolean().default(false),
  }),
)

/** `geography.yaml`: regions of the world and the offices that geography, or the source, gives them. */
export const geographySchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    name: localizedText,
    aliases: localizedStrings.optional(),
    within: z.string().optional(),
    overlap: z.boolean().default(false),
    countries: z.array(z.string().regex(/^[A-Z]{2}$/)).default([]),
    offices: z.array(entityId).default([]),
    stated: z.array(entityId).default([]),
  }),
)

/** The contacts overlay that an organisation lays over the directory (OIM_CONTACTS). */
export const contactsSchema = z.array(
  z.strictObject({
    id: entityId,
    mail: z.email().max(200).optional(),
    phone: z.string().min(3).max(40).optional(),
    onCall: z.string().min(1).max(200).optional(),
    chats: z
      .array(z.strictObject({ platform: z.string().min(1).max(40), target: z.string().min(1).max(200) }))
      .default([]),
  }),
)

export type Source = z.infer<typeof sourceSchema>
export type Asks = z.infer<typeof asksSchema>
export type Negatives = z.infer<typeof negativesSchema>
export type NotCoveredSubject = z.infer<typeof notCoveredSchema>[number]
export type OtherOrganisation = z.infer<typeof otherOrganisationsSchema>[number]
export type ThesaurusEntry = z.infer<typeof thesaurusSchema>[number]
export type Region = z.infer<typeof geographySchema>[number]
export type Contact = z.infer<typeof contactsSchema>[number]
