import type { Answer, Intent } from './answer/answer.ts'
import type { Press } from './cards/press.ts'
import type { Lang } from './lang.ts'

/** A question as somebody typed it. */
export interface Question {
  text: string
  /** Set by a sub-command. */
  intent?: Intent
  /** Set by the caller (`--lang`); only a language asked for in the text outranks it. */
  lang?: Lang
  /** The language that the asker has saved. */
  saved?: Lang
  /** The platform's, such as `fr-CH`. */
  locale?: string
  /** A keyed hash of who asks. */
  asker?: string
  /** A keyed hash of where: turns of one key run one after the other. */
  conversation?: string
  /** Only the asker sees the answer. */
  private: boolean
  /** The question may be stored. */
  record: boolean
}

/** Who pressed a button, and where. */
export type Presser = Pick<Question, 'asker' | 'conversation' | 'private' | 'record'>

/**
 * A short line instead of a card.
 * - thanks: feedback was taken
 * - reported: a fault in a card was reported
 * - rephrase: none of the choices; asks for other words
 * - gone: the press belongs to something that is no longer kept
 */
export interface Notice {
  code: 'thanks' | 'reported' | 'rephrase' | 'gone'
  lang: Lang
}

export const isNotice = (outcome: Answer | Notice): outcome is Notice => 'code' in outcome

/** The one door for every surface. Neither method rejects for what a person typed or pressed. */
export interface Core {
  ask(question: Question): Promise<Answer>
  act(press: Press, by: Presser): Promise<Answer | Notice>
  /** Whether the text is about a sensitive matter, before anything of it is written down. Takes a millisecond. */
  isSensitive(text: string): boolean
}
