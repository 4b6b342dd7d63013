import type { Kysely } from 'kysely'
import { entityId } from '../../directory/entity.ts'
import { langSchema } from '../../lang.ts'
import type { Tables } from '../schema.ts'
import { MOST_SAVED, type Preferences } from '../store.ts'

export function createPreferences(db: Kysely<Tables>, now: () => number): Preferences {
  return {
    async lang(asker) {
      const row = await db
        .selectFrom('preferences')
        .select('lang')
        .where('asker', '=', asker)
        .executeTakeFirst()
      return row && langSchema.parse(row.lang)
    },
    async setLang(asker, lang) {
      const values = { lang, updated_at: now() }
      await db
        .insertInto('preferences')
        .values({ asker, ...values })
        .onConflict(c => c.column('asker').doUpdateSet(values))
        .execute()
    },
    async saved(asker) {
      const rows = await db
        .selectFrom('saved')
        .select('entity')
        .where('asker', '=', asker)
        .orderBy('saved_at', 'desc')
        .limit(MOST_SAVED)
        .execute()
      return rows.map(row => entityId.parse(row.entity))
    },
    async toggleSaved(asker, entity) {
      const { numDeletedRows } = await db
        .deleteFrom('saved')
        .where('asker', '=', asker)
        .where('entity', '=', entity)
        .executeTakeFirst()
      if (numDeletedRows > 0n) return false
      await db
        .insertInto('saved')
        .values({ asker, entity, saved_at: now() })
        .onConflict(c => c.doNothing())
        .execute()
      return true
    },
  }
}
