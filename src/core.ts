import type { Answer, Intent } from './answer/answer.ts'
import type { Context, Thresholds } from './answer/index.ts'
import { answer as answerQuery } from './answer/index.ts'
import { newAnswerId } from './answer-id.ts'
import type { Press } from './cards/press.ts'
import type { Directory } from './directory/directory.ts'
import type { EntityId } from './directory/entity.ts'
import { knownAnswer, knownState } from './known.ts'
import { type Lang, langOfLocale } from './lang.ts'
import type { Log } from './log.ts'
import { createMemory, type Memory } from './memory.ts'
import { createPresses } from './presses.ts'
import type { ConversationState, Store } from './store/store.ts'
import type { Query, Understanding } from './understand/index.ts'

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
 * - saved, unsaved: the unit has a star of the asker's now, or no longer
 * - not-saved: a star could not be put or taken off
 * - gone: the press belongs to something that is no longer kept
 */
export interface Notice {
  code: 'thanks' | 'reported' | 'rephrase' | 'saved' | 'unsaved' | 'not-saved' | 'gone'
  lang: Lang
}

export const isNotice = (outcome: Answer | Notice): outcome is Notice => 'code' in outcome

/** The one door for every surface. Neither method rejects for what a person typed or pressed. */
export interface Core {
  ask(question: Question): Promise<Answer>
  act(press: Press, by: Presser): Promise<Answer | Notice>
  /** Whether the text is about a sensitive matter, before anything of it is written down. Takes a millisecond. */
  isSensitive(text: string): boolean
  /**
   * Type-ahead over the whole directory, the best first; an empty text gives the top of the structure.
   * For each key pressed: about a tenth of a millisecond.
   */
  suggest(text: string, lang: Lang, limit: number): readonly EntityId[]
}

/** The directory in force and what understands questions about it: swapped together on a reload. */
export interface Knowledge {
  directory: Directory
  understanding: Understanding
  thresholds: Thresholds
}

export interface CoreOptions {
  /** Read once for each question, so that no answer mixes two directories. */
  knowledge: () => Knowledge
  store: Store
  defaultLang: Lang
  log: Log
}

export function createCore({ knowledge, store, defaultLang, log }: CoreOptions): Core {
  const memory = createMemory(store, log)
  return {
    ask: question => memory.inTurn(question.conversation, () => ask(question)),
    act: createPresses({ knowledge, memory, defaultLang }),
    isSensitive: text =>
      knowledge().understanding.understand(text, { otherwise: defaultLang }).query.sensitive,
    suggest: (text, lang, limit) => knowledge().understanding.suggest(text, lang, limit),
  }

  async function ask(question: Question): Promise<Answer> {
    const { directory, understanding, thresholds } = knowledge()
    const state = knownState(directory, await memory.recall(question.conversation))
    const { query: understood } = understanding.understand(question.text, {
      intent: question.intent,
      lang: question.lang,
      saved: question.saved,
      otherwise: state?.lang ?? langOfLocale(question.locale) ?? defaultLang,
    })
    const query = inContext(understood, state)
    const answer =
      (await repeated(query, state, memory, directory)) ??
      answerQuery(query, directory, {
        id: newAnswerId(query.sensitive),
        thresholds,
        context: contextOf(query, state),
      })
    await memory.remember(answer, question, { text: question.text, before: state })
    return answer
  }
}

/** What follows a sensitive matter is sensitive too. */
function inContext(query: Query, state: ConversationState | undefined): Query {
  return query.isFollowUp && state?.sensitive ? { ...query, sensitive: true } : query
}

/** A matter is escalated from the unit that handles it, whatever was looked at since. */
const OF_THE_MATTER: ReadonlySet<Query['intent']> = new Set(['find', 'escalate'])

/** What was last shown is spoken of: the parent of a unit rather than the unit, once it has been asked for. */
function contextOf(query: Query, state: ConversationState | undefined): Context {
  const { shown, focus, alternatives = [] } = state ?? {}
  return { focus: OF_THE_MATTER.has(query.intent) ? focus : (shown?.entity ?? focus), alternatives }
}

/** 'The same in English': the last answer again, in the language asked for. */
async function repeated(
  query: Query,
  state: ConversationState | undefined,
  memory: Memory,
  directory: Directory,
): Promise<Answer | undefined> {
  if (!query.isFollowUp || query.intent !== 'find' || query.wantsAlternative || !state?.answer)
    return undefined
  const last = knownAnswer(directory, await memory.answer(state.answer))
  return last && { ...last, id: newAnswerId(last.sensitive), lang: query.lang }
}
