import type { Kysely } from 'kysely'
import type { Tables } from '../schema.ts'
import { REPLY_HOURS, type Replies } from '../store.ts'
import { MINUTE_MS } from './times.ts'

export function createReplies(db: Kysely<Tables>, now: () => number): Replies {
  return {
    async put(question, reply) {
      const values = { reply, expires_at: now() + REPLY_HOURS * 60 * MINUTE_MS }
      await db
        .insertInto('replies')
        .values({ question, ...values })
        .onConflict(c => c.column('question').doUpdateSet(values))
        .execute()
    },
    async get(question) {
      const row = await db
        .selectFrom('replies')
        .select('reply')
        .where('question', '=', question)
        .where('expires_at', '>', now())
        .executeTakeFirst()
      return row?.reply
    },
  }
}
