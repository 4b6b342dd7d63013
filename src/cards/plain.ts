import type { AnswerOf } from '../answer/answer.ts'
import { menuOf, openButton } from './buttons.ts'
import type { Item } from './card.ts'
import { noticesOf } from './notices.ts'
import type { Parts } from './parts.ts'
import type { Words } from './words.ts'

/** No apology essay and no guess: what the directory does not say, and the nearest branches. */
export function notCoveredParts(words: Words, answer: AnswerOf<'not-covered'>): Parts {
  const subject = words.directory.dataset.notCovered.find(s => s.id === answer.subject)
  return {
    title: words.say(titleOf(answer)),
    notices: noticesOf(words, { ...answer, notes: answer.notes.filter(note => note === 'truncated') }),
    ...(subject ? { summary: subject.hint[words.lang] } : {}),
    items: answer.nearest.map(
      (id): Item => ({
        label: words.short(id),
        detail: words.gist(words.directory.get(id)),
        open: openButton(words, answer, id),
      }),
    ),
    ...(answer.nearest.length > 0 ? { eyebrow: words.say('notCovered.nearest') } : {}),
    menu: menuOf(words, answer, undefined).filter(b => b.press.action === 'lang'),
    source: words.directory.dataset.source.description[words.lang],
  }
}

function titleOf(answer: AnswerOf<'not-covered'>): string {
  if (answer.notes.includes('personal-data')) return 'notCovered.personalData'
  return answer.notes.includes('other-organisation') ? 'notCovered.otherOrganisation' : 'notCovered.title'
}

/** Examples that work, what the bot cannot do, and privacy. */
export function helpParts(words: Words, answer: AnswerOf<'help' | 'greeting'>): Parts {
  return {
    title: words.say(answer.type === 'help' ? 'help.title' : 'greeting.title'),
    summary: words.say('help.summary'),
    examples: [words.say('help.example1'), words.say('help.example2'), words.say('help.example3')],
    notices: [],
    facts: [
      { label: words.say('help.limitsLabel'), value: words.say('help.limits') },
      { label: words.say('help.privacyLabel'), value: words.say('help.privacy') },
    ],
    menu: menuOf(words, answer, undefined).filter(b => b.press.action === 'lang'),
    source: words.directory.dataset.source.description[words.lang],
  }
}
