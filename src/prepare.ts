import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Directory } from './directory/directory.ts'
import { trainingTexts } from './understand/model/examples.ts'
import { prepare } from './understand/model/prepare.ts'
import { FORMAT, type Prepared, readPrepared, writePrepared } from './understand/model/prepared.ts'

/** Training takes some 20 seconds, so its result is kept under the hash of what it was trained on. */

/** The same for the same texts, whatever the files are called. */
export function hashOf(directory: Directory): string {
  const hash = createHash('sha256').update(`format ${FORMAT}`)
  for (const { label, lang, field, text } of trainingTexts(directory))
    hash.update(`\n${label}\t${lang}\t${field}\t${text}`)
  return hash.digest('hex').slice(0, 24)
}

const fileOf = (folder: string, hash: string): string => join(folder, `model-${hash}.bin`)

/** The kept model of these texts; undefined where none is, or it cannot be read. */
export function readModel(folder: string, hash: string): Prepared | undefined {
  const path = fileOf(folder, hash)
  if (!existsSync(path)) return undefined
  try {
    return readPrepared(readFileSync(path))
  } catch {
    // A file that was cut short by a crash: trained anew.
    return undefined
  }
}

/** Trains and keeps; older models in the folder are removed. */
export function trainModel(directory: Directory, folder: string, hash: string): Prepared {
  const prepared = prepare(trainingTexts(directory))
  mkdirSync(folder, { recursive: true })
  for (const name of readdirSync(folder))
    if (/^model-[0-9a-f]+\.bin$/.test(name)) rmSync(join(folder, name))
  const path = fileOf(folder, hash)
  // Written beside and renamed, so that nobody reads half a file.
  writeFileSync(`${path}.${process.pid}`, writePrepared(prepared))
  renameSync(`${path}.${process.pid}`, path)
  return prepared
}
