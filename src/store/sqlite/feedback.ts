import type { Kysely } from 'kysely'
import * as z from 'zod/v4'
import { answerId } from '../../answer/answer.ts'
import { entityId } from '../../directory/entity.ts'
import type { Tables } from '../schema.ts'
import { type FeedbackLog, VERDICTS } from '../store.ts'

export function createFeedbackLog(db: Kysely<Tables>, now: () => number): FeedbackLog {
  return {
    async put({ answer, verdict, entity = '', asker = '' }) {
      await db
        .insertInto('feedback')
        .values({ answer, verdict, entity, asker, created_at: now() })
        .onConflict(c => c.columns(['answer', 'verdict', 'asker', 'entity']).doNothing())
        .execute()
    },
    async all(limit) {
      const rows = await db.selectFrom('feedback').selectAll().orderBy('seq', 'desc').limit(limit).execute()
      return rows.map(row => ({
        answer: answerId.parse(row.answer),
        verdict: z.enum(VERDICTS).parse(row.verdict),
        ...(row.entity ? { entity: entityId.parse(row.entity) } : {}),
        ...(row.asker ? { asker: row.asker } : {}),
        at: new Date(row.created_at),
      }))
    },
  }
}
