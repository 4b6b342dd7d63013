import type { Kysely } from 'kysely'
import { entityId } from '../../directory/entity.ts'
import type { Tables } from '../schema.ts'
import { MOST_RECENTS, type Recents } from '../store.ts'

export function createRecents(db: Kysely<Tables>, now: () => number): Recents {
  return {
    async add(asker, entity) {
      const seen_at = now()
      await db
        .insertInto('recents')
        .values({ asker, entity, seen_at })
        .onConflict(c => c.columns(['asker', 'entity']).doUpdateSet({ seen_at }))
        .execute()
      await db
        .deleteFrom('recents')
        .where('asker', '=', asker)
        .where('entity', 'not in', q =>
          q
            .selectFrom('recents')
            .select('entity')
            .where('asker', '=', asker)
            .orderBy('seen_at', 'desc')
            .limit(MOST_RECENTS),
        )
        .execute()
    },
    async list(asker, limit) {
      const rows = await db
        .selectFrom('recents')
        .select('entity')
        .where('asker', '=', asker)
        .orderBy('seen_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(row => entityId.parse(row.entity))
    },
  }
}
