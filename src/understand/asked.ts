import { DEMONSTRATIVES, EVERYTHING, KIND_WORDS } from './grammar.ts'
import type { AskedByRule } from './intent.ts'
import type { ReadWay } from './ways/read.ts'
import type { Token } from './ways/tokens.ts'
import type { Way } from './ways/ways.ts'

/** How a question asks: by a pattern that it fits, or as others that were learnt from. */
export interface Asked extends AskedByRule {
  /** Where the subject stands; undefined where a pattern has left it in `rest`. */
  subjects: readonly Token[] | undefined
  /** One of what was just offered. */
  picks: boolean
  /** What is at a place is asked for, even where no place that we know is named. */
  wantsPlace: boolean
}

/** What was learnt is gone by where no pattern fits, and over a pattern where it is surer still. */
const SURE = 0.6
const SURER = 0.95

/** @param isNamed the subject stands there by its name or acronym, not as a duty */
export function readAsked(
  way: ReadWay,
  rule: AskedByRule,
  typed: readonly string[],
  isNamed: boolean,
): Asked {
  // Where both agree, what was learnt knows better what is no subject: 'it is stuck there, escalate'.
  const agree = INTENT_OF[way.way] === rule.intent && isBare(way)
  // 'Who supervises the accounts?' may well ask for a duty.
  const isDuty = way.way === 'supervisor' && way.subjects.length > 0 && !isNamed
  const least = !isDuty && (rule.intent === 'find' || agree) ? SURE : SURER
  const isEverything = EVERYTHING.test(typed.join(' '))
  const deep = rule.deep || way.way === 'children-deep' || isEverything
  const kinds = isEverything ? [] : rule.kinds
  const isPlain = rule.isBare && rule.intent !== 'find'
  if (isPlain || way.way === 'find' || way.probability < least)
    return { ...rule, deep, kinds, subjects: undefined, picks: false, wantsPlace: false }
  // 'The operations one' is none other than that one.
  const picks = way.way === 'pick' || (way.way === 'alternative' && !isBare(way))
  return {
    ...rule,
    intent: picks ? 'find' : INTENT_OF[way.way],
    rest: way.subjects.flatMap(t => typed.slice(t.from, t.to)).join(' '),
    isBare: way.way === 'repeat' || (!picks && isBare(way)),
    covers: way.way === 'serves',
    deep,
    kinds,
    subjects: way.subjects,
    picks,
    wantsPlace: way.way === 'there',
  }
}

const isBare = ({ tokens, subjects }: ReadWay): boolean =>
  subjects.length === 0 && !tokens.some(token => token.text === '{place}')

const INTENT_OF: Readonly<Record<Way, AskedByRule['intent']>> = {
  find: 'find',
  escalate: 'escalate',
  parent: 'parent',
  supervisor: 'supervisor',
  children: 'children',
  'children-deep': 'children',
  count: 'count',
  members: 'members',
  located: 'located',
  there: 'located',
  serves: 'located',
  compare: 'compare',
  alternative: 'alternative',
  pick: 'find',
  repeat: 'find',
}

/** 'That office', 'ce secrétariat': a kind that was just shown, though some unit bears the word as its name. */
export function pointsBack(words: readonly string[], { from, to }: { from: number; to: number }): boolean {
  return (
    to - from === 1 &&
    Object.hasOwn(KIND_WORDS, words[from] ?? '') &&
    DEMONSTRATIVES.has(words[from - 1] ?? '')
  )
}
