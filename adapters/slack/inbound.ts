import { createHash } from 'node:crypto'
import * as z from 'zod/v4'
import { unescapeText } from './mrkdwn.ts'

/** The words in which the readers of Slack's bodies (bodies.ts, interactions.ts) speak. */

/** The core reads 500 characters and says so where there were more. */
const TYPED_MOST = 4_000
/** Ids, and the times that tell messages apart: nothing that Slack's markup could read. */
export const id = z
  .string()
  .max(64)
  .regex(/^[\w.-]+$/)
export const typed = z.string().transform(text => unescapeText(text.slice(0, TYPED_MOST)))
export const responseUrl = z.string().max(1_000).optional()
export const triggerId = z.string().min(1).max(200).optional()

/** For whom an event was sent, which in a channel shared between organisations is not where it happened. */
export const authorizations = z
  .array(
    z.object({
      team_id: id.nullable(),
      enterprise_id: id.nullish(),
      is_enterprise_install: z.boolean().optional(),
    }),
  )
  .max(10)
  .optional()
  .catch(undefined)

/** Something that is owed an answer. */
export interface Delivery {
  id: string
  /** What was read of the body: the rest is neither kept nor passed on. */
  body: object
  /** What somebody typed. */
  typed: string
}

export type Inbound =
  | { kind: 'delivery'; delivery: Delivery }
  /** A modal was sent off, and stays open where the acknowledgement says so. */
  | { kind: 'submission'; delivery: Delivery; callbackId: string; metadata: string }
  | { kind: 'challenge'; challenge: string }
  /** Somebody types in a menu, and waits for its options in the acknowledgement. */
  | { kind: 'suggestion'; actionId: string; text: string }
  /** Well-formed, and nothing to us. */
  | { kind: 'ignored' }
  | { kind: 'malformed' }

export const MALFORMED: Inbound = { kind: 'malformed' }
export const IGNORED: Inbound = { kind: 'ignored' }

export const createDelivery = (id: string, body: object, text: string): Delivery => ({
  id: `slack:${id}`,
  body,
  typed: text,
})

export const deliver = (id: string, body: object, text: string): Inbound => ({
  kind: 'delivery',
  delivery: createDelivery(id, body, text),
})

/** Tells deliveries without a trigger id apart. */
export const digest = (data: object): string =>
  createHash('sha256').update(JSON.stringify(data)).digest('hex')
