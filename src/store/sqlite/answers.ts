import type { Kysely } from 'kysely'
import { type Answer, type AnswerId, answerSchema } from '../../answer/answer.ts'
import type { Tables } from '../schema.ts'
import { ANSWER_DAYS, type Answers, QUESTION_MINUTES } from '../store.ts'
import { DAY_MS, MINUTE_MS } from './times.ts'

export function createAnswers(db: Kysely<Tables>, retentionDays: number, now: () => number): Answers {
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
