import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { ROOT } from '../../src/root.ts'
import { newFolder } from '../support/organisation.ts'
import { endServers, LOOPBACK_ONLY, startServer } from '../support/processes.ts'

const sealed: string[] = []
afterEach(async () => {
  await endServers()
  // Only who may write to a folder may delete what is in it.
  for (const root of sealed.splice(0)) {
    chmodSync(root, 0o755)
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
      if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o755)
  }
})

const NOBODY = 65_534
const isRoot = process.getuid?.() === 0

/** What the image holds, in a folder that nobody may write to. */
function readOnlyCopy(): string {
  const root = join(newFolder(), 'app')
  mkdirSync(root)
  const parts = [
    'package.json',
    'dist',
    'data',
    'src/server/page',
    'src/understand/fusion.json',
    'adapters/preview/page',
    'adapters/teams/tab/page',
    LOOPBACK_ONLY,
  ]
  for (const part of parts) cpSync(join(ROOT, part), join(root, part), { recursive: true })
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
    if (!entry.isSymbolicLink())
      chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o555 : 0o444)
  linkPackages(root)
  chmodSync(root, 0o555)
  sealed.push(root)
  chmodSync(join(root, '..'), 0o755)
  return root
}

/** Hard links, not a symbolic one: nobody need not be able to look into the folder of the project. */
function linkPackages(root: string): void {
  const from = join(ROOT, 'node_modules')
  const link = spawnSync('cp', ['-al', from, root])
  // Another file system: a copy, then.
  if (link.status !== 0) cpSync(from, join(root, 'node_modules'), { recursive: true, verbatimSymlinks: true })
}

test('the start command of the image runs as nobody, from a read-only folder, and writes to its data folder only', async () => {
  const data = newFolder()
  if (isRoot) chownSync(data, NOBODY, NOBODY)
  const root = readOnlyCopy()
  const server = startServer({
    root,
    ...(isRoot ? { uid: NOBODY } : {}),
    env: { NODE_ENV: 'production', OIM_PREVIEW: '1', DATABASE_URL: `file:${join(data, 'oim.sqlite')}` },
  })
  await server.says('"ready"')
  expect((await server.ask('Division du budget')).body.answer.entities).toEqual(['div-budget'])
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  expect(server.log()).not.toMatch(/EACCES|EROFS|"level":"(error|warn)"/)
  expect(existsSync(join(data, 'oim.sqlite'))).toBe(true)
  expect(existsSync(join(root, 'var'))).toBe(false)
  server.signal('SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
})
