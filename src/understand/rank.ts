import type { Directory } from '../directory/directory.ts'
import type { EntityId } from '../directory/entity.ts'
import { type FusionWeights, fuse, type NoneSignals, type Signals } from './fusion.ts'
import { isNegativeLabel } from './model/examples.ts'
import type { Prepared } from './model/prepared.ts'
import type { Candidate } from './query.ts'
import { createScorers, LEAST_PROBABILITY, type Scorer } from './scorers.ts'
import type { NameSearch } from './search.ts'
import { type Analysed, analyse, type Subject } from './subject.ts'
import { whyOf } from './why.ts'

/** Every candidate with the signals that speak for it: what is fused, and what `--explain` prints. */
export interface Ranking {
  candidates: readonly (Candidate & { signals: Signals })[]
  none: number
  noneSignals: NoneSignals
}

/** Nobody asks why beyond these. */
const EXPLAINED = 3

/**
 * A word of a sensitive matter speaks for itself: nobody in distress shall be refused, or sent astray by
 * the other words. Set by hand, for what it protects from is not counted in questions.
 */
const DISTRESS = { thesaurus: 1.5, bias: -5 }
const forDistress = ({ candidate, none, ...thresholds }: FusionWeights): FusionWeights => ({
  ...thresholds,
  candidate: { ...candidate, thesaurus: candidate.thesaurus + DISTRESS.thesaurus },
  none: { ...none, bias: none.bias + DISTRESS.bias },
})

export class Ranker {
  readonly #directory: Directory
  readonly #prepared: Prepared
  readonly #search: NameSearch
  readonly #weights: FusionWeights
  readonly #scorers: readonly Scorer[]
  readonly #negatives: readonly number[]

  constructor(directory: Directory, prepared: Prepared, search: NameSearch, weights: FusionWeights) {
    this.#directory = directory
    this.#prepared = prepared
    this.#search = search
    this.#weights = weights
    this.#scorers = createScorers(directory, prepared)
    this.#negatives = prepared.classes.flatMap((label, i) => (isNegativeLabel(label) ? [i] : []))
  }

  rank(subject: Subject): Ranking {
    const analysed = analyse(subject, this.#prepared, this.#search)
    const ids = this.#shortlist(analysed)
    const signals = ids.map(id => this.#signalsOf(analysed, id))
    const noneSignals = this.#noneSignals(analysed, signals)
    const fused = fuse(signals, noneSignals, subject.sensitive ? forDistress(this.#weights) : this.#weights)
    const candidates = ids
      .map((id, i) => ({ id, probability: fused.probabilities[i] ?? 0, signals: signals[i] as Signals }))
      .sort((a, b) => b.probability - a.probability)
      .map((candidate, rank) => ({
        ...candidate,
        why:
          rank < EXPLAINED
            ? whyOf(this.#prepared, this.#directory.get(candidate.id), analysed)
            : { entity: candidate.id, field: 'summary', phrase: '' },
      }))
    return { candidates, none: fused.none, noneSignals }
  }

  #shortlist(analysed: Analysed): EntityId[] {
    const labels = new Set(this.#scorers.flatMap(scorer => scorer.shortlist(analysed)))
    return [...labels].flatMap(label => this.#directory.find(label)?.id ?? [])
  }

  #signalsOf(analysed: Analysed, id: EntityId): Signals {
    return Object.fromEntries(this.#scorers.map(s => [s.signal, s.score(analysed, id)])) as Signals
  }

  #noneSignals(analysed: Analysed, signals: readonly Signals[]): NoneSignals {
    const { probabilities, neighbours, outside, strange } = analysed
    const mass = this.#negatives.reduce((sum, i) => sum + (probabilities[i] ?? 0), 0)
    return {
      bias: 1,
      classifier: Math.log(mass + LEAST_PROBABILITY),
      nearest: Math.max(0, ...this.#negatives.map(i => neighbours.cosines[i] ?? 0)),
      unknown: strange.unknown,
      mended: strange.mended,
      distance: 1 - Math.max(0, ...signals.map(s => s.nearest)),
      uncovered: outside.uncovered ? 1 : 0,
      organisation: outside.organisation === 'passing' ? 1 : 0,
      owner: outside.organisation === 'owner' ? 1 : 0,
      personal: outside.personal ? 1 : 0,
      named: Math.max(0, ...signals.map(s => s.name)),
    }
  }
}
