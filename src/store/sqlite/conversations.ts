import type { Kysely } from 'kysely'
import type { Tables } from '../schema.ts'
import { CONVERSATION_MINUTES, type Conversations, conversationSchema } from '../store.ts'
import { MINUTE_MS } from './times.ts'

export function createConversations(db: Kysely<Tables>, now: () => number): Conversations {
  return {
    async get(key) {
      const row = await db
        .selectFrom('conversations')
        .select('state')
        .where('key', '=', key)
        .where('expires_at', '>', now())
        .executeTakeFirst()
      return row && conversationSchema.parse(JSON.parse(row.state))
    },
    async put(key, state) {
      const values = { state: JSON.stringify(state), expires_at: now() + CONVERSATION_MINUTES * MINUTE_MS }
      await db
        .insertInto('conversations')
        .values({ key, ...values })
        .onConflict(c => c.column('key').doUpdateSet(values))
        .execute()
    },
  }
}
