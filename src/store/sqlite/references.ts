import type { Kysely } from 'kysely'
import type { Tables } from '../schema.ts'
import type { References } from '../store.ts'

export function createReferences(db: Kysely<Tables>, now: () => number): References {
  return {
    async put({ key, installation, sealed }) {
      const values = { installation, sealed, updated_at: now() }
      await db
        .insertInto('chat_references')
        .values({ key, ...values })
        .onConflict(c => c.column('key').doUpdateSet(values))
        .execute()
    },
    async get(key) {
      const row = await db
        .selectFrom('chat_references')
        .select('sealed')
        .where('key', '=', key)
        .executeTakeFirst()
      return row?.sealed
    },
    async forget(keyOrInstallation) {
      await db
        .deleteFrom('chat_references')
        .where(w => w.or([w('key', '=', keyOrInstallation), w('installation', '=', keyOrInstallation)]))
        .execute()
    },
  }
}
