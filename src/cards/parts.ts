import type { Answer } from '../answer/answer.ts'
import { button } from './buttons.ts'
import type { Card } from './card.ts'
import type { Words } from './words.ts'

/** What a kind of card says itself; the rest is the same for all. */
export type Parts = Partial<Omit<Card, 'type' | 'lang' | 'sensitive' | 'text'>> & Pick<Card, 'title'>

/** Kinds of answer that can be wrong, and so may be judged. */
const JUDGED: ReadonlySet<Answer['type']> = new Set(['unit', 'list', 'chain'])

export function complete(words: Words, answer: Answer, parts: Parts): Omit<Card, 'text'> {
  const mayJudge = JUDGED.has(answer.type) && !answer.sensitive
  const entity = answer.entities[0]
  const about = entity ? { entity } : {}
  return {
    type: answer.type,
    lang: answer.lang,
    sensitive: answer.sensitive,
    breadcrumb: [],
    notices: [],
    facts: [],
    items: [],
    examples: [],
    actions: [],
    menu: [],
    ...(mayJudge
      ? {
          feedback: {
            question: words.say('feedback.question'),
            helpful: button(words, answer, 'helpful', { ...about, hint: words.say('hint.helpful') }),
            unhelpful: button(words, answer, 'unhelpful', { ...about, hint: words.say('hint.unhelpful') }),
          },
        }
      : {}),
    ...parts,
  }
}
