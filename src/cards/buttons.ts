import type { Answer } from '../answer/answer.ts'
import type { Entity, EntityId } from '../directory/entity.ts'
import { LANGS } from '../lang.ts'
import type { Button } from './card.ts'
import type { Action } from './press.ts'
import type { Words } from './words.ts'

/** Button labels are the same on every surface; a button that would do nothing is not there. */

export function button(
  words: Words,
  answer: Answer,
  action: Action,
  { entity, label, hint, page }: { entity?: EntityId; label?: string; hint?: string; page?: number } = {},
): Button {
  return {
    label: label ?? words.say(`button.${action}`),
    ...(hint ? { hint } : {}),
    press: {
      action,
      answer: answer.id,
      lang: answer.lang,
      ...(entity ? { entity } : {}),
      ...(page === undefined ? {} : { page }),
    },
  }
}

/** Opens an entity's card. */
export function openButton(words: Words, answer: Answer, id: EntityId, label?: string): Button {
  return button(words, answer, 'open', {
    entity: id,
    label: label ?? words.say('button.open'),
    hint: words.say('hint.open', { name: words.name(id) }),
  })
}

/** The row under a unit: always in this order, at most four. */
export function unitActions(words: Words, answer: Answer, entity: Entity, hasChain: boolean): Button[] {
  const children = words.directory.children(entity.id).length
  const name = words.name(entity.id)
  const of = (action: Action, label?: string): Button =>
    button(words, answer, action, {
      entity: entity.id,
      ...(label ? { label } : {}),
      hint: words.say(`hint.${action}`, { name }),
    })
  return [
    ...(hasChain ? [of('escalate')] : []),
    ...(entity.parent ? [of('parent')] : []),
    ...(children > 0 ? [of('children', words.say('button.children', { count: children }))] : []),
    ...(answer.sensitive ? [] : [of('share')]),
  ]
}

/** The star first, then the other languages, then what corrects the card. */
export function menuOf(words: Words, answer: Answer, entity: EntityId | undefined): Button[] {
  const about = entity ? { entity } : {}
  const languages = LANGS.filter(lang => lang !== answer.lang).map(
    (lang): Button => ({
      label: words.say(`language.${lang}`),
      press: { action: 'lang', answer: answer.id, lang, ...about },
    }),
  )
  const corrections: Action[] = answer.sensitive
    ? []
    : answer.type === 'unit'
      ? ['not-this', 'report']
      : ['report']
  const star: Action[] = answer.type === 'unit' && !answer.sensitive ? ['save'] : []
  return [
    ...star.map(action => button(words, answer, action, about)),
    ...languages,
    ...corrections.map(action => button(words, answer, action, about)),
  ]
}
