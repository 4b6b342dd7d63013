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
  const duties = dutiesOf(words, entity, answer.why?.field === 'handles' ? answer.why.phrase : undefined)
  const distinctions = distinctionsOf(words, answer, entity)
  return {
    eyebrow: words.say(`kind.${entity.kind}`),
    title: entity.name[lang],
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
    ...foundBy(words, answer),
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
function dutiesOf(words: Words, entity: Entity, phrase: string | undefined): Duty[] {
  const all = entity.handles.map(h => ({ text: h[words.lang], matched: isPhrase(h, phrase) }))
  return [...all.filter(d => d.matched), ...all.filter(d => !d.matched)].slice(0, MOST_DUTIES)
}

const isPhrase = (handle: Entity['handles'][number], phrase: string | undefined): boolean =>
  phrase !== undefined && [handle.fr, handle.en, handle.es].includes(phrase)

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

/** Why this unit, in a few words, where the match was not by name. */
function foundBy(words: Words, { why, intent }: AnswerOf<'unit'>): Pick<Card, 'why'> {
  if (!why || intent !== 'find' || !['handles', 'asks', 'summary'].includes(why.field)) return {}
  return { why: words.say('unit.foundBy', { phrase: why.phrase }) }
}
