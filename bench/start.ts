import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { composeCore, knowledgeOptions } from '../src/compose.ts'
import { parseConfig } from '../src/config.ts'
import { loadKnowledge } from '../src/knowledge.ts'
import { createLog } from '../src/log.ts'
import { ROOT } from '../src/root.ts'
import { trainingTexts } from '../src/understand/model/examples.ts'
import { prepare } from '../src/understand/model/prepare.ts'
import { readWays } from '../src/understand/ways/examples.ts'
import { findingQuestions } from '../src/understand/ways/finds.ts'

/**
 * Cold start of the compiled command line to its first answer, resident memory of the core once it has
 * answered, and the training time of the build.
 *
 *   npm run --silent build && node --expose-gc dist/bench/start.js
 */
const STARTS = 7
const MEGABYTE = 2 ** 20

async function coldStart(): Promise<number> {
  const from = performance.now()
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'src', 'cli.js'), 'ask', 'trésorerie'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const first = performance.now() - from
  await once(child, 'close')
  return first
}

const starts: number[] = []
for (let i = 0; i < STARTS; i++) starts.push(await coldStart())
const median = starts.toSorted((a, b) => a - b)[Math.floor(STARTS / 2)] ?? 0

const log = createLog('warn')
const knowledge = loadKnowledge(knowledgeOptions(parseConfig({}), log))
const { core, close } = await composeCore(knowledge, { defaultLang: 'fr', log })
await core.ask({ text: 'qui gère les voyages ?', private: true, record: false })
globalThis.gc?.()
const resident = process.memoryUsage().rss / MEGABYTE
await close()

const from = performance.now()
const { directory } = knowledge
prepare({ texts: trainingTexts(directory), ways: readWays(), finds: findingQuestions(directory) })
const trainingS = (performance.now() - from) / 1000

process.stdout.write(
  [
    `cold start to the first answer, median of ${STARTS}: ${median.toFixed(0)} ms`,
    `resident memory of the core after an answer: ${resident.toFixed(0)} MB`,
    `training of the build: ${trainingS.toFixed(1)} s`,
    '',
  ].join('\n'),
)
