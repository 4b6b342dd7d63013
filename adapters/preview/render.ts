import type { Answer } from '../../src/answer/answer.ts'
import type { Button, Card, Item } from '../../src/cards/card.ts'
import { encodePress } from '../../src/cards/press.ts'

/** A card as the page gets it: plain texts (the page sets them as text, never as markup), presses encoded. */
export interface PageCard extends Pick<Card, 'type' | 'lang' | 'sensitive' | 'title'> {
  readonly eyebrow: string | undefined
  readonly subtitle: string | undefined
  readonly breadcrumb: readonly PageButton[]
  readonly notices: Card['notices']
  readonly summary: string | undefined
  readonly duties: Card['duties']
  readonly distinctions: { readonly heading: string; readonly items: readonly PageItem[] } | undefined
  readonly facts: Card['facts']
  readonly items: readonly PageItem[]
  readonly examples: Card['examples']
  readonly actions: readonly PageButton[]
  readonly menu: readonly PageButton[]
  /** The address of the unit's own page, to copy. */
  readonly link: string | undefined
  readonly why: string | undefined
  readonly feedback:
    | { readonly question: string; readonly helpful: PageButton; readonly unhelpful: PageButton }
    | undefined
  readonly source: string | undefined
}
export interface PageButton {
  readonly label: string
  readonly hint: string | undefined
  readonly press: string
}
export interface PageItem extends Omit<Item, 'open'> {
  readonly open: PageButton
}

/** @param publicUrl without it the link is a path of this server */
export function renderCard(card: Card, answer: Answer, publicUrl = ''): PageCard {
  const { distinctions, feedback } = card
  return {
    type: card.type,
    lang: card.lang,
    sensitive: card.sensitive,
    eyebrow: card.eyebrow,
    title: card.title,
    subtitle: card.subtitle,
    breadcrumb: renderButtons(card.breadcrumb),
    notices: card.notices,
    summary: card.summary,
    duties: card.duties,
    distinctions: distinctions && { ...distinctions, items: distinctions.items.map(renderItem) },
    facts: card.facts,
    items: card.items.map(renderItem),
    examples: card.examples,
    actions: renderButtons(card.actions),
    menu: renderButtons(card.menu),
    link: answer.type === 'unit' ? `${publicUrl}/unit/${answer.entities[0]}?lang=${card.lang}` : undefined,
    why: card.why,
    feedback: feedback && {
      question: feedback.question,
      helpful: renderButton(feedback.helpful),
      unhelpful: renderButton(feedback.unhelpful),
    },
    source: card.source,
  }
}

/** Sharing needs a channel to share into: here it would do nothing, so it is not there. */
const renderButtons = (buttons: readonly Button[]): PageButton[] =>
  buttons.filter(button => button.press.action !== 'share').map(renderButton)

const renderButton = ({ label, hint, press }: Button): PageButton => ({
  label,
  hint,
  press: encodePress(press),
})

const renderItem = (item: Item): PageItem => ({ ...item, open: renderButton(item.open) })
