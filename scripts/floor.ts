import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as z from 'zod/v4'
import { evaluateWith, isHeldOut } from '../src/commands/eval.ts'
import { knowledgeOptions } from '../src/compose.ts'
import { parseConfig } from '../src/config.ts'
import type { Knowledge } from '../src/core.ts'
import {
  calibrationError,
  compare,
  comparisonTable,
  figuresOf,
  readLabelled,
  reliabilityTable,
  type Scored,
  tableOf,
  withoutNearCopies,
} from '../src/evaluation/index.ts'
import { loadKnowledge } from '../src/knowledge.ts'
import { createLog } from '../src/log.ts'
import { ROOT } from '../src/root.ts'

/**
 * The evaluation floor: understanding may get better, and no change may make it worse by more than a
 * point unseen. `--write` commits to what is reached now, and writes docs/evaluation.md.
 */

const FOLDER = join(ROOT, 'test', 'evaluation')
const FLOOR = join(FOLDER, 'floor.json')
const PAGE = join(ROOT, 'docs', 'evaluation.md')
/** In shares of one: a point. */
const MOST_DROP = 0.01

const floorSchema = z.strictObject({
  right: z.number(),
  outsideRefused: z.number(),
  coveredRefused: z.number(),
  wrongOfSingle: z.number(),
})
/** What is held, a part of the questions; shares of one. */
export type Floor = z.infer<typeof floorSchema>

/** Of these less is better. */
const COSTS: readonly (keyof Floor)[] = ['coveredRefused', 'wrongOfSingle']

/** One line for each figure that fell by more than a point. */
export function dropsBelow(part: string, floor: Floor, reached: Floor): string[] {
  const names = Object.keys(floor) as (keyof Floor)[]
  return names.flatMap(name => {
    const drop = COSTS.includes(name) ? reached[name] - floor[name] : floor[name] - reached[name]
    // shares are kept to four digits, so that a drop of a point is not more than a point
    if (drop <= MOST_DROP + 0.00005) return []
    return [`${part}: ${name} is ${percent(reached[name])} %, the floor is ${percent(floor[name])} %`]
  })
}

const percent = (share: number): string => (share * 100).toFixed(1)
const rounded = (share: number | undefined): number => Math.round((share ?? 0) * 10_000) / 10_000

function reachedBy(scored: readonly Scored[]): Floor {
  const figures = figuresOf(scored)
  return {
    right: rounded(figures.right),
    outsideRefused: rounded(figures.refusedOutside),
    coveredRefused: rounded(figures.refusedCovered),
    wrongOfSingle: rounded(figures.wrongAmongSingle),
  }
}

interface Part {
  name: string
  scored: readonly Scored[]
  /** As many are near copies of examples, and say nothing. */
  leftOut: number
  /** Beside plain search, and with each signal switched off; of held-out parts, and for the page only. */
  comparison?: string
}

async function evaluatePart(name: string, knowledge: Knowledge, isForPage: boolean): Promise<Part> {
  const labelled = readLabelled(join(FOLDER, `${name}.jsonl`))
  const questions = withoutNearCopies(labelled, knowledge.directory)
  const scored = await evaluateWith(knowledge, labelled, questions)
  const part = { name, scored, leftOut: labelled.length - questions.length }
  if (!isForPage || !isHeldOut(name)) return part
  const compared = await compare(knowledge, questions, k => evaluateWith(k, labelled, questions))
  return { ...part, comparison: comparisonTable(compared) }
}

function readFloors(): Record<string, Floor> {
  if (!existsSync(FLOOR)) return {}
  return z.record(z.string(), floorSchema).parse(JSON.parse(readFileSync(FLOOR, 'utf8')))
}

/** A part that nobody holds, or one that is gone, is a fault too: the floor must not shrink unseen. */
export function faultsOf(
  floors: Readonly<Record<string, Floor>>,
  reached: Readonly<Record<string, Floor>>,
): string[] {
  const unheld = Object.keys(reached).filter(name => !floors[name])
  return [
    ...unheld.map(name => `${name}: no floor is committed -> node dist/scripts/floor.js --write`),
    ...Object.entries(floors).flatMap(([name, floor]) => {
      const now = reached[name]
      return now ? dropsBelow(name, floor, now) : [`${name}: its questions are gone`]
    }),
  ]
}

/** Tables only: a single question of a held-out part is never shown, for what is read is tuned to. */
function pageOf(parts: readonly Part[]): string {
  const sections = parts.map(
    ({ name, scored, leftOut, comparison }) => `## ${name}

${tableOf(scored)}

Left out as near copies of examples: ${leftOut}. Calibration error in ten bins: ${calibrationError(scored).toFixed(3)}:

${reliabilityTable(scored)}
${comparison === undefined ? '' : `\n${comparison}\n`}`,
  )
  return `${INTRODUCTION}\n${sections.join('\n')}`
}

const INTRODUCTION = `# Evaluation

Made by \`node dist/scripts/floor.js --write\`; do not edit by hand.

Each part is a file of labelled questions in \`test/evaluation\`. Understanding was tuned on the
development parts. The held-out parts are only ever counted, never read.

- **right**: covered questions that got the right answer, by the measure of the question; for a group
  that holds only questions from outside the directory, the interval is of those refused
- **95 %**: Wilson's interval of that share
- **in 3**: a right unit is among the first three
- **single**: one card was given, rather than a choice
- **wrong of single**: of those single cards, the share that is wrong
- **outside refused**: questions that no unit covers and that were answered so; more is better
- **covered refused**: questions that a unit covers and that were refused; less is better

\`node dist/scripts/floor.js\` compares the figures with \`test/evaluation/floor.json\` and fails on a drop
of more than one point. One part alone, with the wrong answers of a development part:
\`npm run --silent oim -- eval test/evaluation/development.jsonl\`.
`

async function main(): Promise<void> {
  const log = createLog('warn')
  const config = parseConfig({ OIM_SECRET_KEY: 'nothing is hashed or encrypted here' })
  const knowledge = loadKnowledge(knowledgeOptions(config, log))
  const names = readdirSync(FOLDER)
    .filter(file => file.endsWith('.jsonl'))
    .map(file => file.slice(0, -'.jsonl'.length))
    .sort()
  const parts: Part[] = []
  const isWriting = process.argv.includes('--write')
  for (const name of names) parts.push(await evaluatePart(name, knowledge, isWriting))
  const reached = Object.fromEntries(parts.map(({ name, scored }) => [name, reachedBy(scored)]))
  if (isWriting) {
    writeFileSync(FLOOR, `${JSON.stringify(reached, undefined, 2)}\n`)
    writeFileSync(PAGE, pageOf(parts))
    return
  }
  const faults = faultsOf(readFloors(), reached)
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  if (faults.length === 0) process.stderr.write(`evaluation: ${names.length} parts at or above their floor\n`)
  process.exitCode = faults.length === 0 ? 0 : 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
