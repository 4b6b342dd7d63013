import { knowledgeOptions } from '../src/compose.ts'
import { parseConfig } from '../src/config.ts'
import { Directory } from '../src/directory/directory.ts'
import { loadKnowledge } from '../src/knowledge.ts'
import { createLog } from '../src/log.ts'
import { readFusion } from '../src/understand/fusion.ts'
import { Understanding } from '../src/understand/index.ts'
import { MOST_CLASSES } from '../src/understand/model/classifier.ts'
import { trainingTexts } from '../src/understand/model/examples.ts'
import { prepare } from '../src/understand/model/prepare.ts'
import { generateDataset } from './generator.ts'

/**
 * Directories of growing size: time and memory to build and to ask, and how fast each grows (the
 * exponent of the power law between neighbouring sizes: 1 is linear).
 *
 *   npm run --silent build && node --expose-gc dist/bench/scale.js
 */
const SIZES = [100, 1_000, 10_000]
const QUESTIONS = 200

interface Row {
  size: number
  buildMs: number
  askMs: number
  p99Ms: number
  heapMb: number
  classifier: boolean
}

const real = loadKnowledge(knowledgeOptions(parseConfig({}), createLog('warn'))).directory.dataset

function measure(size: number): Row {
  const dataset = generateDataset(real, size)
  globalThis.gc?.()
  const before = memory()
  const start = performance.now()
  const directory = new Directory(dataset)
  const prepared = prepare({ texts: trainingTexts(directory), ways: [], finds: [] })
  const understanding = new Understanding(directory, prepared, readFusion().trained)
  const buildMs = performance.now() - start
  globalThis.gc?.()
  const heapMb = (memory() - before) / 1e6
  const questions = Array.from({ length: QUESTIONS }, (_, i) => {
    const entity = directory.entities[(i * 7919) % size]
    return entity ? (dataset.asks[entity.id]?.en[i % 6] ?? '') : ''
  })
  for (const q of questions) understanding.understand(q, { otherwise: 'en' })
  const times = questions
    .map(q => {
      const from = performance.now()
      understanding.understand(q, { otherwise: 'en' })
      return performance.now() - from
    })
    .sort((a, b) => a - b)
  return {
    size,
    buildMs,
    askMs: times[QUESTIONS / 2] ?? 0,
    p99Ms: times[Math.floor(QUESTIONS * 0.99)] ?? 0,
    heapMb,
    classifier: prepared.weights.length > 0,
  }
}

const memory = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const rows: Row[] = []
for (const size of SIZES) rows.push(measure(size))
const exponent = (value: (row: Row) => number, i: number): string => {
  const [before, now] = [rows[i - 1], rows[i]]
  if (!before || !now) return '-'
  return (Math.log(value(now) / value(before)) / Math.log(now.size / before.size)).toFixed(2)
}
const head = [
  'entities',
  'build ms',
  'exponent',
  'ask ms',
  'exponent',
  'ask p99 ms',
  'memory MB',
  'exponent',
  'signals',
]
const table = [
  head,
  head.map(() => '---'),
  ...rows.map((r, i) => [
    `${r.size}`,
    r.buildMs.toFixed(0),
    exponent(x => x.buildMs, i),
    r.askMs.toFixed(2),
    exponent(x => x.askMs, i),
    r.p99Ms.toFixed(2),
    r.heapMb.toFixed(0),
    exponent(x => x.heapMb, i),
    r.classifier ? 'all' : 'all but the classifier',
  ]),
]
process.stdout.write(`${table.map(cells => `| ${cells.join(' | ')} |`).join('\n')}\n`)
process.stdout.write(`The classifier is trained up to ${MOST_CLASSES} classes.\n`)
