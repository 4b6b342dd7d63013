import { isSingle, type Scored } from './score.ts'

/** Figures of a group of scored questions; rates are undefined where nothing counts towards them. */
export interface Figures {
  n: number
  /** The answer is right, by the question's own measure. */
  right: number | undefined
  inThree: number | undefined
  single: number | undefined
  wrongAmongSingle: number | undefined
  refusedOutside: number | undefined
  refusedCovered: number | undefined
}

const rate = (items: readonly Scored[], holds: (s: Scored) => boolean): number | undefined =>
  items.length === 0 ? undefined : items.filter(holds).length / items.length

export function figuresOf(scored: readonly Scored[]): Figures {
  const covered = scored.filter(s => s.labelled.match !== 'refuse')
  const outside = scored.filter(s => s.labelled.match === 'refuse')
  const firsts = covered.filter(s => s.labelled.match === 'first')
  const singles = scored.filter(s => isSingle(s.answer))
  const isRefused = (s: Scored): boolean => s.answer.type === 'not-covered'
  return {
    n: scored.length,
    right: rate(covered, s => s.right),
    inThree: rate(firsts, s => s.inThree),
    single: rate(firsts, s => isSingle(s.answer)),
    wrongAmongSingle: rate(singles, s => !s.right),
    refusedOutside: rate(outside, isRefused),
    refusedCovered: rate(covered, isRefused),
  }
}

/** Wilson's interval at 95 % (Wilson 1927). */
export function wilson(p: number, n: number): [number, number] {
  const z = 1.96
  const centre = p + (z * z) / (2 * n)
  const spread = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return [(centre - spread) / scale, (centre + spread) / scale]
}

/** Answers of about the same confidence, and how many of them were right. */
interface Bin {
  n: number
  confidence: number
  right: number
}

/** Ten bins of confidence, the empty ones left out. */
function binsOf(scored: readonly Scored[]): Bin[] {
  const bins = Array.from({ length: 10 }, (): Scored[] => [])
  for (const s of scored) bins[Math.min(9, Math.floor(s.answer.confidence * 10))]?.push(s)
  return bins
    .filter(items => items.length > 0)
    .map(items => ({
      n: items.length,
      confidence: items.reduce((sum, s) => sum + s.answer.confidence, 0) / items.length,
      right: items.filter(isConfidenceRight).length / items.length,
    }))
}

/** Expected calibration error in ten bins: how far confidence is from the share of right answers. */
export function calibrationError(scored: readonly Scored[]): number {
  return binsOf(scored).reduce(
    (sum, { n, confidence, right }) => sum + (n / scored.length) * Math.abs(confidence - right),
    0,
  )
}

/** What the calibration error is made of, as Markdown: a reliable confidence is as high as the share of right answers. */
export function reliabilityTable(scored: readonly Scored[]): string {
  const rows = binsOf(scored).map(b => [`${b.n}`, percent(b.confidence), percent(b.right)])
  return table(['n', 'confidence', 'right'], rows)
}

/** What the confidence of each type speaks of: see Answer in the design. */
function isConfidenceRight({ labelled, answer, right }: Scored): boolean {
  if (answer.type !== 'choices') return right
  const accepted = new Set([...labelled.gold, ...labelled.also])
  return answer.entities.some(id => accepted.has(id))
}

export const percent = (value: number | undefined): string =>
  value === undefined ? '-' : (value * 100).toFixed(1)

const COLUMNS = [
  'n',
  'right',
  '95 %',
  'in 3',
  'single',
  'wrong of single',
  'outside refused',
  'covered refused',
] as const

/** A table by category and language, as Markdown. */
export function tableOf(scored: readonly Scored[]): string {
  const groups: [string, Scored[]][] = [['all', [...scored]]]
  for (const by of [(s: Scored) => s.labelled.lang, (s: Scored) => s.labelled.category]) {
    const names = [...new Set(scored.map(by))].sort()
    groups.push(...names.map((name): [string, Scored[]] => [name, scored.filter(s => by(s) === name)]))
  }
  const rows = groups.map(([name, items]) => [name, ...cellsOf(items)])
  return table(['', ...COLUMNS], rows)
}

/** As Markdown. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')

function cellsOf(items: readonly Scored[]): string[] {
  const f = figuresOf(items)
  const main = f.right ?? f.refusedOutside ?? 0
  const [low, high] = wilson(main, f.n)
  return [
    `${f.n}`,
    percent(f.right),
    `${percent(low)}-${percent(high)}`,
    percent(f.inThree),
    percent(f.single),
    percent(f.wrongAmongSingle),
    percent(f.refusedOutside),
    percent(f.refusedCovered),
  ]
}

/** The wrong answers one by one: only ever of a development part. */
export function wrongOnes(scored: readonly Scored[]): string[] {
  return scored
    .filter(s => !s.right)
    .map(
      ({ labelled, answer }) =>
        `${labelled.lang} ${labelled.category} | ${labelled.q} | wanted ${labelled.gold.join(' ') || 'refusal'} | got ${answer.type} ${answer.entities.join(' ')} ${answer.confidence.toFixed(2)}`,
    )
}
