import type { Answer } from '../answer/answer.ts'
import type { Entity } from '../directory/entity.ts'
import type { Words } from './words.ts'

/** What the reader must hear before the content, in the order of weight. */
export function noticesOf(words: Words, answer: Answer, entity?: Entity): string[] {
  return [
    ...(answer.sensitive ? sensitiveLines(words, answer) : []),
    ...answer.notes.flatMap(note => {
      switch (note) {
        case 'truncated':
        case 'inferred':
        case 'chain-ends':
        case 'personal-data':
        case 'other-organisation':
          return [words.say(`note.${note}`)]
        case 'source-names-none':
          return [words.say(`note.source-names-none.${nameless(answer.intent)}`)]
        default:
          return []
      }
    }),
    ...(entity && entity.inferred.length > 0 && answer.type === 'unit'
      ? [words.say('note.partly-inferred')]
      : []),
  ]
}

function sensitiveLines(words: Words, answer: Answer): string[] {
  // Where one must still be chosen, none of them is the one that is designated.
  const isNamed = answer.type === 'unit' || answer.type === 'chain'
  return [
    words.say('sensitive.danger'),
    words.say('sensitive.nothing-reported'),
    ...(isNamed ? [words.say('sensitive.designated')] : []),
  ]
}

/** What the source does not name. */
const nameless = (intent: Answer['intent']): string =>
  ['parent', 'supervisor', 'children', 'members', 'escalate', 'count'].includes(intent) ? intent : 'other'
