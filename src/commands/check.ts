import { existsSync } from 'node:fs'
import { checkDataset } from '../directory/check.ts'
import { formatFault } from '../directory/faults.ts'
import { readDataset } from '../directory/read.ts'
import { FAILURE, type Io, MISUSE, OK } from './io.ts'

/** Every fault of a dataset at once, sorted by place. */
export function check(
  dir: string,
  { draft = false, contactsPath }: { draft?: boolean | undefined; contactsPath?: string | undefined },
  io: Io,
): number {
  if (!existsSync(dir)) {
    io.err(`there is no folder ${dir}`)
    return MISUSE
  }
  const raw = readDataset(dir, contactsPath)
  const faults = checkDataset(raw, { draft })
  for (const fault of faults) io.out(formatFault(fault))
  const count = raw.branches.reduce(
    (sum, b) => sum + (Array.isArray(b.yaml.value) ? b.yaml.value.length : 0),
    0,
  )
  io.err(faults.length === 0 ? `${count} entities, no fault` : `${count} entities, ${faults.length} faults`)
  return faults.length === 0 ? OK : FAILURE
}
