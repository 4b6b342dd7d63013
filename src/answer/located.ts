import type { Directory } from '../directory/directory.ts'
import type { EntityId, Kind } from '../directory/entity.ts'
import type { PlaceMatch } from '../understand/places.ts'
import type { Query } from '../understand/query.ts'
import type { Answer } from './answer.ts'
import { type Draft, listAnswer, unitAnswer } from './draft.ts'

/** What stands in a place, or serves it: a unit when one, a list when several; undefined where nothing is. */
export function placeAnswer(draft: Draft, directory: Directory, focus?: EntityId): Answer | undefined {
  const { query } = draft
  if (!query.place) return undefined
  const found =
    groupAt(query, query.place, directory) ??
    (query.isPlaceOnly
      ? (kinAt(query, query.place, directory, focus) ?? atPlace(query, query.place, directory))
      : subjectsAt(query, query.place))
  if (!found) return undefined
  const extra = {
    confidence: found.confidence,
    notes: found.isInferred ? (['inferred'] as const) : [],
    place: query.place.name[query.lang],
  }
  const [only, ...more] = found.ids
  return only !== undefined && more.length === 0
    ? unitAnswer(draft, only, extra)
    : listAnswer(draft, found.ids, extra)
}

interface Found {
  ids: readonly EntityId[]
  isInferred: boolean
  confidence: number
}

/** The place understood, its entities are facts. */
const FACT = 0.95
/** Geography suggests an office; the official list may differ. */
const GEOGRAPHY = 0.8

function atPlace(query: Query, place: PlaceMatch, directory: Directory): Found | undefined {
  // 'Which units are in Manila?' asks for whatever is there: a unit is any entity when locating.
  const kinds: readonly Kind[] = query.kinds.filter(kind => kind !== 'unit')
  const ofKind = (ids: readonly EntityId[]): readonly EntityId[] => {
    const named = ids.filter(id => kinds.includes(directory.get(id).kind))
    return named.length > 0 ? named : ids
  }
  const located = { ids: ofKind(place.located), isInferred: false, confidence: FACT }
  const suitable = ofKind(place.serving)
  const stated = place.stated.filter(id => suitable.includes(id))
  // What the source itself says outranks what geography suggests.
  const serving =
    stated.length > 0
      ? { ids: stated, isInferred: false, confidence: FACT }
      : { ids: suitable, isInferred: true, confidence: GEOGRAPHY }
  return (query.isServed ? [serving, located] : [located, serving]).find(f => f.ids.length > 0)
}

/** 'And in Panama?': what there is the nearest kin of what was just shown. */
function kinAt(
  query: Query,
  place: PlaceMatch,
  directory: Directory,
  focus: EntityId | undefined,
): Found | undefined {
  if (!query.goesOn || !focus) return undefined
  const shown = directory.get(focus)
  const isKin = (id: EntityId): boolean => {
    const { parent } = directory.get(id)
    return id !== focus && parent !== undefined && (parent === shown.parent || parent === shown.id)
  }
  const ids = place.located.filter(isKin)
  return ids.length > 0 ? { ids, isInferred: false, confidence: 0.9 } : undefined
}

/** A subject's candidates further behind than this share of the best one there are not meant. */
const SHARE_OF_BEST = 0.25

/** 'Which units in Manila handle contracts?': the likely subjects among those that stand there. */
function subjectsAt(query: Query, place: PlaceMatch): Found | undefined {
  const there = query.candidates.filter(c => place.located.includes(c.id))
  const best = there[0]
  if (!best || best.probability < query.none * SHARE_OF_BEST) return undefined
  const ids = there.filter(c => c.probability >= best.probability * SHARE_OF_BEST).map(c => c.id)
  return { ids, isInferred: false, confidence: Math.max(best.probability, 0.5) }
}

/** 'Which regional offices are in Europe?': those of the named group that stand there, or else serve it. */
function groupAt(query: Query, place: PlaceMatch, directory: Directory): Found | undefined {
  const groups = query.named.filter(id => directory.get(id).kind === 'group')
  const members = new Set(groups.flatMap(id => membersOfGroup(directory, id)))
  const located = place.located.filter(id => members.has(id))
  const serving = place.serving.filter(id => members.has(id))
  const [first, second] = query.isServed ? [serving, located] : [located, serving]
  const ids = first.length > 0 ? first : second
  if (ids.length === 0) return undefined
  return ids === located
    ? { ids, isInferred: false, confidence: FACT }
    : { ids, isInferred: true, confidence: GEOGRAPHY }
}

/** Its direct members; of a group of groups, theirs. */
export function membersOfGroup(directory: Directory, id: EntityId): EntityId[] {
  const direct = directory.children(id).filter(e => e.kind !== 'group')
  return (direct.length > 0 ? direct : directory.descendants(id)).map(e => e.id)
}
