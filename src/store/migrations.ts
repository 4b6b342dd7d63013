import { type Kysely, type Migration, Migrator } from 'kysely'
import type { Tables } from './schema.ts'

/** Numbered steps from nothing to the newest shape; a step that has shipped is never changed. */
const MIGRATIONS: Record<string, Migration> = {
  '001-first-tables': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('answers')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('answer', 'text', c => c.notNull())
        .addColumn('question', 'text')
        .addColumn('question_until', 'bigint')
        .addColumn('created_at', 'bigint', c => c.notNull())
        .addColumn('expires_at', 'bigint', c => c.notNull())
        .execute()
      await db.schema
        .createTable('conversations')
        .addColumn('key', 'text', c => c.primaryKey())
        .addColumn('state', 'text', c => c.notNull())
        .addColumn('expires_at', 'bigint', c => c.notNull())
        .execute()
      await db.schema
        .createTable('feedback')
        .addColumn('seq', 'integer', c => c.primaryKey().autoIncrement())
        .addColumn('answer', 'text', c => c.notNull())
        .addColumn('verdict', 'text', c => c.notNull())
        .addColumn('entity', 'text', c => c.notNull())
        .addColumn('asker', 'text', c => c.notNull())
        .addColumn('created_at', 'bigint', c => c.notNull())
        .addUniqueConstraint('feedback_once', ['answer', 'verdict', 'asker', 'entity'])
        .execute()
      await db.schema
        .createTable('preferences')
        .addColumn('asker', 'text', c => c.primaryKey())
        .addColumn('lang', 'text', c => c.notNull())
        .addColumn('updated_at', 'bigint', c => c.notNull())
        .execute()
      await db.schema
        .createTable('claims')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('adapter', 'text', c => c.notNull())
        .addColumn('payload', 'text')
        .addColumn('status', 'text', c => c.notNull())
        .addColumn('attempts', 'integer', c => c.notNull())
        .addColumn('until', 'bigint', c => c.notNull())
        .addColumn('created_at', 'bigint', c => c.notNull())
        .execute()
      await db.schema.createIndex('claims_due').on('claims').columns(['adapter', 'status', 'until']).execute()
    },
  },
  '002-saved-and-recent-units': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('saved')
        .addColumn('asker', 'text', c => c.notNull())
        .addColumn('entity', 'text', c => c.notNull())
        .addColumn('saved_at', 'bigint', c => c.notNull())
        .addPrimaryKeyConstraint('saved_once', ['asker', 'entity'])
        .execute()
      await db.schema
        .createTable('recents')
        .addColumn('asker', 'text', c => c.notNull())
        .addColumn('entity', 'text', c => c.notNull())
        .addColumn('seen_at', 'bigint', c => c.notNull())
        .addPrimaryKeyConstraint('recents_once', ['asker', 'entity'])
        .execute()
    },
  },
  '003-installations': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('installations')
        .addColumn('id', 'text', c => c.primaryKey())
        .addColumn('sealed', 'text', c => c.notNull())
        .addColumn('leased_until', 'bigint', c => c.notNull())
        .addColumn('installed_at', 'bigint', c => c.notNull())
        .execute()
    },
  },
  '004-references-and-replies': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('chat_references')
        .addColumn('key', 'text', c => c.primaryKey())
        .addColumn('installation', 'text', c => c.notNull())
        .addColumn('sealed', 'text', c => c.notNull())
        .addColumn('updated_at', 'bigint', c => c.notNull())
        .execute()
      await db.schema
        .createIndex('chat_references_installed')
        .on('chat_references')
        .columns(['installation'])
        .execute()
      await db.schema
        .createTable('replies')
        .addColumn('question', 'text', c => c.primaryKey())
        .addColumn('reply', 'text', c => c.notNull())
        .addColumn('expires_at', 'bigint', c => c.notNull())
        .execute()
    },
  },
}

/** @throws what the database says where a step fails; the steps before it stay */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
