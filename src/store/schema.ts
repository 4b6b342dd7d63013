import type { Generated } from 'kysely'

/** The tables, as the newest migration leaves them. Times are milliseconds since 1970. */
export interface Tables {
  answers: {
    id: string
    /** The answer as JSON: ids, no words. */
    answer: string
    question: string | null
    question_until: number | null
    created_at: number
    expires_at: number
  }
  conversations: { key: string; state: string; expires_at: number }
  feedback: {
    seq: Generated<number>
    answer: string
    verdict: string
    entity: string
    asker: string
    created_at: number
  }
  saved: { asker: string; entity: string; saved_at: number }
  recents: { asker: string; entity: string; seen_at: number }
  chat_references: { key: string; installation: string; sealed: string; updated_at: number }
  replies: { question: string; reply: string; expires_at: number }
  installations: { id: string; sealed: string; leased_until: number; installed_at: number }
  preferences: { asker: string; lang: string; updated_at: number }
  claims: {
    id: string
    adapter: string
    payload: string | null
    status: string
    attempts: number
    /** When the lease, the delay or, once done, the memory of it runs out. */
    until: number
    created_at: number
  }
}
