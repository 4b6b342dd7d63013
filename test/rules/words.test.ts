import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../../src/root.ts'

/** Where no chat platform is known: an import rule does not see who knows one without importing it. */
const NEUTRAL = [
  'directory',
  'understand',
  'answer',
  'cards',
  'store',
  'core.ts',
  'memory.ts',
  'presses.ts',
  'known.ts',
]

const PLATFORM = /slack|\bbolt\b|block[ _-]?kit|adaptive[ _-]?card|botbuilder|bot framework|mrkdwn/i
/** A team is a kind of unit: in small letters the word is the directory's own. */
const TEAMS = /\bTeams\b|ms-?teams|msteams/
const namesPlatform = (line: string): boolean => PLATFORM.test(line) || TEAMS.test(line)

function filesOf(part: string): string[] {
  const path = join(ROOT, 'src', part)
  if (!statSync(path).isDirectory()) return [part]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(ts|json)$/.test(name))
    .map(name => join(part, name))
}

test.each(NEUTRAL)('src/%s names no platform, in code or comments', part => {
  const files = filesOf(part)
  expect(files.length).toBeGreaterThan(0)
  const named = files.flatMap(file =>
    readFileSync(join(ROOT, 'src', file), 'utf8')
      .split('\n')
      .flatMap((line, i) => (namesPlatform(line) ? [`${file}:${i + 1} ${line.trim()}`] : [])),
  )
  expect(named).toEqual([])
})

test.each([
  "if (platform === 'slack') return",
  '// Teams shows at most six buttons',
  'channelId: "msteams"',
  'as Block Kit wants it',
  'an Adaptive Card of version 1.5',
  'handed to Bolt',
])('a planted word is found: %s', line => {
  expect(namesPlatform(line)).toBe(true)
})

test('a team of the organisation is no platform', () => {
  expect(namesPlatform("teams: ['team'],")).toBe(false)
})
