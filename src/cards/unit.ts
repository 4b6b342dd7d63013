import type { AnswerOf } from '../answer/answer.ts'
import { chainFrom } from '../answer/chain.ts'
import type { Entity } from '../directory/entity.ts'
import { menuOf, openButton, unitActions } from './buttons.ts'
import type { Card, Duty, Fact, Item } from './card.ts'
import { noticesOf } from './notices.ts'
import type { Parts } from './parts.ts'
import { sourceLine } from './source.ts'
import type { Words } from './words.ts'

const MOST_DUTIES = 5
const MOST_DISTINCTIONS = 2

/** A unit card is read in three seconds: what it is, where it stands, what to come here for. */
export function unitParts(words: Words, answer: AnswerOf<'unit'>): Parts {
  const entity = words.directory.get(answer.entities[0])
  const { lang } = words
  const matched = matchedDuty(answer)
  const duties = dutiesOf(words, entity, matched)
  const distinctions = distinctionsOf(words, answer, entity)
  return {
    eyebrow: words.say(`kind.${entity.kind}`),
    title: entity.name[lang],
    ...subtitleOf(answer, entity),
    breadcrumb: breadcrumbOf(words, answer, entity),
    summary: entity.summary[lang],
    notices: noticesOf(words, answer, entity),
    duties: { heading: words.say('unit.handles'), items: duties },
    ...(distinctions.length > 0
      ? { distinctions: { heading: words.say('unit.notToConfuse'), items: distinctions } }
      : {}),
    facts: factsOf(words, entity),
    actions: unitActions(words, answer, entity, chainFrom(words.directory, entity.id).length > 0),
    menu: menuOf(words, answer, entity.id),
    ...foundBy(words, answer, entity),
    source: sourceLine(words, entity),
    link: `/unit/${entity.id}?lang=${lang}`,
  }
}

/** From the top down to the parent; the organization itself goes without saying. */
function breadcrumbOf(words: Words, answer: AnswerOf<'unit'>, entity: Entity): Card['breadcrumb'] {
  return words.directory
    .ancestors(entity)
    .filter(e => e.kind !== 'organization')
    .toReversed()
    .map(e => openButton(words, answer, e.id, words.short(e.id)))
}

/** The duty that matched comes first and is the only emphasis. */
function dutiesOf(words: Words, entity: Entity, matched: number | undefined): Duty[] {
  const all = entity.handles.map((h, i) => ({ text: h[words.lang], matched: i === matched }))
  return [...all.filter(d => d.matched), ...all.filter(d => !d.matched)].slice(0, MOST_DUTIES)
}

/** `handles[2]` -> 2 */
function matchedDuty({ why }: AnswerOf<'unit'>): number | undefined {
  const index = /^handles\[(\d+)\]$/.exec(why?.field ?? '')?.[1]
  return index === undefined ? undefined : Number(index)
}

function distinctionsOf(words: Words, answer: AnswerOf<'unit'>, entity: Entity): Item[] {
  return entity.notToConfuse.slice(0, MOST_DISTINCTIONS).map(other => ({
    label: words.short(other.id),
    detail: other[words.lang],
    open: openButton(words, answer, other.id),
  }))
}

function factsOf(words: Words, entity: Entity): Fact[] {
  const { lang, directory } = words
  const contact = directory.contact(entity.id)
  const lines = contact && [
    contact.mail,
    contact.phone,
    ...contact.chats.map(chat => `${chat.platform}: ${chat.target}`),
    contact.onCall,
  ]
  const contacts = (lines ?? []).filter(line => line !== undefined)
  return [
    ...(entity.places.length > 0
      ? [{ label: words.say('unit.where'), value: entity.places.map(p => p.city[lang]).join(', ') }]
      : []),
    ...(contacts.length > 0 ? [{ label: words.say('unit.contact'), value: contacts.join(' · ') }] : []),
  ]
}

const BY_NAME = new Set(['name', 'alias', 'acronym'])

/** Why this unit, in a few words, where the match was not by name: the words, and the duty that they led to. */
function foundBy(words: Words, answer: AnswerOf<'unit'>, entity: Entity): Pick<Card, 'why'> {
  const { why, intent } = answer
  if (!why || intent !== 'find' || why.phrase === '' || BY_NAME.has(why.field)) return {}
  const duty = entity.handles[matchedDuty(answer) ?? -1]?.[words.lang]
  return {
    why: duty
      ? words.say('unit.foundByDuty', { phrase: why.phrase, duty })
      : words.say('unit.foundBy', { phrase: why.phrase }),
  }
}

/** The name as the question had it, where that was another language's. */
function subtitleOf({ why, lang }: AnswerOf<'unit'>, entity: Entity): Pick<Card, 'subtitle'> {
  const isOther = why?.field === 'name' && why.entity === entity.id && why.phrase !== entity.name[lang]
  return isOther && Object.values(entity.name).includes(why.phrase) ? { subtitle: why.phrase } : {}
}
