import type { Kysely } from 'kysely'
import type { Tables } from '../schema.ts'
import type { Installations } from '../store.ts'

export function createInstallations(db: Kysely<Tables>, now: () => number): Installations {
  return {
    async get(id) {
      const row = await db
        .selectFrom('installations')
        .select(['sealed', 'installed_at'])
        .where('id', '=', id)
        .executeTakeFirst()
      return row && { sealed: row.sealed, installedAt: new Date(row.installed_at) }
    },
    async put(id, sealed) {
      const values = { sealed, leased_until: 0, installed_at: now() }
      await db
        .insertInto('installations')
        .values({ id, ...values })
        .onConflict(c => c.column('id').doUpdateSet(values))
        .execute()
    },
    async renew(id, sealed, before) {
      const renewed = await db
        .updateTable('installations')
        .set({ sealed, leased_until: 0 })
        .where('id', '=', id)
        .where('sealed', '=', before)
        .returning('id')
        .execute()
      return renewed.length > 0
    },
    async lease(id, leaseMs) {
      const at = now()
      const leased = await db
        .updateTable('installations')
        .set({ leased_until: at + leaseMs })
        .where('id', '=', id)
        .where('leased_until', '<=', at)
        .returning('id')
        .execute()
      return leased.length > 0
    },
    async remove(id) {
      const removed = await db.deleteFrom('installations').where('id', '=', id).returning('id').execute()
      return removed.length > 0
    },
  }
}
