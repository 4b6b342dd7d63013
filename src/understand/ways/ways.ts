import type { Lang } from '../../lang.ts'
import { BUCKETS } from '../model/features.ts'
import type { Quantised } from '../model/quantise.ts'

/** What a question wants of its subject; what follows a conversation has no subject of its own. */
export const WAYS = [
  'find',
  'escalate',
  'parent',
  'supervisor',
  'children',
  'children-deep',
  'count',
  'members',
  'located',
  'there',
  'serves',
  'compare',
  'alternative',
  'pick',
  'repeat',
] as const
export type Way = (typeof WAYS)[number]

/** A way of asking as somebody might type it, its slots still in it: `{x}`, `{place}`, `{kind}`, `{kind1}`. */
export interface WayExample {
  way: Way
  lang: Lang
  text: string
}

/** What ways of asking are learnt from. */
export interface WayLessons {
  ways: readonly WayExample[]
  /** Questions that ask to find, their names and places as slots. */
  finds: readonly string[]
  /** Names of units, and their aliases. */
  names: readonly string[]
}

export interface WaysModel extends Quantised {
  /** The words that ways of asking are made of; every other word is of the subject. */
  words: ReadonlySet<string>
}

/** Nothing learnt yet: every question asks to find. */
export const NO_WAYS: WaysModel = {
  words: new Set(),
  weights: new Int8Array(0),
  scale: new Float32Array(BUCKETS),
}
