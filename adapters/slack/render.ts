import type { ConfirmationDialog, ContextBlock, KnownBlock, MrkdwnElement, SectionBlock } from '@slack/types'
import type { Button, Card, Item } from '../../src/cards/card.ts'
import type { Lang } from '../../src/lang.ts'
import type { Translate } from '../../src/messages.ts'
import { plain, renderButton, renderMenu } from './actions.ts'
import { LIMITS, ROOM } from './limits.ts'
import { bold, cut, escapeLines, escapeText } from './mrkdwn.ts'

/** What Slack is sent: blocks, and the whole of it as text for notifications and screen readers. */
export interface Message {
  text: string
  blocks: KnownBlock[]
}

interface RenderOptions {
  translate: Translate
  /** Whether a share button would do something where the card is shown. */
  isShareable: boolean
  /** The Slack id of who shares the card with others. */
  sharedBy?: string
}

/** Cuts each text to what is left of a message. */
type Fit = (text: string, most: number) => string

/** A card as a message; within `LIMITS`, whatever the card holds. Parts in the order of the card's fields. */
export function renderCard(whole: Card, options: RenderOptions): Message {
  const card = withinRoom(whole)
  const fit = createFit(LIMITS.allBlocks - RESERVED - labelCharacters(card))
  const shared = options.sharedBy
    ? options.translate(card.lang, 'slack:shared-by', { user: `<@${options.sharedBy}>` })
    : undefined
  const blocks: KnownBlock[] = [
    ...(shared ? [context(fit, [shared])] : []),
    ...heading(card, fit),
    ...section(fit, lines(card.notices.map(escapeText))),
    ...section(fit, card.summary && escapeText(card.summary)),
    ...duties(card, fit),
    ...distinctions(card, fit),
    // On the help card the examples are what is looked for.
    ...section(fit, lines(card.examples.map(example => `• ${escapeText(example)}`))),
    ...facts(card, fit),
    ...(card.type === 'not-covered' ? eyebrow(card, fit) : []),
    ...card.items.flatMap(item => renderItem(item, fit)),
    ...actions(card, options),
    ...feedback(card, fit),
    ...(card.source ? [context(fit, [escapeText(card.source)])] : []),
  ]
  const text = cut(escapeLines(card.text), LIMITS.text)
  return { blocks, text: shared ? cut(`${shared}\n${text}`, LIMITS.text) : text || '…' }
}

/** A line of our own words. */
export function renderLine(text: string): Message {
  const line = cut(escapeText(text), LIMITS.sectionText)
  return { text: line, blocks: [{ type: 'section', text: mrkdwn(line) }] }
}

/** What is left of a message that Slack finds too long: its text, without buttons, a third of a section. */
export function shorten({ text }: Message): Message {
  const short = cut(text, LIMITS.sectionText / 3)
  return { text: short, blocks: [{ type: 'section', text: mrkdwn(short) }] }
}

/** For the confirmation of a share, and for an ellipsis where a part no longer fits. */
const RESERVED = 600

/** The card with no more parts than a message has blocks for. */
function withinRoom(card: Card): Card {
  const { distinctions } = card
  return {
    ...card,
    ...(distinctions
      ? { distinctions: { ...distinctions, items: distinctions.items.slice(0, ROOM.distinctions) } }
      : {}),
    breadcrumb: card.breadcrumb.slice(-LIMITS.menuOptions),
    facts: card.facts.slice(0, ROOM.facts),
    items: card.items.slice(0, ROOM.items),
    actions: card.actions.slice(0, ROOM.actions),
    menu: card.menu.slice(0, ROOM.menu),
  }
}

function createFit(budget: number): Fit {
  let left = Math.max(budget, 0)
  return (text, most) => {
    const fitted = cut(text, Math.max(1, Math.min(most, left)))
    left -= fitted.length
    return fitted
  }
}

/** Buttons come last, yet nothing may crowd them out: their room is set aside first. */
function labelCharacters(card: Card): number {
  const { feedback } = card
  const buttons = [
    ...card.breadcrumb,
    ...card.items.map(item => item.open),
    ...(card.distinctions?.items ?? []).map(item => item.open),
    ...card.actions,
    ...card.menu,
    ...(feedback ? [feedback.helpful, feedback.unhelpful] : []),
  ]
  return buttons.reduce((sum, { label }) => sum + Math.min(label.length, LIMITS.buttonText), 0)
}

const lines = (texts: readonly (string | undefined)[]): string => texts.filter(Boolean).join('\n')

/** `verbatim`: Slack makes neither links nor mentions out of plain words. */
const mrkdwn = (text: string): MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true })

const context = (fit: Fit, texts: readonly string[]): ContextBlock => ({
  type: 'context',
  elements: texts.map(text => mrkdwn(fit(text, LIMITS.sectionText))),
})

function section(fit: Fit, text: string | undefined, accessory?: SectionBlock['accessory']): SectionBlock[] {
  if (!text) return []
  return [
    { type: 'section', text: mrkdwn(fit(text, LIMITS.sectionText)), ...(accessory ? { accessory } : {}) },
  ]
}

const eyebrow = (card: Card, fit: Fit): KnownBlock[] =>
  card.eyebrow ? [context(fit, [escapeText(card.eyebrow)])] : []

/** The names and, as a small menu beside them, the way down: each step opens. */
function heading(card: Card, fit: Fit): KnownBlock[] {
  const title = bold(cut(escapeText(card.title), 600))
  const way = card.breadcrumb.map(step => escapeText(step.label)).join(' › ')
  return [
    // 'The nearest' says what the items are, not what the title is.
    ...(card.type === 'not-covered' ? [] : eyebrow(card, fit)),
    ...section(
      fit,
      lines([title, card.subtitle && escapeText(card.subtitle)]),
      card.breadcrumb.length > 0 ? renderMenu('way', card.breadcrumb) : undefined,
    ),
    ...(way ? [context(fit, [way])] : []),
  ]
}

function duties({ duties }: Card, fit: Fit): KnownBlock[] {
  if (!duties || duties.items.length === 0) return []
  const items = duties.items.map(({ text, matched }) => {
    const duty = cut(escapeText(text), 600)
    return `• ${matched ? bold(duty) : duty}`
  })
  return section(fit, lines([escapeText(duties.heading), ...items]))
}

function distinctions({ distinctions }: Card, fit: Fit): KnownBlock[] {
  if (!distinctions || distinctions.items.length === 0) return []
  return [
    context(fit, [escapeText(distinctions.heading)]),
    ...distinctions.items.flatMap(item => renderItem(item, fit)),
  ]
}

function facts(card: Card, fit: Fit): KnownBlock[] {
  const fields = card.facts.map(({ label, value }) =>
    mrkdwn(fit(lines([escapeText(label), escapeText(value)]) || '…', LIMITS.fieldText)),
  )
  return chunks(fields, LIMITS.fields).map(some => ({ type: 'section', fields: some }))
}

function renderItem(item: Item, fit: Fit): KnownBlock[] {
  const { number, label, detail, marker, open } = item
  const name = [
    number === undefined ? '' : `${number}.`,
    bold(cut(escapeText(label), 600)),
    marker && escapeText(marker),
  ]
  return section(
    fit,
    lines([name.filter(Boolean).join('  ') || '…', detail && escapeText(detail)]),
    renderButton(open, { about: label }),
  )
}

function actions(card: Card, { translate, isShareable }: RenderOptions): KnownBlock[] {
  const canShare = isShareable && !card.sensitive
  const buttons = card.actions
    .filter(({ press }) => canShare || press.action !== 'share')
    .map(button =>
      renderButton(
        button,
        button.press.action === 'share' ? { confirm: confirmShare(card.lang, translate) } : {},
      ),
    )
  const menus = chunks(card.menu, LIMITS.menuOptions).map((some, i) => renderMenu(`menu:${i}`, some))
  const elements = [...buttons, ...menus]
  return elements.length > 0 ? [{ type: 'actions', elements }] : []
}

function confirmShare(lang: Lang, translate: Translate): ConfirmationDialog {
  return {
    title: plain(translate(lang, 'slack:share.title'), LIMITS.confirmTitle),
    text: plain(translate(lang, 'slack:share.text'), LIMITS.confirmText),
    confirm: plain(translate(lang, 'slack:share.confirm'), LIMITS.confirmButton),
    deny: plain(translate(lang, 'slack:share.deny'), LIMITS.confirmButton),
  }
}

/** Why this unit, and whether it helped. */
function feedback(card: Card, fit: Fit): KnownBlock[] {
  const asked = card.sensitive ? undefined : card.feedback
  const remarks = [card.why, asked?.question].flatMap(text => (text ? [escapeText(text)] : []))
  return [
    ...(remarks.length > 0 ? [context(fit, [remarks.join(' · ')])] : []),
    ...(asked
      ? [
          {
            type: 'actions' as const,
            elements: [asked.helpful, asked.unhelpful].map((b: Button) => renderButton(b)),
          },
        ]
      : []),
  ]
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  )
}
