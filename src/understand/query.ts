import type { Intent, Note, Why } from '../answer/answer.ts'
import type { EntityId, Kind } from '../directory/entity.ts'
import type { Lang } from '../lang.ts'
import type { PlaceMatch } from './places.ts'

/** What a question means: the only thing that answers are made from. */
export interface Query {
  readonly intent: Intent
  readonly lang: Lang
  /** How the language was found: a sure one outranks the conversation's. */
  readonly langSure: boolean
  /** Entities that the subject may be, likeliest first; their probabilities and `none` add up to one. */
  readonly candidates: readonly Candidate[]
  /** The probability that the directory covers no such subject. */
  readonly none: number
  /** The subject names entities word for word. */
  readonly named: readonly EntityId[]
  /** Units that share the words of a short question in their names. */
  readonly namesakes: readonly EntityId[]
  /** Two or more entities to be told apart. */
  readonly compared: readonly EntityId[]
  /** The question has no subject of its own: it speaks of what was shown before. */
  readonly isFollowUp: boolean
  /** 'No, the other one'. */
  readonly wantsAlternative: boolean
  /** 'The cyber one': one of what was just offered. */
  readonly picks: boolean
  /** 'And in Panama?': what was just shown, elsewhere. */
  readonly goesOn: boolean
  readonly place: PlaceMatch | undefined
  /** What is at a place is asked for, even where no place that we know is named. */
  readonly wantsPlace: boolean
  /** The place is an area to be served. */
  readonly isServed: boolean
  /** Nothing but the place is asked for. */
  readonly isPlaceOnly: boolean
  readonly kinds: readonly Kind[]
  /** All below, not only direct children. */
  readonly deep: boolean
  readonly sensitive: boolean
  /** A frequent uncovered subject of the dataset that the question names. */
  readonly uncovered: string | undefined
  readonly notes: readonly Note[]
}

export interface Candidate {
  readonly id: EntityId
  readonly probability: number
  readonly why: Why
}

/** A query before anything is known of it. */
export const NOTHING: Omit<Query, 'lang' | 'langSure' | 'notes'> = {
  intent: 'find',
  candidates: [],
  none: 1,
  named: [],
  namesakes: [],
  compared: [],
  isFollowUp: false,
  wantsAlternative: false,
  picks: false,
  goesOn: false,
  place: undefined,
  wantsPlace: false,
  isServed: false,
  isPlaceOnly: false,
  kinds: [],
  deep: false,
  sensitive: false,
  uncovered: undefined,
}
