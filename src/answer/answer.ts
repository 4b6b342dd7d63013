import * as z from 'zod/v4'
import { type EntityId, entityId } from '../directory/entity.ts'
import { langSchema } from '../lang.ts'

/** What was asked, as the core understood it. */
export const INTENTS = [
  'find',
  'escalate',
  'parent',
  'children',
  'supervisor',
  'located',
  'members',
  'count',
  'help',
  'greeting',
] as const
export const intentSchema = z.enum(INTENTS)
export type Intent = z.infer<typeof intentSchema>

/** Twelve characters of base64url: 72 random bits. */
export const answerId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{12}$/)
  .brand<'AnswerId'>()
export type AnswerId = z.infer<typeof answerId>

/**
 * Remarks that the card puts in words.
 * - truncated: only the first 500 characters were read
 * - inferred: the source does not say this, we conclude it (geography)
 * - source-names-none: the source names no parent, child, member...
 * - personal-data: the question asks for a person's data
 * - other-organisation: the question is about another organisation's unit
 * - chain-ends: the source names nobody above the chain's last step
 * - rephrased: the second 'none of these'
 */
export const NOTES = [
  'truncated',
  'inferred',
  'source-names-none',
  'personal-data',
  'other-organisation',
  'chain-ends',
] as const
export type Note = (typeof NOTES)[number]

/** Why the first entity is the answer: the field that matched (`handles[2]`: the third duty) and the words that it matched by. */
const whySchema = z.strictObject({
  entity: entityId,
  field: z.string().max(60),
  phrase: z.string().max(200),
})
export type Why = z.infer<typeof whySchema>

const base = {
  id: answerId,
  intent: intentSchema,
  lang: langSchema,
  /** The probability that the answer is right. */
  confidence: z.number().min(0).max(1),
  sensitive: z.boolean(),
  why: whySchema.optional(),
  notes: z.array(z.enum(NOTES)),
}
const none = z.tuple([])
const some = z.tuple([entityId], entityId)

export const answerSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...base,
    type: z.literal('unit'),
    entities: z.tuple([entityId]),
    /** Close ones behind it. */
    alternatives: z.array(entityId).max(4),
    /** Whose parent, supervisor, children... it is, where the question named another entity. */
    subject: entityId.optional(),
  }),
  z.strictObject({ ...base, type: z.literal('choices'), entities: z.tuple([entityId, entityId], entityId) }),
  z.strictObject({
    ...base,
    type: z.literal('list'),
    entities: some,
    subject: entityId.optional(),
    /** The city, country or region that was asked for, as the reader's language names it. */
    place: z.string().optional(),
  }),
  z.strictObject({
    ...base,
    type: z.literal('chain'),
    entities: some,
    /** Other entities that may handle it, instead of the first step. */
    alternatives: z.array(entityId).max(4),
  }),
  z.strictObject({
    ...base,
    type: z.literal('not-covered'),
    entities: none,
    nearest: z.array(entityId).max(3),
    /** A frequent uncovered subject of the dataset, whose hint the card prints. */
    subject: z.string().optional(),
  }),
  z.strictObject({ ...base, type: z.literal('help'), entities: none }),
  z.strictObject({ ...base, type: z.literal('greeting'), entities: none }),
])
export type Answer = Readonly<z.infer<typeof answerSchema>>
export type AnswerOf<T extends Answer['type']> = Extract<Answer, { type: T }>

/** The entities behind the answer's first ones, nearest first. */
export function alternativesOf(answer: Answer): readonly EntityId[] {
  if (answer.type === 'unit' || answer.type === 'chain') return answer.alternatives
  return answer.type === 'not-covered' ? answer.nearest : []
}
