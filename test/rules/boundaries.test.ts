import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../src/root.ts'
import { newFolder } from '../support/organisation.ts'

interface Violation {
  from: string
  rule: { name: string }
}

const CRUISE = join(ROOT, 'node_modules', '.bin', 'depcruise')
const RULES: string[] = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs')).forbidden.map(
  (rule: { name: string }) => rule.name,
)

async function cruise(
  cwd: string,
  folders: readonly string[],
): Promise<{ violations: Violation[]; modules: number }> {
  const run = promisify(execFile)
  const options = { cwd, maxBuffer: 64 * 1024 * 1024 }
  const { stdout } = await run(CRUISE, [...folders, '--output-type', 'json'], options).catch(
    (error: { stdout?: string }) => {
      if (error.stdout) return { stdout: error.stdout }
      throw error
    },
  )
  const { violations, totalCruised } = JSON.parse(stdout).summary
  return { violations, modules: totalCruised }
}

test('no import crosses a boundary of the repository', async () => {
  const { violations, modules } = await cruise(ROOT, ['src', 'adapters', 'scripts', 'bench', 'test'])
  expect(violations.map(v => `${v.from}: ${v.rule.name}`)).toEqual([])
  expect(modules).toBeGreaterThan(150)
})

const uses = (what: string, from: string): string =>
  `import { ${what} } from '${from}'\nexport const it = ${what}\n`
const sees = (what: string, from: string): string =>
  `import type { ${what} } from '${from}'\nexport type It = ${what}\n`

/** A file that breaks the rule, and only it. */
const PLANTED: readonly [rule: string, file: string, content: string][] = [
  ['no-cycles', 'src/answer/planted-a.ts', uses('it', './planted-b.ts').replace('const it', 'const other')],
  ['no-platform-package-in-the-core', 'src/store/planted.ts', sees('Request', 'express')],
  ['no-platform-package-in-the-core', 'src/cards/planted.ts', sees('KnownBlock', '@slack/types')],
  ['no-platform-package-in-the-core', 'src/answer/planted.ts', sees('Activity', 'botbuilder')],
  ['only-compose-imports-adapters', 'src/planted.ts', uses('renderText', '../adapters/terminal/index.ts')],
  [
    'adapters-know-the-core-by-its-doors',
    'adapters/slack/planted.ts',
    sees('Query', '../../src/understand/query.ts'),
  ],
  [
    'adapters-know-the-core-by-its-doors',
    'adapters/teams/planted.ts',
    uses('loadDirectory', '../../src/directory/load.ts'),
  ],
  ['adapters-do-not-know-each-other', 'adapters/preview/planted.ts', uses('LIMITS', '../teams/limits.ts')],
  [
    'answer-knows-the-question-by-its-types',
    'src/answer/planted-c.ts',
    uses('bound', '../understand/bounds.ts'),
  ],
  [
    'understand-knows-the-answer-by-its-types',
    'src/understand/planted-a.ts',
    uses('INTENTS', '../answer/answer.ts'),
  ],
  ['directory-stays-in-its-arrows', 'src/directory/planted.ts', sees('Query', '../understand/query.ts')],
  ['understand-stays-in-its-arrows', 'src/understand/planted.ts', sees('Store', '../store/store.ts')],
  ['answer-stays-in-its-arrows', 'src/answer/planted-d.ts', sees('Store', '../store/store.ts')],
  ['cards-stays-in-its-arrows', 'src/cards/planted-a.ts', sees('Store', '../store/store.ts')],
  ['store-stays-in-its-arrows', 'src/store/planted-a.ts', sees('Core', '../core.ts')],
  ['server-stays-in-its-arrows', 'src/server/planted.ts', sees('Config', '../config.ts')],
  ['the-core-is-composed-from-above', 'src/known.ts', sees('Config', './config.ts')],
  ['the-program-does-not-import-its-tests', 'src/planted-a.ts', uses('KEY', '../test/support/inbox.ts')],
  ['every-import-is-found', 'src/planted-b.ts', uses('nothing', 'a-package-that-nobody-installed')],
]

describe('a planted violation is found', () => {
  let found: Violation[]
  beforeAll(async () => {
    const copy = newFolder()
    for (const part of [
      'src',
      'adapters',
      'package.json',
      'tsconfig.json',
      '.dependency-cruiser.cjs',
      'test/support/inbox.ts',
    ])
      cpSync(join(ROOT, part), join(copy, part), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
    const counterpart: (typeof PLANTED)[number] = [
      '',
      'src/answer/planted-b.ts',
      uses('other', './planted-a.ts'),
    ]
    for (const [, file, content] of [...PLANTED, counterpart]) {
      mkdirSync(dirname(join(copy, file)), { recursive: true })
      writeFileSync(join(copy, file), content)
    }
    found = (await cruise(copy, ['src', 'adapters'])).violations
  })

  test.each(PLANTED)('%s, in %s', (rule, file) => {
    const rules = found.filter(violation => violation.from === file).map(violation => violation.rule.name)
    expect(new Set(rules)).toEqual(new Set([rule]))
  })

  test('for every rule that there is', () => {
    expect(new Set(PLANTED.map(([rule]) => rule))).toEqual(new Set(RULES))
  })
})
