import type { Directory } from '../directory/directory.ts'
import type { EntityId } from '../directory/entity.ts'
import type { Lang } from '../lang.ts'
import { type FusionWeights, fuse, type NoneSignals, type Signals } from './fusion.ts'
import { classify } from './model/classifier.ts'
import { isNegativeLabel } from './model/examples.ts'
import { vectorOf } from './model/features.ts'
import { nearest } from './model/nearest.ts'
import type { Prepared } from './model/prepared.ts'
import type { NameMatch } from './names.ts'
import type { Mention } from './outside.ts'
import type { Candidate } from './query.ts'
import type { NameSearch } from './search.ts'
import { whyOf } from './why.ts'
import { contentWords, wordsOf } from './words.ts'

/** A subject, with what other parts have found in it. */
export interface Subject {
  text: string
  lang: Lang
  names: readonly NameMatch[]
  /** The directory's words for everyday words of the subject. */
  expansion: readonly string[]
  outside: { organisation: Mention; uncovered: boolean; personal: boolean }
  /** Shares of the content words that nobody ever used here, and of those that were mended. */
  strange: { unknown: number; mended: number }
}

/** Every candidate with the signals that speak for it: what is fused, and what `--explain` prints. */
export interface Ranking {
  candidates: readonly (Candidate & { signals: Signals })[]
  none: number
  noneSignals: NoneSignals
}

/** Candidates beyond these hardly ever are the one that is meant. */
const BY_CLASSIFIER = 10
const BY_NEAREST = 6
const BY_FUZZY = 4
const LEAST_PROBABILITY = 1e-6
/** Nobody asks why beyond these. */
const EXPLAINED = 3

export class Ranker {
  readonly #directory: Directory
  readonly #prepared: Prepared
  readonly #search: NameSearch
  readonly #weights: FusionWeights
  readonly #classOf: ReadonlyMap<string, number>

  constructor(directory: Directory, prepared: Prepared, search: NameSearch, weights: FusionWeights) {
    this.#directory = directory
    this.#prepared = prepared
    this.#search = search
    this.#weights = weights
    this.#classOf = new Map(prepared.classes.map((label, i) => [label, i]))
  }

  rank(subject: Subject): Ranking {
    const { text, lang } = subject
    const vector = vectorOf(text, lang, this.#prepared.idf)
    const probabilities = classify(this.#prepared, vector)
    const neighbours = nearest(this.#prepared, vector)
    const expanded =
      subject.expansion.length > 0
        ? classify(
            this.#prepared,
            vectorOf(`${text} ${subject.expansion.join(' ')}`, lang, this.#prepared.idf),
          )
        : probabilities
    const words = wordsOf(text)
    const content = contentWords(words)
    const fuzzy = new Map(this.#search.find(words, BY_FUZZY).map(hit => [hit.id, hit.share]))
    const ofClass = (scores: Float32Array, id: string): number => scores[this.#classOf.get(id) ?? -1] ?? 0

    const signalsOf = (id: EntityId): Signals => {
      const name = bestName(subject.names, id, words, content.length)
      const entity = this.#directory.get(id)
      const probabilityOf = (other: EntityId): number => ofClass(probabilities, other)
      return {
        classifier: Math.log(ofClass(probabilities, id) + LEAST_PROBABILITY),
        nearest: ofClass(neighbours.cosines, id),
        name: name.coverage,
        acronym: name.isAcronym ? 1 : 0,
        fuzzy: fuzzy.get(id) ?? 0,
        thesaurus: Math.log(ofClass(expanded, id) + LEAST_PROBABILITY),
        children: this.#directory.children(id).reduce((sum, child) => sum + probabilityOf(child.id), 0),
        parent: entity.parent ? probabilityOf(entity.parent) : 0,
      }
    }
    const ids = this.#shortlist(subject, [probabilities, expanded], neighbours.cosines, fuzzy)
    const signals = ids.map(signalsOf)
    const noneSignals = this.#noneSignals(subject, signals, probabilities, neighbours.cosines)
    const fused = fuse(signals, noneSignals, this.#weights)
    const candidates = ids
      .map((id, i) => ({ id, probability: fused.probabilities[i] ?? 0, signals: signals[i] as Signals }))
      .sort((a, b) => b.probability - a.probability)
      .map((candidate, rank) => ({
        ...candidate,
        why:
          rank < EXPLAINED
            ? whyOf(this.#prepared, {
                entity: this.#directory.get(candidate.id),
                label: this.#classOf.get(candidate.id) ?? -1,
                text,
                lang,
                vector,
                names: subject.names,
                similarities: neighbours.similarities,
              })
            : { entity: candidate.id, field: 'summary', phrase: '' },
      }))
    return { candidates, none: fused.none, noneSignals }
  }

  #shortlist(
    subject: Subject,
    distributions: readonly Float32Array[],
    cosines: Float32Array,
    fuzzy: ReadonlyMap<EntityId, number>,
  ): EntityId[] {
    const best = (scores: Float32Array, limit: number): string[] =>
      Array.from(scores, (score, i) => ({ score, label: this.#prepared.classes[i] ?? '' }))
        .filter(c => c.score > 0 && !isNegativeLabel(c.label))
        .sort((a, b) => b.score - a.score)
        .slice(0, limit)
        .map(c => c.label)
    const labels = new Set([
      ...subject.names.flatMap(match => match.ids),
      ...distributions.flatMap(scores => best(scores, BY_CLASSIFIER)),
      ...best(cosines, BY_NEAREST),
      ...fuzzy.keys(),
    ])
    return [...labels].flatMap(label => this.#directory.find(label)?.id ?? [])
  }

  #noneSignals(
    subject: Subject,
    signals: readonly Signals[],
    probabilities: Float32Array,
    cosines: Float32Array,
  ): NoneSignals {
    const negatives = this.#prepared.classes.flatMap((label, i) => (isNegativeLabel(label) ? [i] : []))
    const mass = negatives.reduce((sum, i) => sum + (probabilities[i] ?? 0), 0)
    return {
      bias: 1,
      classifier: Math.log(mass + LEAST_PROBABILITY),
      nearest: Math.max(0, ...negatives.map(i => cosines[i] ?? 0)),
      unknown: subject.strange.unknown,
      mended: subject.strange.mended,
      distance: 1 - Math.max(0, ...signals.map(s => s.nearest)),
      uncovered: subject.outside.uncovered ? 1 : 0,
      organisation: subject.outside.organisation === 'passing' ? 1 : 0,
      owner: subject.outside.organisation === 'owner' ? 1 : 0,
      personal: subject.outside.personal ? 1 : 0,
      named: Math.max(0, ...signals.map(s => s.name)),
    }
  }
}

/** How much of the subject's content is the entity's name. */
function bestName(
  names: readonly NameMatch[],
  id: EntityId,
  words: readonly string[],
  contentCount: number,
): { coverage: number; isAcronym: boolean } {
  const own = names.filter(match => match.ids.includes(id))
  const covered = own.reduce((sum, m) => sum + contentWords(words.slice(m.from, m.to)).length, 0)
  return {
    coverage: own.length === 0 ? 0 : Math.min(1, Math.max(covered, 1) / Math.max(1, contentCount)),
    isAcronym: own.some(m => m.field === 'acronym'),
  }
}
