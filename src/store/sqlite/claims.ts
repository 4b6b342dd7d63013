import { type Kysely, sql } from 'kysely'
import type { Tables } from '../schema.ts'
import type { Claims } from '../store.ts'
import { DAY_MS } from './times.ts'

/** An answer that comes later than this helps nobody: the event is forgotten. */
export const OWED_MS = DAY_MS
/** A done claim is remembered for a day: platforms repeat a delivery for some minutes at most. */
const DONE_MS = DAY_MS

/**
 * An event's life: taken -> done, or taken -> failed -> taken again ... -> done. `until` is when the
 * lease of a taken one, or the delay of a failed one, runs out.
 */
export function createClaims(db: Kysely<Tables>, now: () => number): Claims {
  return {
    async take({ id, adapter, payload }, leaseMs) {
      const at = now()
      const inserted = await db
        .insertInto('claims')
        .values({
          id,
          adapter,
          payload: payload ?? null,
          status: 'taken',
          attempts: 1,
          until: at + leaseMs,
          created_at: at,
        })
        .onConflict(c =>
          c
            .column('id')
            .doUpdateSet({
              status: 'taken',
              until: at + leaseMs,
              attempts: sql<number>`claims.attempts + 1`,
            })
            .where('claims.status', '!=', 'done')
            .where('claims.until', '<=', at),
        )
        .returning('id')
        .execute()
      return inserted.length > 0
    },
    async done(id) {
      await db
        .updateTable('claims')
        .set({ status: 'done', payload: null, until: now() + DONE_MS })
        .where('id', '=', id)
        .execute()
    },
    async failed(id, delayMs) {
      await db
        .updateTable('claims')
        .set({ status: 'failed', until: now() + delayMs })
        .where('id', '=', id)
        .where('status', '=', 'taken')
        .execute()
    },
    async due(adapter, leaseMs, limit) {
      const at = now()
      return await db
        .updateTable('claims')
        .set({ status: 'taken', until: at + leaseMs, attempts: sql<number>`attempts + 1` })
        .where('id', 'in', q =>
          q
            .selectFrom('claims')
            .select('id')
            .where('adapter', '=', adapter)
            .where('status', '!=', 'done')
            .where('until', '<=', at)
            .where('payload', 'is not', null)
            .where('created_at', '>', at - OWED_MS)
            .orderBy('until')
            .limit(limit),
        )
        .returning(['id', 'adapter', 'payload', 'attempts'])
        .execute()
        .then(rows => rows.map(row => ({ ...row, payload: row.payload ?? undefined })))
    },
  }
}
