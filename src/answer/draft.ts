import type { EntityId } from '../directory/entity.ts'
import type { Query } from '../understand/query.ts'
import type { Answer, Note, Why } from './answer.ts'

/** What every answer to a query has in common. */
export interface Draft {
  query: Query
  id: Answer['id']
}

export interface Extra {
  confidence: number
  why?: Why | undefined
  notes?: readonly Note[]
}

export function base({ query, id }: Draft, { confidence, why, notes = [] }: Extra) {
  return {
    id,
    intent: query.intent,
    lang: query.lang,
    sensitive: query.sensitive,
    confidence: Math.max(0, Math.min(1, confidence)),
    notes: [...query.notes.filter(note => note === 'truncated'), ...notes],
    ...(why ? { why } : {}),
  }
}

/** The card of one entity. */
export function unitAnswer(
  draft: Draft,
  entity: EntityId,
  extra: Extra & { alternatives?: readonly EntityId[]; subject?: EntityId },
): Answer {
  return {
    ...base(draft, extra),
    type: 'unit',
    entities: [entity],
    alternatives: (extra.alternatives ?? []).filter(id => id !== entity).slice(0, 4),
    ...(extra.subject && extra.subject !== entity ? { subject: extra.subject } : {}),
  }
}

/** Several entities that together are the answer; a single one is a unit, none at all is `orElse`. */
export function listAnswer(
  draft: Draft,
  entities: readonly EntityId[],
  extra: Extra & { subject?: EntityId; place?: string },
): Answer | undefined {
  const [first, ...rest] = entities
  if (first === undefined) return undefined
  return {
    ...base(draft, extra),
    type: 'list',
    entities: [first, ...rest],
    ...(extra.subject ? { subject: extra.subject } : {}),
    ...(extra.place ? { place: extra.place } : {}),
  }
}
