import { composeCore } from '../compose.ts'
import type { Knowledge } from '../core.ts'
import {
  calibrationError,
  compare,
  comparisonTable,
  evaluate,
  type Labelled,
  readLabelled,
  type Scored,
  tableOf,
  withoutNearCopies,
  wrongOnes,
} from '../evaluation/index.ts'
import { createLog } from '../log.ts'
import { type Io, OK } from './io.ts'

/** Held-out parts are never read one by one: what is read is tuned to. */
export const isHeldOut = (path: string): boolean => /heldout/.test(path)

/** Scores labelled questions by category and language; `withComparison` beside plain search and each signal switched off. */
export async function evalCommand(
  path: string,
  knowledge: Knowledge,
  { withComparison }: { withComparison: boolean },
  io: Io,
): Promise<number> {
  const labelled = readLabelled(path)
  const questions = withoutNearCopies(labelled, knowledge.directory)
  const scored = await evaluateWith(knowledge, labelled, questions)
  io.out(tableOf(scored))
  io.out('')
  io.out(`calibration error (ten bins): ${calibrationError(scored).toFixed(3)}`)
  io.out(`left out as copies of examples: ${labelled.length - questions.length} of ${labelled.length}`)
  if (withComparison) {
    io.out('')
    io.out(comparisonTable(await compare(knowledge, questions, k => evaluateWith(k, labelled, questions))))
  }
  if (!isHeldOut(path)) {
    io.out('')
    for (const line of wrongOnes(scored)) io.out(line)
  }
  return OK
}

/** A core of its own for each run: conversations of one must not reach into another. */
export async function evaluateWith(
  knowledge: Knowledge,
  questions: readonly Labelled[],
  counted: readonly Labelled[],
): Promise<Scored[]> {
  const { core, close } = await composeCore(knowledge, { defaultLang: 'fr', log: createLog('warn') })
  try {
    return await evaluate(core, questions, counted)
  } finally {
    await close()
  }
}
