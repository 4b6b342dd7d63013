import type { Kysely } from 'kysely'
import type { Tables } from '../schema.ts'
import { OWED_MS } from './claims.ts'
import { DAY_MS } from './times.ts'

/** Deletes what has expired, and the texts whose time is over from what stays. */
export async function sweep(db: Kysely<Tables>, at: number, retentionDays: number): Promise<void> {
  await db
    .updateTable('answers')
    .set({ question: null, question_until: null })
    .where('question_until', '<=', at)
    .execute()
  await db.deleteFrom('answers').where('expires_at', '<=', at).where('question', 'is', null).execute()
  await db.deleteFrom('conversations').where('expires_at', '<=', at).execute()
  await db
    .deleteFrom('feedback')
    .where('created_at', '<=', at - retentionDays * DAY_MS)
    .execute()
  await db
    .deleteFrom('recents')
    .where('seen_at', '<=', at - retentionDays * DAY_MS)
    .execute()
  await db.deleteFrom('replies').where('expires_at', '<=', at).execute()
  await db.deleteFrom('claims').where('status', '=', 'done').where('until', '<=', at).execute()
  await db
    .deleteFrom('claims')
    .where('status', '!=', 'done')
    .where('created_at', '<=', at - OWED_MS)
    .execute()
}
