import type { Services } from '../../src/adapter.ts'
import type { Answer } from '../../src/answer/answer.ts'
import type { Lang } from '../../src/lang.ts'

interface Found {
  /** The best first. */
  readonly ids: readonly string[]
  /** What a sensitive matter needs to hear first. */
  readonly notices: readonly string[]
}

/** From so many words on, a text may be a question; before, it is the beginning of a name. */
const QUESTION_WORDS = 3

/** The units that somebody may mean by what is typed so far. Nothing of it is kept. */
export async function findUnits(
  text: string,
  lang: Lang,
  limit: number,
  { core, toCard }: Services,
): Promise<Found> {
  const suggested = core.suggest(text, lang, limit)
  if (text.split(/\s+/).length < QUESTION_WORDS) return { ids: suggested, notices: [] }
  const answer = await core.ask({ text, lang, private: true, record: false })
  return {
    ids: [...new Set([...meantBy(answer), ...suggested])].slice(0, limit),
    notices: answer.sensitive ? toCard(answer).notices : [],
  }
}

function meantBy(answer: Answer): readonly string[] {
  return answer.type === 'chain' ? answer.entities.slice(0, 1) : answer.entities
}
