import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from './directory/directory.ts'
import { Directory } from './directory/directory.ts'
import { ROOT } from './root.ts'
import { FORMAT, type Prepared, readPrepared, writePrepared } from './understand/model/prepared.ts'
import { wayFiles } from './understand/ways/examples.ts'

/**
 * Checking a dataset takes half a second and training on it some 20, so both results are kept under
 * the hash of the files that they were made from.
 */

/** What the build prepares for the dataset of this repository. */
export const BUILT_FOLDER = join(ROOT, 'dist', 'prepared')

/** Other files of the dataset's folder are not of the dataset: the bot's own words, contacts to copy. */
const isDatasetFile = (name: string): boolean =>
  name.endsWith('.yaml') && !/^(?:messages|contacts|ways-of-asking)/.test(name)

/** The hash of every file of a dataset and of the ways of asking: the same content gives the same key, wherever it lies. */
export function keyOf(dataDir: string): string {
  const hash = createHash('sha256').update(`format ${FORMAT}`)
  const files = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter(isDatasetFile)
  for (const path of wayFiles()) hash.update(readFileSync(path))
  for (const name of files.sort()) hash.update(`\n${name}\n`).update(readFileSync(join(dataDir, name)))
  return hash.digest('hex').slice(0, 24)
}

const datasetPath = (folder: string, key: string): string => join(folder, `dataset-${key}.json`)
const modelPath = (folder: string, key: string): string => join(folder, `model-${key}.bin`)

/** The first folder that holds a readable one; a file cut short by a crash counts as none. */
function firstReadable<T>(folders: readonly string[], read: (folder: string) => T): T | undefined {
  for (const folder of folders)
    try {
      return read(folder)
    } catch {
      // Not there, or not whole: the next folder, or made anew.
    }
  return undefined
}

export function readKeptDirectory(folders: readonly string[], key: string): Directory | undefined {
  return firstReadable(
    folders,
    folder => new Directory(JSON.parse(readFileSync(datasetPath(folder, key), 'utf8')) as Dataset),
  )
}

export function readKeptModel(folders: readonly string[], key: string): Prepared | undefined {
  return firstReadable(folders, folder => readPrepared(readFileSync(modelPath(folder, key))))
}

export function keepDirectory(folder: string, key: string, directory: Directory): void {
  keep(folder, datasetPath(folder, key), JSON.stringify(directory.dataset), /^dataset-/)
}

export function keepModel(folder: string, key: string, model: Prepared): void {
  keep(folder, modelPath(folder, key), writePrepared(model), /^model-/)
}

/** Written beside and renamed, so that nobody reads half a file; the one it replaces goes. */
function keep(folder: string, path: string, content: string | Buffer, earlier: RegExp): void {
  mkdirSync(folder, { recursive: true })
  const beside = `${path}.${process.pid}`
  writeFileSync(beside, content)
  for (const name of readdirSync(folder))
    if (earlier.test(name) && join(folder, name) !== beside) rmSync(join(folder, name), { force: true })
  renameSync(beside, path)
}

export const isKept = (folders: readonly string[], key: string): boolean =>
  [datasetPath, modelPath].every(path => folders.some(folder => existsSync(path(folder, key))))
