import type { Core } from '../core.ts'
import type { Directory } from '../directory/directory.ts'
import {
  calibrationError,
  evaluate,
  readLabelled,
  tableOf,
  withoutNearCopies,
  wrongOnes,
} from '../evaluation/index.ts'
import { type Io, OK } from './io.ts'

/** Held-out parts are never read one by one: what is read is tuned to. */
const isHeldOut = (path: string): boolean => /heldout/.test(path)

/** Scores labelled questions by category and language. */
export async function evalCommand(path: string, core: Core, directory: Directory, io: Io): Promise<number> {
  const labelled = readLabelled(path)
  const questions = withoutNearCopies(labelled, directory)
  const scored = await evaluate(core, questions)
  io.out(tableOf(scored))
  io.out('')
  io.out(`calibration error (ten bins): ${calibrationError(scored).toFixed(3)}`)
  io.out(`left out as copies of examples: ${labelled.length - questions.length} of ${labelled.length}`)
  if (!isHeldOut(path)) {
    io.out('')
    for (const line of wrongOnes(scored)) io.out(line)
  }
  return OK
}
