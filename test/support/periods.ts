import type { Periods } from '../../src/server/index.ts'

/** What servers under test say of what is kept. */
export const PERIODS: Periods = {
  questionMinutes: 60,
  conversationMinutes: 30,
  answerDays: 30,
  retentionDays: 90,
}
