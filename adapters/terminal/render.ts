import type { Card, Duty, Item } from '../../src/cards/card.ts'
import type { Lang } from '../../src/lang.ts'
import { clean, wrap } from './wrap.ts'

export interface RenderOptions {
  /** Columns of the terminal; longer words stand out rather than be cut. */
  readonly width: number
  /** Bold and dim by ANSI codes; without it the text is plain. */
  readonly colour?: boolean
}

/** SGR codes (ECMA-48 8.3.117): bold, dim, and back. */
const STYLES = { bold: ['\u001B[1m', '\u001B[22m'], dim: ['\u001B[2m', '\u001B[22m'] } as const
/** French sets the colon apart, by a space that does not break. */
const COLONS: Readonly<Record<Lang, string>> = { fr: '\u00A0: ', en: ': ', es: ': ' }
type Style = keyof typeof STYLES
type Block = readonly string[]

/** The card as text, in the order of every surface. What can only be pressed is left out: here nothing can. */
export function renderText(card: Card, { width, colour = false }: RenderOptions): string {
  const { duties, distinctions } = card
  const colon = COLONS[card.lang]
  const styled = (lines: Block, style: Style): Block => {
    const [on, off] = STYLES[style]
    return colour ? lines.map(line => `${on}${line}${off}`) : lines
  }
  const plain = (text: string | undefined): Block => (text ? wrap(text, width) : [])
  const bullet = (text: string): Block => wrap(text, width, '• ')
  const duty = ({ text, matched }: Duty): Block => (matched ? styled(bullet(text), 'bold') : bullet(text))
  const distinction = ({ label, detail }: Item): Block => wrap(joined([label, detail], colon), width, '  ')

  const blocks: readonly Block[] = [
    [
      ...styled(plain(card.eyebrow?.toLocaleUpperCase(card.lang)), 'dim'),
      ...styled(plain(card.title), 'bold'),
      ...plain(card.subtitle),
      ...styled(plain(card.breadcrumb.map(step => step.label).join(' › ')), 'dim'),
    ],
    card.notices.flatMap(notice => wrap(notice, width, '! ')),
    plain(card.summary),
    duties ? [...plain(duties.heading), ...duties.items.flatMap(duty)] : [],
    distinctions ? [...plain(distinctions.heading), ...distinctions.items.flatMap(distinction)] : [],
    card.facts.flatMap(({ label, value }) => wrap(`${label}${colon}${value}`, width)),
    renderItems(card.items, width),
    card.examples.flatMap(bullet),
    [...plain(card.why), ...styled(plain(card.source), 'dim')],
  ]
  return blocks
    .filter(block => block.length > 0)
    .map(block => block.join('\n'))
    .join('\n\n')
}

/** Numbers stand in a column of their own, as wide as the widest. */
function renderItems(items: readonly Item[], width: number): Block {
  const columns = Math.max(...items.map(({ number }) => String(number ?? '•').length))
  return items.flatMap(({ number, label, detail, marker }) => {
    const lead = `${String(number ?? '•').padStart(columns)}  `
    const name = joined([label, marker && `← ${marker}`], ' ')
    return [...wrap(name, width, lead), ...(detail ? wrap(detail, width, ' '.repeat(lead.length)) : [])]
  })
}

const joined = (parts: readonly (string | undefined)[], separator: string): string =>
  parts.filter(part => part && clean(part)).join(separator)
