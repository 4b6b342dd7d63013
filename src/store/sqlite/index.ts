import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, SqliteDialect, sql } from 'kysely'
import Database from 'libsql'
import { migrate } from '../migrations.ts'
import type { Tables } from '../schema.ts'
import type { Store } from '../store.ts'
import { createAnswers } from './answers.ts'
import { createClaims } from './claims.ts'
import { createConversations } from './conversations.ts'
import { createFeedbackLog } from './feedback.ts'
import { createInstallations } from './installations.ts'
import { createPreferences } from './preferences.ts'
import { createRecents } from './recents.ts'
import { createReferences } from './references.ts'
import { createReplies } from './replies.ts'
import { sweep } from './sweep.ts'

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
    recents: createRecents(db, now),
    claims: createClaims(db, now),
    references: createReferences(db, now),
    replies: createReplies(db, now),
    installations: createInstallations(db, now),
    sweep: () => sweep(db, now(), retentionDays),
    ping: async () => {
      await sql`select 1`.execute(db)
    },
    close: () => db.destroy(),
  }
}
