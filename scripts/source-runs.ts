import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../src/root.ts'
import { fold } from '../src/text.ts'

/**
 * The source's runs of ten words, as short hashes: enough to find a sentence that was carried over, and
 * nothing of the source can be read from them. Six bytes keep a false alarm below one in a million.
 */
export const RUNS_FILE = join(ROOT, 'test', 'fixtures', 'source-runs.bin')
export const RUN_WORDS = 10
const HASH_BYTES = 6

export const wordsOf = (text: string): string[] => fold(text).split(' ').filter(Boolean)

/** Every run of a text, by the place of its first word. */
export function runsOf(words: readonly string[]): string[] {
  const count = Math.max(0, words.length - RUN_WORDS + 1)
  return Array.from({ length: count }, (_, start) => words.slice(start, start + RUN_WORDS).join(' '))
}

export const hashOf = (run: string): string =>
  createHash('sha256')
    .update(run)
    .digest('hex')
    .slice(0, 2 * HASH_BYTES)

/** The hashes of a text's runs one after the other, each once, sorted. */
export function packRuns(text: string): Buffer {
  const hashes = new Set(runsOf(wordsOf(text)).map(hashOf))
  return Buffer.from([...hashes].sort().join(''), 'hex')
}

export function unpackRuns(packed: Buffer): ReadonlySet<string> {
  const hex = packed.toString('hex')
  return new Set(hex.match(new RegExp(`.{${2 * HASH_BYTES}}`, 'g')))
}

function main(sourcePath: string | undefined): void {
  if (!sourcePath) {
    process.stderr.write('which file? -> node dist/scripts/source-runs.js SOURCE.txt\n')
    process.exitCode = 2
    return
  }
  const packed = packRuns(readFileSync(sourcePath, 'utf8'))
  writeFileSync(RUNS_FILE, packed)
  process.stderr.write(`${RUNS_FILE}: ${packed.length / HASH_BYTES} runs\n`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv[2])
