import type { Directory } from '../directory/directory.ts'
import type { EntityId } from '../directory/entity.ts'
import type { Candidate, Query } from '../understand/query.ts'
import type { Answer } from './answer.ts'
import { base, type Draft, unitAnswer } from './draft.ts'

/** From which probabilities on what is answered; fitted, see understand/fusion.json. */
export interface Thresholds {
  /** A single card. */
  single: number
  /** The subject of a question about the structure: asking back there costs a turn more. */
  subject: number
  /** Not covered. */
  refuse: number
  /** A further choice, as a share of the first one's probability. */
  choice: number
}

const MOST_CHOICES = 5
/** Alternatives and nearest ones below this are noise. */
const LEAST_ALTERNATIVE = 0.01
const LEAST_NEAREST = 0.02

/** One card when sure, choices when several are plausible, not covered when nothing is. */
export function findAnswer(draft: Draft, directory: Directory, thresholds: Thresholds): Answer {
  const { query } = draft
  const [first, ...others] = query.candidates
  if (query.compared.length >= 2) return choicesAnswer(draft, query.compared, 1)
  // A pronoun without anything shown before names nothing.
  if (!first || query.isFollowUp || query.none >= thresholds.refuse) return notCoveredAnswer(draft, directory)
  const likely = others.filter(c => c.probability >= LEAST_ALTERNATIVE).map(c => c.id)
  const shared = namesakesOf(query, first.id)
  if (shared.length > 1) return choicesAnswer(draft, [...new Set([first.id, ...shared, ...likely])])
  if (first.probability >= thresholds.single)
    return unitAnswer(draft, first.id, {
      confidence: first.probability,
      why: first.why,
      alternatives: [...new Set([...likely, ...query.namesakes])],
    })
  return choicesAnswer(draft, plausible(query.candidates, thresholds.choice))
}

/** A word that more units share says nothing about any of them. */
const MOST_NAMESAKES = 12

/** Who bears the words of the question as well, the likeliest first; nobody where they are the name of one. */
function namesakesOf({ named, namesakes, candidates }: Query, first: EntityId): EntityId[] {
  const isOneName = named.length === 1 && named[0] === first
  if (isOneName || namesakes.length > MOST_NAMESAKES) return []
  const rank = (id: EntityId): number => {
    const at = candidates.findIndex(c => c.id === id)
    return at < 0 ? candidates.length : at
  }
  const others = namesakes.filter(id => id !== first)
  return namesakes.includes(first) ? [first, ...others.toSorted((a, b) => rank(a) - rank(b))] : []
}

/** The likeliest candidates, at least two. */
function plausible(candidates: readonly Candidate[], share: number): EntityId[] {
  const least = (candidates[0]?.probability ?? 0) * share
  return candidates
    .filter((c, i) => i < 2 || c.probability >= least)
    .slice(0, MOST_CHOICES)
    .map(c => c.id)
}

export function choicesAnswer(draft: Draft, ids: readonly EntityId[], confidence?: number): Answer {
  const [first, second, ...rest] = ids
  if (first === undefined) return notCovered(draft, [])
  if (second === undefined) return unitAnswer(draft, first, { confidence: confidence ?? 0 })
  const among = draft.query.candidates.filter(c => ids.includes(c.id))
  return {
    ...base(draft, { confidence: confidence ?? among.reduce((sum, c) => sum + c.probability, 0) }),
    type: 'choices',
    entities: [first, second, ...rest.slice(0, MOST_CHOICES - 2)],
  }
}

/** Nobody is named for it; the nearest ones only where something speaks for them. */
export function notCoveredAnswer(draft: Draft, directory: Directory): Answer {
  const { query } = draft
  const subject = directory.dataset.notCovered.find(s => s.id === query.uncovered)
  const isOutside =
    query.isFollowUp || query.notes.includes('personal-data') || query.notes.includes('other-organisation')
  const likely = isOutside ? [] : query.candidates.filter(c => c.probability >= LEAST_NEAREST).map(c => c.id)
  return notCovered(draft, subject ? subject.nearest : likely, subject?.id)
}

function notCovered(draft: Draft, nearest: readonly EntityId[], subject?: string): Answer {
  const notes = draft.query.notes.filter(note => note === 'personal-data' || note === 'other-organisation')
  return {
    ...base(draft, { confidence: draft.query.none, notes }),
    type: 'not-covered',
    entities: [],
    nearest: nearest.slice(0, 3),
    ...(subject ? { subject } : {}),
  }
}
