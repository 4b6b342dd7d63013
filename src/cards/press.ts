import * as z from 'zod/v4'
import { answerId } from '../answer/answer.ts'
import { entityId } from '../directory/entity.ts'
import { langSchema } from '../lang.ts'

/** A button: ids, never text to be searched again. */
export const ACTIONS = [
  'open',
  'escalate',
  'parent',
  'children',
  'page',
  'lang',
  'share',
  'helpful',
  'unhelpful',
  'not-this',
  'none',
  'report',
  'save',
] as const

export const pressSchema = z.strictObject({
  action: z.enum(ACTIONS),
  answer: answerId,
  entity: entityId.optional(),
  /** Counted from 0. */
  page: z.int().min(0).max(99).optional(),
  lang: langSchema,
})
export type Press = Readonly<z.infer<typeof pressSchema>>
export type Action = Press['action']

/** The smallest room that any surface gives a button: 75 characters. */
export const PRESS_LENGTH = 75

/** `escalate.A1b2C3d4E5f6.fr.div-tresorerie.` : at most 71 characters. */
export function encodePress(press: Press): string {
  return [press.action, press.answer, press.lang, press.entity ?? '', press.page ?? ''].join('.')
}

/** Undefined where the text is no press of ours. */
export function decodePress(encoded: unknown): Press | undefined {
  if (typeof encoded !== 'string' || encoded.length > PRESS_LENGTH) return undefined
  const [action, answer, lang, entity, page, ...rest] = encoded.split('.')
  if (rest.length > 0) return undefined
  const parsed = pressSchema.safeParse({
    action,
    answer,
    lang,
    ...(entity ? { entity } : {}),
    ...(page ? { page: Number(page) } : {}),
  })
  return parsed.success ? parsed.data : undefined
}
