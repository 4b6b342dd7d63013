import type { Answer } from '../answer/answer.ts'
import type { Directory } from '../directory/directory.ts'
import type { Translate } from '../messages.ts'
import { never } from '../never.ts'
import type { Card } from './card.ts'
import { chainParts, choicesParts, listParts } from './lists.ts'
import { complete, type Parts } from './parts.ts'
import { helpParts, notCoveredParts } from './plain.ts'
import { toText } from './text.ts'
import { unitParts } from './unit.ts'
import { createWords, type Words } from './words.ts'

export type { Button, Card, Item } from './card.ts'

/** Answer -> Card: ids become words. @param page of a list, counted from 0 */
export function toCard(
  answer: Answer,
  { directory, translate, page = 0 }: { directory: Directory; translate: Translate; page?: number },
): Card {
  const words = createWords(directory, translate, answer.lang)
  const card = complete(words, answer, partsOf(words, answer, page))
  return { ...card, text: toText(card) }
}

function partsOf(words: Words, answer: Answer, page: number): Parts {
  switch (answer.type) {
    case 'unit':
      return unitParts(words, answer)
    case 'choices':
      return choicesParts(words, answer)
    case 'chain':
      return chainParts(words, answer)
    case 'list':
      return listParts(words, answer, page)
    case 'not-covered':
      return notCoveredParts(words, answer)
    case 'help':
    case 'greeting':
      return helpParts(words, answer)
    default:
      return never(answer)
  }
}
