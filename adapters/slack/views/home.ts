import type { HeaderBlock, HomeView, KnownBlock, SectionBlock } from '@slack/types'
import * as z from 'zod/v4'
import type { Services } from '../../../src/adapter.ts'
import { createWords, type Words } from '../../../src/cards/words.ts'
import { LANGS, type Lang } from '../../../src/lang.ts'
import { plain } from '../actions.ts'
import { LIMITS } from '../limits.ts'
import { bold, escapeText } from '../mrkdwn.ts'
import { contextLine, type Entity, pressToOpen, searchBox, typeAhead, unitRow } from './fields.ts'

/** Walks through the structure; the value is where to, empty for its top. */
export const BROWSE = 'home:browse'
export const LANGUAGE = 'home:lang'

/** What the Home tab is about; it travels with it. */
const homeSchema = z.object({ at: z.string().max(60).optional() })

/** Where in the structure the Home tab stands; undefined: at its top. */
export function placeOf(metadata: string): string | undefined {
  try {
    return homeSchema.safeParse(JSON.parse(metadata)).data?.at
  } catch {
    return undefined
  }
}

export interface Home {
  lang: Lang
  /** Ids, of which the directory may no longer hold all. */
  saved: readonly string[]
  recent: readonly string[]
  at: string | undefined
}

/** How many of a kind are shown, so that all together stay within `LIMITS.viewBlocks`. */
const MOST = { saved: 25, recent: 5, children: 40, changes: 3 } as const

type Parts = Pick<Services, 'translate' | 'directory'>

/** The Home tab as Slack takes it: search, my units, the structure, what changed, the language. */
export function renderHome({ translate, directory }: Parts, { lang, saved, recent, at }: Home): HomeView {
  const words = createWords(directory(), translate, lang)
  const entity = at === undefined ? undefined : words.directory.find(at)
  return {
    type: 'home',
    callback_id: 'oim:home',
    private_metadata: JSON.stringify(entity ? { at: entity.id } : {}),
    blocks: [
      header(translate(lang, 'slack:home.title')),
      searchBox(translate, lang, { focus: false }),
      typeAhead(translate, lang),
      header(translate(lang, 'slack:home.saved')),
      ...rowsOr(words, saved.slice(0, MOST.saved), translate(lang, 'slack:home.none-saved')),
      header(translate(lang, 'slack:home.recent')),
      ...rowsOr(words, recent.slice(0, MOST.recent), translate(lang, 'slack:home.none-recent')),
      header(translate(lang, 'slack:home.browse')),
      ...(entity ? whereabouts(words, entity, translate) : []),
      ...childrenOf(words, entity),
      header(translate(lang, 'slack:home.changes')),
      ...changes(words, translate(lang, 'slack:home.none-changed')),
      languageChoice(translate(lang, 'slack:home.language'), words),
      contextLine(words.directory.dataset.source.description[lang]),
    ],
  }
}

const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, LIMITS.header) })

function rowsOr(words: Words, ids: readonly string[], otherwise: string): KnownBlock[] {
  const rows = known(words, ids).map(entity => unitRow(words, entity, words.say('button.open')))
  return rows.length > 0 ? rows : [contextLine(otherwise)]
}

const known = ({ directory }: Words, ids: readonly string[]): Entity[] =>
  ids.map(id => directory.find(id)).filter(entity => entity !== undefined)

/** The way down to here, the unit itself, and the ways back. */
function whereabouts(words: Words, entity: Entity, translate: Services['translate']): KnownBlock[] {
  const above = words.directory.ancestors(entity).toReversed()
  const way = [...above, entity].map(step => words.short(step.id)).join(' › ')
  const back = (name: string, label: string, to: string) => ({
    type: 'button' as const,
    action_id: `${BROWSE}:${name}`,
    text: plain(label, LIMITS.buttonText),
    value: to,
  })
  return [
    contextLine(way),
    unitRow(words, entity, words.say('button.open')),
    {
      type: 'actions',
      elements: [
        back('back', translate(words.lang, 'slack:home.back'), entity.parent ?? ''),
        ...(above.length > 1 ? [back('top', translate(words.lang, 'slack:home.top'), '')] : []),
      ],
    },
  ]
}

/** What lies below: a branch leads further down, a unit without one opens. */
function childrenOf(words: Words, entity: Entity | undefined): SectionBlock[] {
  const { directory } = words
  const roots = directory.entities.filter(({ parent }) => parent === undefined)
  const [root] = roots
  // A single root is the organisation itself, which would be the only line.
  const top = roots.length === 1 && root ? directory.children(root.id) : roots
  const below = entity ? directory.children(entity.id) : top
  return below.slice(0, MOST.children).map(child => {
    const count = directory.children(child.id).length
    return count === 0
      ? unitRow(words, child, words.say('button.open'))
      : branchRow(words, child, words.say('button.children', { count }))
  })
}

function branchRow(words: Words, entity: Entity, label: string): SectionBlock {
  const row = unitRow(words, entity, label)
  const hint = words.say('hint.children', { name: words.short(entity.id) })
  return {
    ...row,
    accessory: {
      type: 'button',
      action_id: BROWSE,
      text: plain(label, LIMITS.buttonText),
      value: entity.id,
      accessibility_label: plain(hint, LIMITS.accessibilityLabel).text,
    },
  }
}

/** The newest changes of the directory, with the units that they touch. */
function changes(words: Words, otherwise: string): KnownBlock[] {
  const { directory, lang } = words
  const day = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' })
  const rows = directory.changes.slice(0, MOST.changes).map((change): SectionBlock => {
    const units = known(words, change.ids).slice(0, LIMITS.menuOptions)
    const date = escapeText(day.format(new Date(change.date)))
    return {
      type: 'section',
      text: { type: 'mrkdwn', text: `${bold(date)}\n${escapeText(change[lang])}`, verbatim: true },
      ...(units.length > 0 ? { accessory: openMenu(words, units) } : {}),
    }
  })
  return rows.length > 0 ? rows : [contextLine(otherwise)]
}

const openMenu = (words: Words, units: readonly Entity[]) => ({
  type: 'overflow' as const,
  action_id: 'oim:changed',
  options: units.map(unit => ({
    text: plain(words.short(unit.id), LIMITS.optionText),
    value: pressToOpen(unit, words.lang),
  })),
})

function languageChoice(label: string, words: Words): SectionBlock {
  const option = (lang: Lang) => ({
    text: plain(words.say(`language.${lang}`), LIMITS.optionText),
    value: lang,
  })
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: bold(escapeText(label)) },
    accessory: {
      type: 'static_select',
      action_id: LANGUAGE,
      options: LANGS.map(option),
      initial_option: option(words.lang),
    },
  }
}
