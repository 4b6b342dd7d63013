import type { Directory } from '../directory/directory.ts'
import type { EntityId } from '../directory/entity.ts'
import type { Signal } from './fusion.ts'
import { isNegativeLabel } from './model/examples.ts'
import type { Prepared } from './model/prepared.ts'
import type { Analysed } from './subject.ts'
import { contentWords } from './words.ts'

/** One independent way of telling how well an entity fits a subject; the fusion weighs them. */
export interface Scorer {
  readonly signal: Signal
  /** Higher is better; each scorer has a unit of its own. */
  score(subject: Analysed, id: EntityId): number
  /** The entities that this scorer alone would look at. */
  shortlist(subject: Analysed): readonly string[]
}

/** Below this a probability tells nothing. */
export const LEAST_PROBABILITY = 1e-6
const BY_PROBABILITY = 10
const BY_COSINE = 6

export function createScorers(directory: Directory, prepared: Prepared): readonly Scorer[] {
  const classOf = new Map(prepared.classes.map((label, i) => [label, i]))
  const ofClass = (scores: Float32Array, id: string): number => scores[classOf.get(id) ?? -1] ?? 0
  const logOf = (scores: Float32Array, id: string): number =>
    Math.log(ofClass(scores, id) + LEAST_PROBABILITY)
  const best = (scores: Float32Array, limit: number): string[] =>
    Array.from(scores, (score, i) => ({ score, label: prepared.classes[i] ?? '' }))
      .filter(c => c.score > 0 && !isNegativeLabel(c.label))
      .sort((a, b) => b.score - a.score)
      .slice(0, limit)
      .map(c => c.label)
  const nobody = (): readonly string[] => []

  return [
    {
      signal: 'classifier',
      score: (s, id) => logOf(s.probabilities, id),
      shortlist: s => best(s.probabilities, BY_PROBABILITY),
    },
    {
      signal: 'thesaurus',
      score: (s, id) => logOf(s.expanded, id),
      shortlist: s => best(s.expanded, BY_PROBABILITY),
    },
    {
      signal: 'nearest',
      score: (s, id) => ofClass(s.neighbours.cosines, id),
      shortlist: s => best(s.neighbours.cosines, BY_COSINE),
    },
    { signal: 'name', score: nameCoverage, shortlist: s => s.names.flatMap(match => match.ids) },
    {
      signal: 'acronym',
      score: (s, id) => (s.names.some(m => m.field === 'acronym' && m.ids.includes(id)) ? 1 : 0),
      shortlist: nobody,
    },
    {
      signal: 'fuzzy',
      score: (s, id) => s.nameHits.find(hit => hit.id === id)?.share ?? 0,
      shortlist: s => s.nameHits.map(hit => hit.id),
    },
    {
      // A parent gains when its children share the evidence.
      signal: 'children',
      score: (s, id) =>
        directory.children(id).reduce((sum, child) => sum + ofClass(s.probabilities, child.id), 0),
      shortlist: nobody,
    },
    {
      // A child wins where it explains what speaks for its parent.
      signal: 'parent',
      score: (s, id) => ofClass(s.probabilities, directory.get(id).parent ?? ''),
      shortlist: nobody,
    },
  ]
}

/** How much of the subject's content is the entity's name. */
function nameCoverage({ names, words, contentCount }: Analysed, id: EntityId): number {
  const own = names.filter(match => match.ids.includes(id))
  if (own.length === 0) return 0
  const covered = own.reduce((sum, m) => sum + contentWords(words.slice(m.from, m.to)).length, 0)
  return Math.min(1, Math.max(covered, 1) / Math.max(1, contentCount))
}
