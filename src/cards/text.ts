import type { Card, Item } from './card.ts'

/** The whole card as plain text, in the order that every surface keeps. */
export function toText(card: Omit<Card, 'text'>): string {
  const blocks: (string | undefined)[] = [
    card.eyebrow?.toLocaleUpperCase(card.lang),
    card.title,
    card.subtitle,
    card.breadcrumb.map(step => step.label).join(' › ') || undefined,
    ...card.notices,
    card.summary,
    section(
      card.duties?.heading,
      card.duties?.items.map(d => `• ${d.text}`),
    ),
    section(card.distinctions?.heading, card.distinctions?.items.map(itemLine)),
    section(
      undefined,
      card.facts.map(fact => `${fact.label} : ${fact.value}`.replace(' :', colon(card))),
    ),
    section(undefined, card.items.map(itemLine)),
    section(
      undefined,
      card.examples.map(example => `• ${example}`),
    ),
    card.why,
    card.source,
  ]
  return blocks.filter(block => block !== undefined && block !== '').join('\n')
}

/** French sets a space before the colon. */
const colon = (card: Pick<Card, 'lang'>): string => (card.lang === 'fr' ? ' :' : ':')

function section(heading: string | undefined, lines: readonly string[] | undefined): string | undefined {
  if (!lines || lines.length === 0) return undefined
  return [heading, ...lines].filter(line => line !== undefined).join('\n')
}

function itemLine(item: Item): string {
  const number = item.number === undefined ? '•' : `${item.number}.`
  const detail = item.detail ? ` — ${item.detail}` : ''
  return `${number} ${item.label}${detail}${item.marker ? ` (${item.marker})` : ''}`
}
