import type { AnswerOf } from '../answer/answer.ts'
import type { EntityId } from '../directory/entity.ts'
import { button, menuOf, openButton } from './buttons.ts'
import type { Button, Item } from './card.ts'
import { noticesOf } from './notices.ts'
import type { Parts } from './parts.ts'
import { sourceLine } from './source.ts'
import type { Words } from './words.ts'

/** Lists longer than this are paged. */
export const PAGE_SIZE = 10

/** Which one? Each line says what sets it apart. */
export function choicesParts(words: Words, answer: AnswerOf<'choices'>): Parts {
  return {
    title: words.say(answer.sensitive ? 'choices.titleSensitive' : 'choices.title'),
    notices: noticesOf(words, answer),
    items: answer.entities.map((id, index) => numbered(words, answer, id, index)),
    actions: [button(words, answer, 'none')],
    menu: menuOf(words, answer, undefined),
    source: sourceLine(words, ...answer.entities.map(id => words.directory.get(id))),
  }
}

function numbered(words: Words, answer: AnswerOf<'choices' | 'chain'>, id: EntityId, index: number): Item {
  const entity = words.directory.get(id)
  return {
    number: index + 1,
    label: words.short(id),
    detail: words.gist(entity),
    open: openButton(words, answer, id, words.say('button.openNumber', { number: index + 1 })),
  }
}

/** The way up, in words: begin at the first step. */
export function chainParts(words: Words, answer: AnswerOf<'chain'>): Parts {
  const [first] = answer.entities
  return {
    eyebrow: words.say('chain.eyebrow'),
    title: words.say('chain.title', { name: words.short(first) }),
    notices: noticesOf(words, answer),
    items: answer.entities.map((id, index): Item => {
      const step = numbered(words, answer, id, index)
      return index === 0
        ? { ...step, marker: words.say('chain.start') }
        : { number: index + 1, label: step.label, open: step.open }
    }),
    actions: answer.sensitive ? [] : [button(words, answer, 'share', { entity: first })],
    menu: menuOf(words, answer, first),
    source: sourceLine(words, ...answer.entities.map(id => words.directory.get(id))),
  }
}

/** Several entities that together are the answer. @param page counted from 0 */
export function listParts(words: Words, answer: AnswerOf<'list'>, page: number): Parts {
  const count = answer.entities.length
  const pages = Math.ceil(count / PAGE_SIZE)
  const current = Math.min(Math.max(page, 0), pages - 1)
  const shown = answer.entities.slice(current * PAGE_SIZE, (current + 1) * PAGE_SIZE)
  return {
    ...(pages > 1 ? { eyebrow: words.say('list.page', { page: current + 1, pages }) } : {}),
    title: listTitle(words, answer, count),
    notices: noticesOf(words, answer),
    items: shown.map((id): Item => {
      const entity = words.directory.get(id)
      const role =
        answer.intent === 'members' && answer.subject ? roleIn(words, id, answer.subject) : undefined
      return {
        label: words.short(id),
        detail: role ?? words.gist(entity),
        open: openButton(words, answer, id),
      }
    }),
    actions: [
      ...pageButtons(words, answer, current, pages),
      ...(answer.sensitive
        ? []
        : [button(words, answer, 'share', answer.subject ? { entity: answer.subject } : {})]),
    ],
    menu: menuOf(words, answer, answer.subject),
    source: sourceLine(words, ...shown.map(id => words.directory.get(id))),
  }
}

function pageButtons(words: Words, answer: AnswerOf<'list'>, current: number, pages: number): Button[] {
  const about = answer.subject ? { entity: answer.subject } : {}
  const to = (page: number, key: string): Button =>
    button(words, answer, 'page', { ...about, page, label: words.say(key) })
  return [
    ...(current > 0 ? [to(current - 1, 'list.previous')] : []),
    ...(current < pages - 1 ? [to(current + 1, 'list.next')] : []),
  ]
}

function listTitle(words: Words, answer: AnswerOf<'list'>, count: number): string {
  if (answer.place) return words.say('list.atPlace', { count, place: answer.place })
  if (!answer.subject) return words.say('list.everywhere', { count })
  const key = answer.intent === 'members' ? 'list.members' : 'list.below'
  return words.say(key, { count, name: words.short(answer.subject) })
}

/** In which capacity it sits there. */
function roleIn(words: Words, member: EntityId, committee: EntityId): string | undefined {
  return words.directory.get(member).relations.find(r => r.type === 'member-of' && r.to === committee)
    ?.role?.[words.lang]
}
