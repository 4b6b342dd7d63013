import type { Answer, AnswerId } from './answer/answer.ts'
import { alternativesOf } from './answer/answer.ts'
import type { Presser } from './core.ts'
import { withDeadline } from './deadline.ts'
import type { EntityId } from './directory/entity.ts'
import type { Log } from './log.ts'
import { redact } from './redact.ts'
import type { ConversationState, Feedback, Store } from './store/store.ts'
import { bound } from './understand/bounds.ts'

/**
 * What the core remembers of a turn, by the rules of what may be kept: of a sensitive one no text and
 * no answer, and its state only in a private conversation. A store that fails costs the memory, never
 * the answer.
 */
export interface Memory {
  /** Turns of one conversation run one after the other. */
  inTurn<T>(conversation: string | undefined, turn: () => Promise<T>): Promise<T>
  recall(conversation: string | undefined): Promise<ConversationState | undefined>
  /** @param typed what was typed, and the state before it; neither for a press */
  remember(answer: Answer, by: Presser, typed?: Typed): Promise<void>
  countNone(state: ConversationState | undefined, by: Presser): Promise<void>
  answer(id: AnswerId): Promise<Answer | undefined>
  /** @param keep the question beside the answer stays for the curators */
  feedback(feedback: Feedback, keep: boolean): Promise<void>
  /** Whether the unit has a star now; undefined where the store does not answer. */
  toggleSaved(asker: string, entity: EntityId): Promise<boolean | undefined>
}

interface Typed {
  text: string
  before: ConversationState | undefined
}

/** A list is looked through as far as one page of it. */
const MOST_OFFERED = 20

/** A store that hangs must not hold the answer. */
const STORE_MS = 2_000

export function createMemory(store: Store, log: Log): Memory {
  const turns = new Map<string, Promise<unknown>>()

  async function attempt<T>(what: string, task: () => Promise<T>): Promise<T | undefined> {
    try {
      return await withDeadline('the store', STORE_MS, task())
    } catch (error) {
      log.error({ err: error }, `the store did not ${what}`)
      return undefined
    }
  }

  return {
    async inTurn(conversation, turn) {
      if (conversation === undefined) return await turn()
      const before = turns.get(conversation) ?? Promise.resolve()
      const mine = before.then(turn, turn)
      turns.set(conversation, mine)
      try {
        return await mine
      } finally {
        if (turns.get(conversation) === mine) turns.delete(conversation)
      }
    },

    recall: async conversation =>
      conversation === undefined
        ? undefined
        : await attempt('recall a conversation', () => store.conversations.get(conversation)),

    async remember(answer, { asker, conversation, private: isPrivate, record }, typed) {
      if (!answer.sensitive)
        await attempt('keep an answer', () =>
          store.answers.put(withoutWords(answer), {
            ...(record && typed?.text ? { question: bound(redact(typed.text)).text } : {}),
            keep: answer.type === 'not-covered',
          }),
        )
      if (conversation !== undefined && (!answer.sensitive || isPrivate))
        await attempt('keep a conversation', () =>
          store.conversations.put(conversation, stateAfter(answer, typed?.before)),
        )
      if (record && asker !== undefined && answer.type === 'unit' && !answer.sensitive)
        await attempt('keep a recent unit', () => store.recents.add(asker, answer.entities[0]))
    },

    toggleSaved: (asker, entity) =>
      attempt('take a star', () => store.preferences.toggleSaved(asker, entity)),

    async countNone(state, { conversation }) {
      if (conversation === undefined || !state) return
      await attempt('keep a conversation', () =>
        store.conversations.put(conversation, { ...state, nones: state.nones + 1 }),
      )
    },

    answer: id => attempt('find an answer', () => store.answers.get(id)),

    async feedback(feedback, keep) {
      await attempt('take feedback', async () => {
        await store.feedback.put(feedback)
        if (keep) await store.answers.keepQuestion(feedback.answer)
      })
    },
  }
}

/** Why an answer was given quotes what was typed: that is not kept. */
function withoutWords({ why: _, ...answer }: Answer): Answer {
  return answer
}

/** What 'the other one' and 'the one that ...' may mean. */
function offeredBy(answer: Answer): readonly EntityId[] {
  if (answer.type === 'choices') return answer.entities.slice(1)
  return answer.type === 'list' ? answer.entities : alternativesOf(answer)
}

/** What the next turn may speak of. */
function stateAfter(answer: Answer, before: ConversationState | undefined): ConversationState {
  const subject = 'subject' in answer && answer.type !== 'not-covered' ? answer.subject : undefined
  const [first] = answer.entities
  const likely = answer.type === 'not-covered' ? answer.nearest[0] : first
  const focus = subject ?? (answer.type === 'list' ? undefined : likely)
  return {
    lang: answer.lang,
    ...(answer.sensitive ? {} : { answer: answer.id }),
    ...(focus ? { focus } : {}),
    alternatives: offeredBy(answer).slice(0, MOST_OFFERED),
    ...(answer.type === 'unit' && subject && first
      ? { shown: { intent: answer.intent, entity: first } }
      : {}),
    sensitive: answer.sensitive,
    // Choices again, after 'none of these': the next 'none' is the second.
    nones: answer.type === 'choices' ? (before?.nones ?? 0) : 0,
  }
}
