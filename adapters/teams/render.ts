import type { Button, Card, Item } from '../../src/cards/card.ts'
import type { Translate } from '../../src/messages.ts'
import {
  type AdaptiveCard,
  type Column,
  column,
  type Element,
  execute,
  type OpenUrl,
  type StaticCard,
  selectAction,
  type TextBlock,
  textBlock,
  textRun,
} from './elements.ts'
import { clip, escapeTags, escapeText } from './escape.ts'
import { LIMITS } from './limits.ts'

interface RenderOptions {
  /** Others read the conversation, and the card is before one person's eyes only: sharing does something. */
  canShare: boolean
  /** The page of the card's unit, where this server has a public address. */
  page?: Page
}
interface Page {
  label: string
  url: string
}

/**
 * A card for Teams: Adaptive Cards 1.5, never above the size that Teams takes. A card that would be larger
 * (none of our dataset is) goes out as its plain text.
 */
export function renderCard(card: Card, options: RenderOptions): AdaptiveCard {
  const whole = withBody(card, bodyOf(card, options))
  return sizeOf(whole) <= LIMITS.cardBytes ? whole : withBody(card, [heading(card), textBlock(card.text)])
}

/**
 * A card without presses, for where none work: a dialog, and a link, which takes Adaptive Cards up to 1.3
 * (learn.microsoft.com, Link unfurling).
 */
export function renderStatic({ feedback: _, ...card }: Card, page: Page | undefined): StaticCard {
  const shown = { ...card, actions: [], menu: [] }
  const whole = renderCard(shown, { canShare: false, ...(page ? { page } : {}) })
  return { ...whole, version: '1.3', body: whole.body.map(withoutPresses) }
}

/** The page of the card's unit, where this server has a public address. */
export function pageOf(
  { lang, link }: Card,
  publicUrl: string | undefined,
  translate: Translate,
): Page | undefined {
  return publicUrl && link ? { label: translate(lang, 'teams:page'), url: `${publicUrl}${link}` } : undefined
}

export const sizeOf = (card: AdaptiveCard): number => Buffer.byteLength(JSON.stringify(card))

function withBody(card: Card, body: Element[]): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: card.lang,
    speak: escapeTags(clip(card.text)),
    fallbackText: escapeText(card.text),
    msteams: { width: 'Full' },
    body,
  }
}

/** The parts of the card in their order, each none, one or several elements. */
function bodyOf(card: Card, options: RenderOptions): Element[] {
  return [
    ...(isOfItems(card) ? [] : line(card.eyebrow, { size: 'Small', isSubtle: true })),
    heading(card),
    ...line(card.subtitle, { size: 'Small', isSubtle: true, spacing: 'None' }),
    ...breadcrumb(card.breadcrumb),
    ...notices(card.notices),
    ...line(card.summary, {}),
    ...duties(card),
    ...distinctions(card),
    ...card.examples.map(example => textBlock(`• ${example}`, { spacing: 'Small' })),
    ...facts(card),
    ...(isOfItems(card) && card.eyebrow ? [label(card.eyebrow)] : []),
    ...items(card),
    ...actions(card, options),
    ...line(card.why, { size: 'Small', isSubtle: true }),
    ...feedback(card),
    ...line(card.source, { size: 'Small', isSubtle: true, separator: true }),
  ]
}

/** 'The nearest' stands above what is near, not above 'the directory does not say'. */
const isOfItems = ({ type }: Card): boolean => type === 'not-covered'

const heading = (card: Card): TextBlock =>
  textBlock(card.title, { size: 'Large', weight: 'Bolder', style: 'heading', spacing: 'None' })

const line = (text: string | undefined, look: Parameters<typeof textBlock>[1]): TextBlock[] =>
  text ? [textBlock(text, look)] : []

const label = (text: string): TextBlock =>
  textBlock(text, { size: 'Small', isSubtle: true, spacing: 'Medium' })

/** Runs of one text, so that a long way breaks where it must on a phone. */
function breadcrumb(steps: readonly Button[]): Element[] {
  if (steps.length === 0) return []
  const inlines = steps.flatMap((step, i) => [
    ...(i > 0 ? [textRun(' › ', { isSubtle: true })] : []),
    textRun(step.label, { color: 'Accent', selectAction: selectAction(step) }),
  ])
  return [{ type: 'RichTextBlock', inlines, spacing: 'Small' }]
}

function notices(texts: readonly string[]): Element[] {
  if (texts.length === 0) return []
  return [{ type: 'Container', style: 'emphasis', items: texts.map(text => textBlock(text)) }]
}

function duties({ duties: part }: Card): Element[] {
  if (!part || part.items.length === 0) return []
  const lines = part.items.map(({ text, matched }) =>
    textBlock(`• ${text}`, { spacing: 'Small', ...(matched ? { weight: 'Bolder' } : {}) }),
  )
  return [label(part.heading), ...lines]
}

function distinctions({ distinctions: part }: Card): Element[] {
  if (!part || part.items.length === 0) return []
  return [label(part.heading), ...part.items.map(item => row(item, []))]
}

function facts({ facts: known }: Card): Element[] {
  if (known.length === 0) return []
  const pairs = known.map(fact => ({ title: escapeText(fact.label), value: escapeText(fact.value) }))
  return [{ type: 'FactSet', facts: pairs }]
}

/** Choices and lists as lines to press; a chain as steps, with a stroke down to the next. */
function items({ items: all, type }: Card): Element[] {
  return all.map((item, i) => {
    const number = item.number === undefined ? [] : [textBlock(String(item.number), { weight: 'Bolder' })]
    const isJoined = type === 'chain' && i < all.length - 1
    const stroke = isJoined ? [textBlock('│', { isSubtle: true, spacing: 'None' })] : []
    const mark = [...number, ...stroke]
    return row(item, mark.length > 0 ? [column('auto', mark)] : [])
  })
}

/** A whole line that opens a unit. */
function row(item: Item, before: Column[]): Element {
  const words = [
    textBlock(item.label, { color: 'Accent' }),
    ...line(item.detail, { size: 'Small', isSubtle: true, spacing: 'None' }),
    ...line(item.marker, { size: 'Small', weight: 'Bolder', spacing: 'None' }),
  ]
  return {
    type: 'ColumnSet',
    columns: [...before, column('stretch', words)],
    selectAction: selectAction(item.open, `${item.open.label} ${item.label}`),
    spacing: 'Small',
  }
}

/** A phone shows two buttons side by side without cutting their words. */
const BUTTONS_IN_A_ROW = 2

/** At most four buttons; the rest under the overflow menu (mode secondary), at the end of the last row. */
function actions(card: Card, { canShare, page }: RenderOptions): Element[] {
  const isUseful = ({ press }: Button): boolean => press.action !== 'share' || (canShare && !card.sensitive)
  const front = card.actions.filter(isUseful).map(execute)
  const menu = [
    ...card.menu.filter(isUseful).map(button => ({ ...execute(button), mode: 'secondary' as const })),
    ...(page ? [openUrl(page)] : []),
  ]
  const [first, rest] = [front.slice(0, BUTTONS_IN_A_ROW), front.slice(BUTTONS_IN_A_ROW)]
  const rows = rest.length > 0 ? [first, [...rest, ...menu]] : [[...first, ...menu]]
  return rows
    .filter(row => row.length > 0)
    .map((row, i) => ({ type: 'ActionSet', actions: row, ...(i > 0 ? { spacing: 'Small' } : {}) }))
}

const openUrl = ({ label: title, url }: { label: string; url: string }): OpenUrl => ({
  type: 'Action.OpenUrl',
  title: clip(title),
  url,
  mode: 'secondary',
})

function feedback({ feedback: part }: Card): Element[] {
  if (!part) return []
  const small = { size: 'Small' } as const
  const verdict = (button: Button): Column =>
    column('auto', [textBlock(button.label, { ...small, color: 'Accent' })], selectAction(button))
  return [
    {
      type: 'ColumnSet',
      columns: [
        column('auto', [textBlock(part.question, { ...small, isSubtle: true })]),
        verdict(part.helpful),
        verdict(part.unhelpful),
      ],
      spacing: 'Small',
    },
  ]
}

/** What a later version brought, and what looks like a press. */
const isOfPresses = ([name, value]: readonly [string, unknown]): boolean =>
  name === 'selectAction' || name === 'mode' || value === 'heading' || value === 'Accent'

function withoutPresses<T extends object>(element: T): object {
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain)
    return typeof value === 'object' && value !== null ? withoutPresses(value) : value
  }
  const kept = Object.entries(element).filter(entry => !isOfPresses(entry))
  return Object.fromEntries(kept.map(([name, value]) => [name, plain(value)]))
}
