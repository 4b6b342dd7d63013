import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, SqliteDialect, sql } from 'kysely'
import Database from 'libsql'
import * as z from 'zod/v4'
import { type Answer, type AnswerId, answerId, answerSchema } from '../answer/answer.ts'
import { entityId } from '../directory/entity.ts'
import { langSchema } from '../lang.ts'
import { migrate } from './migrations.ts'
import type { Tables } from './schema.ts'
import {
  ANSWER_DAYS,
  type Answers,
  type Claims,
  CONVERSATION_MINUTES,
  type Conversations,
  conversationSchema,
  type FeedbackLog,
  type Preferences,
  QUESTION_MINUTES,
  type Store,
  VERDICTS,
} from './store.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** An answer that comes later than this helps nobody: the event is forgotten. */
const OWED_MS = DAY_MS
/** A done claim is remembered for a day: platforms repeat a delivery for some minutes at most. */
const DONE_MS = DAY_MS

export interface StoreOptions {
  /** `:memory:`, or the path of a file whose folder is made where it is missing. */
  path: string
  retentionDays: number
  now?: () => number
}

/** SQLite, embedded: no service to run. Migrates on opening. */
export async function createStore({ path, retentionDays, now = Date.now }: StoreOptions): Promise<Store> {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true })
  const database = new Database(path)
  database.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000')
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
  await migrate(db)
  return {
    answers: createAnswers(db, retentionDays, now),
    conversations: createConversations(db, now),
    feedback: createFeedbackLog(db, now),
    preferences: createPreferences(db, now),
    claims: createClaims(db, now),
    sweep: () => sweep(db, now(), retentionDays),
    ping: async () => {
      await sql`select 1`.execute(db)
    },
    close: () => db.destroy(),
  }
}

function createAnswers(db: Kysely<Tables>, retentionDays: number, now: () => number): Answers {
  const parse = (json: string): Answer => answerSchema.parse(JSON.parse(json))
  return {
    async put(answer, { question, keep = false } = {}) {
      const at = now()
      await db
        .insertInto('answers')
        .values({
          id: answer.id,
          answer: JSON.stringify(answer),
          question: question ?? null,
          question_until: question
            ? at + (keep ? retentionDays * DAY_MS : QUESTION_MINUTES * MINUTE_MS)
            : null,
          created_at: at,
          expires_at: at + ANSWER_DAYS * DAY_MS,
        })
        .execute()
    },
    async get(id) {
      const row = await db
        .selectFrom('answers')
        .select('answer')
        .where('id', '=', id)
        .where('expires_at', '>', now())
        .executeTakeFirst()
      return row && parse(row.answer)
    },
    async keepQuestion(id: AnswerId) {
      const at = now()
      const until = at + retentionDays * DAY_MS
      await db
        .updateTable('answers')
        .set({ question_until: until })
        .where('id', '=', id)
        .where('question', 'is not', null)
        // Its hour is over, even where no sweep has come by yet.
        .where('question_until', '>', at)
        .where('question_until', '<', until)
        .execute()
    },
    async questions(limit) {
      const rows = await db
        .selectFrom('answers')
        .select(['answer', 'question', 'created_at'])
        .where('question', 'is not', null)
        .where('question_until', '>', now())
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute()
      return rows.map(row => ({
        answer: parse(row.answer),
        question: row.question ?? '',
        at: new Date(row.created_at),
      }))
    },
  }
}

function createConversations(db: Kysely<Tables>, now: () => number): Conversations {
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

function createFeedbackLog(db: Kysely<Tables>, now: () => number): FeedbackLog {
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

function createPreferences(db: Kysely<Tables>, now: () => number): Preferences {
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
  }
}

/**
 * An event's life: taken -> done, or taken -> failed -> taken again ... -> done. `until` is when the
 * lease of a taken one, or the delay of a failed one, runs out.
 */
function createClaims(db: Kysely<Tables>, now: () => number): Claims {
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

async function sweep(db: Kysely<Tables>, at: number, retentionDays: number): Promise<void> {
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
  await db.deleteFrom('claims').where('status', '=', 'done').where('until', '<=', at).execute()
  await db
    .deleteFrom('claims')
    .where('status', '!=', 'done')
    .where('created_at', '<=', at - OWED_MS)
    .execute()
}
