import * as z from 'zod/v4'
import type { Answer } from '../../src/answer/answer.ts'
import { decodePress, encodePress, type Press } from '../../src/cards/press.ts'
import type { Incoming } from './activity.ts'
import type { Refresh } from './elements.ts'

/** A card that several people read is asked for again by the client of each of them, with this verb. */
const VIEW = 'oim-view'

/** The same answer for one viewer. */
export interface View {
  readonly press: Press
  /** Who asked: a keyed hash. Their own view stays in the language of their question. */
  readonly asker: string
}

/**
 * Makes Teams ask for each viewer's own card (learn.microsoft.com, Universal Action Model, "User specific
 * views"): by itself in conversations of up to 60 people, in larger ones when somebody refreshes it.
 */
export function refreshFor({ id, lang, entities }: Answer, asker: string): Refresh {
  const [entity] = entities
  const press = encodePress({ action: 'share', answer: id, lang, ...(entity ? { entity } : {}) })
  return { action: { type: 'Action.Execute', title: VIEW, verb: VIEW, data: { press, asker } } }
}

const viewSchema = z.object({
  action: z.object({
    type: z.literal('Action.Execute'),
    verb: z.literal(VIEW),
    data: z.object({ press: z.string(), asker: z.string().max(100) }),
  }),
})

/** Undefined where the invoke asks for no view. */
export function viewOf({ value }: Incoming): View | undefined {
  const parsed = viewSchema.safeParse(value)
  if (!parsed.success) return undefined
  const { press: encoded, asker } = parsed.data.action.data
  const press = decodePress(encoded)
  return press?.action === 'share' ? { press, asker } : undefined
}
