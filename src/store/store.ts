import * as z from 'zod/v4'
import { type Answer, type AnswerId, answerId, intentSchema } from '../answer/answer.ts'
import { type EntityId, entityId } from '../directory/entity.ts'
import { type Lang, langSchema } from '../lang.ts'

/** What must outlive the process. One interface; `createStore` (sqlite/) is what stands behind it. */
export interface Store {
  readonly answers: Answers
  readonly conversations: Conversations
  readonly feedback: FeedbackLog
  readonly preferences: Preferences
  readonly recents: Recents
  readonly claims: Claims
  readonly installations: Installations
  readonly references: References
  readonly replies: Replies
  /** Deletes what has expired. */
  sweep(): Promise<void>
  /** Rejects where the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

/** An answer is kept 30 days, as ids, so that a press knows what it belongs to. */
export const ANSWER_DAYS = 30
/** The redacted question lies beside its answer for one hour. */
export const QUESTION_MINUTES = 60
/** A conversation's state is forgotten after this time without a turn. */
export const CONVERSATION_MINUTES = 30

export interface Answers {
  /**
   * @param question redacted; kept for an hour
   * @param keep the question stays for OIM_RETENTION_DAYS (unanswered)
   */
  put(answer: Answer, options?: { question?: string; keep?: boolean }): Promise<void>
  get(id: AnswerId): Promise<Answer | undefined>
  /** The question stays for OIM_RETENTION_DAYS from now: disliked, or picked among choices. */
  keepQuestion(id: AnswerId): Promise<void>
  /** The questions that are still kept, newest first, for the curators. */
  questions(limit: number): Promise<readonly { answer: Answer; question: string; at: Date }[]>
}

/** Small, and without any text that somebody typed. */
export const conversationSchema = z.strictObject({
  lang: langSchema,
  /** The last answer, to be said again in another language. */
  answer: answerId.optional(),
  /** The entity that follow-ups speak of, and what was offered behind it. */
  focus: entityId.optional(),
  alternatives: z.array(entityId).max(20),
  /** What was last shown of the focus: asking for the same again goes on from there. */
  shown: z.strictObject({ intent: intentSchema, entity: entityId }).optional(),
  /** A sensitive matter: what follows stays private. Kept only where the conversation itself is. */
  sensitive: z.boolean(),
  /** How often in a row 'none of these' was pressed. */
  nones: z.int().min(0),
})
export type ConversationState = Readonly<z.infer<typeof conversationSchema>>

export interface Conversations {
  get(key: string): Promise<ConversationState | undefined>
  put(key: string, state: ConversationState): Promise<void>
}

export const VERDICTS = ['helpful', 'unhelpful', 'not-this', 'none', 'picked', 'report'] as const
export type Verdict = (typeof VERDICTS)[number]

export interface Feedback {
  answer: AnswerId
  verdict: Verdict
  entity?: EntityId
  /** A keyed hash, never a name. */
  asker?: string
}

export interface FeedbackLog {
  /** One verdict an asker, answer and kind; a second one changes nothing. */
  put(feedback: Feedback): Promise<void>
  all(limit: number): Promise<readonly (Feedback & { at: Date })[]>
}

export interface Preferences {
  lang(asker: string): Promise<Lang | undefined>
  setLang(asker: string, lang: Lang): Promise<void>
  /** The units that the asker has put a star on, the newest first, at most MOST_SAVED. */
  saved(asker: string): Promise<readonly EntityId[]>
  /** Puts a star on a unit or takes it off. @returns whether it has one now */
  toggleSaved(asker: string, entity: EntityId): Promise<boolean>
}

/** What a menu holds and an eye still finds. */
export const MOST_SAVED = 25
export const MOST_RECENTS = 25

/** The units that somebody was shown: never a sensitive one. Forgotten with the questions. */
export interface Recents {
  add(asker: string, entity: EntityId): Promise<void>
  /** The newest first. */
  list(asker: string, limit: number): Promise<readonly EntityId[]>
}

/** An event that an adapter has acknowledged and owes an answer to. */
export interface Claim {
  id: string
  /** The adapter that works it. */
  adapter: string
  /** The event, encrypted; undefined where it may not be written down (sensitive). */
  payload: string | undefined
  attempts: number
}

export interface Claims {
  /**
   * Takes an event for `leaseMs`. False where it is done or somebody else holds it: then the delivery
   * is a repetition and is dropped.
   */
  take(claim: Omit<Claim, 'attempts'>, leaseMs: number): Promise<boolean>
  /** Ends an event: worked, or given up. Its payload is erased; repetitions are dropped for a day. */
  done(id: string): Promise<void>
  /** Lets go of an event that failed; it is due again after `delayMs`. */
  failed(id: string, delayMs: number): Promise<void>
  /** Takes the events whose lease or delay has run out, with their payloads, for another `leaseMs`. */
  due(adapter: string, leaseMs: number, limit: number): Promise<readonly Claim[]>
}

/** Where somebody can be written to who has not just asked. Kept until the bot is removed or blocked there. */
export interface Reference {
  /** A keyed hash: of a person, or of a place. */
  key: string
  /** A keyed hash of what was installed where: one installation may hold several places. */
  installation: string
  /** What the adapter needs for it, encrypted. */
  sealed: string
}

export interface References {
  /** Takes the place of what was known under the key. */
  put(reference: Reference): Promise<void>
  get(key: string): Promise<string | undefined>
  /** Forgets one, by its key, or all of an installation. */
  forget(keyOrInstallation: string): Promise<void>
}

/** An edited question changes its answer for so long. */
export const REPLY_HOURS = 24

/** Which message of ours answers which of theirs: the platform's id, under a keyed hash. Never of a sensitive one. */
export interface Replies {
  put(question: string, reply: string): Promise<void>
  get(question: string): Promise<string | undefined>
}

/** Where a platform's customers let the bot in: a workspace, an organisation. */
export interface Installations {
  /** As it was put: encrypted. */
  get(id: string): Promise<{ sealed: string; installedAt: Date } | undefined>
  /** Lets in, anew or for the first time. */
  put(id: string, sealed: string): Promise<void>
  /**
   * Writes what a holder of the lease has renewed, and ends the lease. False where the installation has
   * gone or was made anew meanwhile: then nothing is written.
   */
  renew(id: string, sealed: string, before: string): Promise<boolean>
  /** Takes the right to renew for `leaseMs`. False where somebody else holds it, or there is nothing to renew. */
  lease(id: string, leaseMs: number): Promise<boolean>
  /** False where there was none. */
  remove(id: string): Promise<boolean>
}
