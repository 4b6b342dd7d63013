import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, whether the code runs from `src/` (tests) or from `dist/src/` (built). */
function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from
  const up = dirname(from)
  if (up === from) throw new Error('no package.json above the program')
  return findRoot(up)
}

export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)))
