import { join } from 'node:path'
import { composeCore, knowledgeOptions } from '../src/compose.ts'
import { parseConfig } from '../src/config.ts'
import { readLabelled } from '../src/evaluation/index.ts'
import { loadKnowledge } from '../src/knowledge.ts'
import { createLog } from '../src/log.ts'
import { ROOT } from '../src/root.ts'
import { createBareSearch } from './bare-search.ts'

/**
 * core.ask against one bare MiniSearch.search (prefix and fuzzy) over the same directory, in turns in
 * one run; and a message of 40,000 characters against a median question. Figures are ratios: the
 * machine's speed drops out.
 *
 *   npm run --silent build && node --expose-gc dist/bench/ask.js
 */
const ROUNDS = 5

const log = createLog('warn')
const config = parseConfig({})
const from = performance.now()
const knowledge = loadKnowledge(knowledgeOptions(config, log))
const loadMs = performance.now() - from
const { core, close } = await composeCore(knowledge, { defaultLang: 'fr', log })
const questions = readLabelled(join(ROOT, 'test', 'evaluation', 'development.jsonl')).map(q => q.q)

const search = createBareSearch(knowledge.directory)
const ask = (text: string): Promise<unknown> => core.ask({ text, private: true, record: false })

async function timesOf(run: (text: string) => unknown): Promise<number[]> {
  const times: number[] = []
  for (const text of questions) {
    const start = performance.now()
    await run(text)
    times.push(performance.now() - start)
  }
  return times
}

const quantile = (times: readonly number[], q: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(q * times.length))] ?? 0

// Once unmeasured: compilation and caches are no part of either.
await timesOf(ask)
await timesOf(search)
const asked: number[] = []
const searched: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  const [first, second] = round % 2 === 0 ? [ask, search] : [search, ask]
  const firstTimes = await timesOf(first)
  const secondTimes = await timesOf(second)
  asked.push(...(first === ask ? firstTimes : secondTimes))
  searched.push(...(first === ask ? secondTimes : firstTimes))
}

const long = 'la climatisation du dépôt est en panne et les vaccins chauffent '.repeat(700).slice(0, 40_000)
globalThis.gc?.()
const heapBefore = process.memoryUsage().heapUsed
const longTimes: number[] = []
for (let i = 0; i < 200; i++) {
  const start = performance.now()
  await ask(long)
  longTimes.push(performance.now() - start)
}
globalThis.gc?.()
const heapAfter = process.memoryUsage().heapUsed
await close()

const row = (name: string, value: string): string => `| ${name} | ${value} |`
process.stdout.write(
  [
    row('figure', 'value'),
    row('---', '---'),
    row('core.ask median, ms', quantile(asked, 0.5).toFixed(3)),
    row('core.ask p99, ms', quantile(asked, 0.99).toFixed(3)),
    row('bare MiniSearch.search median, ms', quantile(searched, 0.5).toFixed(3)),
    row(
      'core.ask : bare search, medians (at most 3)',
      (quantile(asked, 0.5) / quantile(searched, 0.5)).toFixed(2),
    ),
    row(
      '40,000 characters : median question (at most 10)',
      (quantile(longTimes, 0.5) / quantile(asked, 0.5)).toFixed(2),
    ),
    row('heap after : before 200 of those', (heapAfter / heapBefore).toFixed(3)),
    row('loading directory and model, ms', loadMs.toFixed(0)),
    row('resident memory, MB', (process.memoryUsage().rss / 1e6).toFixed(0)),
    '',
  ].join('\n'),
)
