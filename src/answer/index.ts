import type { Directory } from '../directory/directory.ts'
import type { EntityId } from '../directory/entity.ts'
import { never } from '../never.ts'
import type { Query } from '../understand/query.ts'
import type { Answer, AnswerId } from './answer.ts'
import { chainFrom, reachesTheTop } from './chain.ts'
import { base, type Draft, listAnswer, unitAnswer } from './draft.ts'
import { findAnswer, notCoveredAnswer, type Thresholds } from './find.ts'
import { membersOfGroup, placeAnswer } from './located.ts'
import { allOfKind, childrenOf, membersOf, ofKinds, parentOf, supervisorOf } from './structure.ts'

export type { Thresholds }

/** What a follow-up speaks of. */
export interface Context {
  /** The entity that the conversation is about. */
  focus: EntityId | undefined
  /** What was shown behind it. */
  alternatives: readonly EntityId[]
}

/** Query + Directory -> Answer: ids, no words. */
export function answer(
  query: Query,
  directory: Directory,
  { id, thresholds, context }: { id: AnswerId; thresholds: Thresholds; context: Context },
): Answer {
  const draft: Draft = { query, id }
  switch (query.intent) {
    case 'help':
      return { ...base(draft, { confidence: 1 }), type: 'help', entities: [] }
    case 'greeting':
      return { ...base(draft, { confidence: 1 }), type: 'greeting', entities: [] }
    case 'find':
      return find(draft, directory, thresholds, context)
    case 'located':
      return located(draft, directory, thresholds, context)
    case 'count':
      return count(draft, directory, thresholds, context)
    case 'escalate':
    case 'parent':
    case 'children':
    case 'supervisor':
    case 'members':
      return ofSubject(draft, directory, thresholds, context)
    default:
      return never(query.intent)
  }
}

function find(draft: Draft, directory: Directory, thresholds: Thresholds, context: Context): Answer {
  const { query } = draft
  const [other, ...rest] = context.alternatives
  const picked = query.picks ? pickAmong(directory, query, context) : undefined
  if (picked) return unitAnswer(draft, picked, { confidence: 0.9, alternatives: offeredIn(context) })
  if (query.picks && query.isPlaceOnly) return located(draft, directory, thresholds, context)
  if (query.wantsAlternative && other)
    return unitAnswer(draft, other, {
      confidence: 0.6,
      alternatives: [...rest, ...(context.focus ? [context.focus] : [])],
    })
  if (query.isFollowUp && context.focus)
    return unitAnswer(draft, context.focus, { confidence: 0.9, alternatives: context.alternatives })
  // 'In English, please', and nothing to say again.
  if (query.isFollowUp && query.candidates.length === 0)
    return { ...base(draft, { confidence: 1 }), intent: 'help', type: 'help', entities: [] }
  return findAnswer(draft, directory, thresholds)
}

/** The likeliest of what was just offered. */
function pickAmong(directory: Directory, query: Query, context: Context): EntityId | undefined {
  const offered = new Set(offeredIn(context))
  const there = query.place?.located.find(id => offered.has(id))
  const isOfOffered = (id: EntityId): boolean =>
    [...offered].some(group => directory.get(group).kind === 'group' && directory.get(id).parent === group)
  return (
    there ??
    query.candidates.find(c => offered.has(c.id))?.id ??
    [...offered].find(id => query.namesakes.includes(id)) ??
    query.candidates.slice(0, 3).find(c => isOfOffered(c.id))?.id ??
    // 'The IT one': that which stands below what was named.
    [...offered].find(id => directory.ancestors(directory.get(id)).some(e => query.named.includes(e.id)))
  )
}

/** What was shown, and what was offered behind it. */
const offeredIn = ({ focus, alternatives }: Context): readonly EntityId[] => [
  ...alternatives,
  ...(focus ? [focus] : []),
]

function located(draft: Draft, directory: Directory, thresholds: Thresholds, context: Context): Answer {
  const atPlace = placeAnswer(draft, directory, context.focus)
  if (atPlace) return atPlace
  if (draft.query.isPlaceOnly || isNowhere(draft.query)) return notCoveredAnswer(draft, directory)
  return find(draft, directory, thresholds, context)
}

/** What is somewhere is asked for, at a place that is not ours. */
const isNowhere = (query: Query): boolean =>
  query.wantsPlace && !query.place && !query.isFollowUp && query.named.length === 0

function count(draft: Draft, directory: Directory, thresholds: Thresholds, context: Context): Answer {
  const { query } = draft
  const atPlace = query.isPlaceOnly ? placeAnswer(draft, directory) : undefined
  if (atPlace) return atPlace
  // 'How many departments are there?' has no subject but the organisation.
  if (query.isFollowUp && query.kinds.length > 0 && !context.focus) {
    const all = listAnswer(draft, allOfKind(directory, query.kinds), { confidence: 0.9 })
    if (all) return all
  }
  return ofSubject(draft, directory, thresholds, context)
}

/** An answer about the parent, children, chain... of the entity that the question names or means. */
function ofSubject(draft: Draft, directory: Directory, thresholds: Thresholds, context: Context): Answer {
  const { query } = draft
  const subject = subjectOf(directory, query, thresholds, context)
  if (subject === undefined) return findAnswer(draft, directory, thresholds)
  const { id, confidence, why } = subject
  const extra = { confidence, subject: id }
  const namesNone = (): Answer => unitAnswer(draft, id, { confidence, why, notes: ['source-names-none'] })
  const unitOr = (other: EntityId | undefined): Answer =>
    other ? unitAnswer(draft, other, extra) : namesNone()
  const listOr = (ids: readonly EntityId[]): Answer => listAnswer(draft, ids, extra) ?? namesNone()
  switch (query.intent) {
    case 'escalate':
      return chain(draft, directory, subject) ?? namesNone()
    case 'parent':
      return unitOr(parentOf(directory, id, query.kinds))
    case 'supervisor':
      return unitOr(supervisorOf(directory, id))
    case 'members': {
      const members = ofGroup(directory, ofKinds(directory, membersOf(directory, id), query.kinds), query)
      return listOr(members.length > 0 ? members : childrenOf(directory, id, { kinds: [], deep: false }))
    }
    case 'count': {
      const below = childrenOf(directory, id, query)
      const counted = below.filter(child => directory.get(child).kind !== 'group')
      // 'How many regional offices?' counts offices, not the group of country offices beside them.
      return listOr(counted.length > 0 ? counted : below)
    }
    default: {
      const below = childrenOf(directory, id, query)
      // 'Just the departments among them': of what was listed.
      const listed = query.isFollowUp ? ofKinds(directory, context.alternatives, query.kinds) : []
      return listOr(below.length > 0 || query.kinds.length === 0 ? below : listed)
    }
  }
}

/** 'Which regional offices sit on it?': of its members, those of the named group. */
function ofGroup(directory: Directory, members: readonly EntityId[], query: Query): readonly EntityId[] {
  const groups = query.named.filter(id => directory.get(id).kind === 'group')
  const named = new Set(groups.flatMap(id => membersOfGroup(directory, id)))
  const both = members.filter(id => named.has(id))
  return both.length > 0 ? both : members
}

interface Meant {
  id: EntityId
  confidence: number
  why: Query['candidates'][number]['why'] | undefined
  alternatives: readonly EntityId[]
}

/** What is named is meant, unless something else is so many times likelier. */
const NAMED_SHARE = 0.25

/** Undefined where it is unsure which entity is meant: then that is asked first. */
function subjectOf(
  directory: Directory,
  query: Query,
  thresholds: Thresholds,
  context: Context,
): Meant | undefined {
  if (query.isFollowUp)
    return context.focus && { id: context.focus, confidence: 0.9, why: undefined, alternatives: [] }
  const best = query.candidates[0]
  const isNamed = (id: EntityId): boolean =>
    query.named.includes(id) && (isOnlyOneNamed(query) || isMeeting(directory, query, id))
  const named = query.candidates.find(c => isNamed(c.id))
  // A name inside a longer one ('évaluation' in 'évaluations sanitaires') names something else.
  const meant = named && best && named.probability >= best.probability * NAMED_SHARE ? named : best
  if (!meant) return undefined
  const alternatives = query.candidates.filter(c => c !== meant && c.probability >= 0.01).map(c => c.id)
  // Somebody else's unit, or somebody's private matter, may bear the name of a duty of ours.
  const isOutside = query.notes.includes('other-organisation') || query.notes.includes('personal-data')
  const isByName = meant === named && !isOutside
  if (!isByName && (isOutside || query.none >= thresholds.refuse || meant.probability < thresholds.subject))
    return undefined
  return {
    id: meant.id,
    confidence: Math.max(meant.probability, isByName ? 0.8 : 0),
    why: meant.why,
    alternatives,
  }
}

/** Of what is named beside a committee whose members are asked for, the committee is meant. */
const isMeeting = (directory: Directory, query: Query, id: EntityId): boolean =>
  query.intent === 'members' && membersOf(directory, id).length > 0

const isOnlyOneNamed = (query: Query): boolean => new Set(query.named).size === 1

function chain(
  draft: Draft,
  directory: Directory,
  { id, confidence, why, alternatives }: Meant,
): Answer | undefined {
  const [first, ...rest] = chainFrom(directory, id)
  if (first === undefined) return undefined
  return {
    ...base(draft, {
      confidence,
      why,
      notes: reachesTheTop(directory, [first, ...rest]) ? [] : ['chain-ends'],
    }),
    type: 'chain',
    entities: [first, ...rest],
    alternatives: alternatives.filter(other => other !== first).slice(0, 4),
  }
}
