import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../../src/root.ts'
import { SETTING_NAMES } from '../../src/settings.ts'

/** Our lint of the Dockerfile: see docs/decisions.md for why it is our own. */

interface Instruction {
  name: string
  /** What comes after the name, flags included, on one line. */
  rest: string
}
type Stage = readonly Instruction[]

const KNOWN = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'CMD']

function parse(dockerfile: string): Stage[] {
  const stages: Instruction[][] = []
  for (const line of dockerfile.replace(/\\\n/g, ' ').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const [name = '', ...rest] = line.trim().split(/\s+/)
    if (name === 'FROM') stages.push([])
    stages.at(-1)?.push({ name, rest: rest.join(' ') })
  }
  return stages
}

const all = (stage: Stage | undefined, name: string): string[] =>
  (stage ?? []).filter(i => i.name === name).map(i => i.rest)
const last = (stage: Stage | undefined, name: string): string => all(stage, name).at(-1) ?? ''
const sourcesOf = (copy: string): string[] =>
  copy
    .split(' ')
    .filter(word => !word.startsWith('--'))
    .slice(0, -1)

const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
const stages = parse(text)
const image = stages.at(-1)
const ignored = readFileSync(join(ROOT, '.dockerignore'), 'utf8').split('\n')

test('there is a stage that builds and one that runs, both of one pinned base', () => {
  expect(stages).toHaveLength(2)
  for (const stage of stages) expect(last(stage, 'FROM')).toMatch(/^node:\d+-bookworm-slim( AS build)?$/)
  const bases = stages.map(stage => last(stage, 'FROM').split(' ')[0])
  expect(new Set(bases).size).toBe(1)
})

test('every instruction is one that we know', () => {
  const names = stages.flat().map(i => i.name)
  expect(names.filter(name => !KNOWN.includes(name))).toEqual([])
})

describe('what is copied', () => {
  const copies = stages.flatMap(stage => all(stage, 'COPY'))
  const fromHere = copies.filter(copy => !copy.startsWith('--from=')).flatMap(sourcesOf)

  test.each([...new Set(fromHere)])('%s is in the repository, and let through by .dockerignore', source => {
    expect(existsSync(join(ROOT, source))).toBe(true)
    expect(ignored).toContain(`!${source.split('/')[0]}`)
  })

  test('is named: never the whole folder', () => {
    expect(copies.length).toBeGreaterThan(5)
    expect(fromHere).not.toContain('.')
  })

  test.each(['.env', 'var', 'test', 'node_modules', '.git'])('%s stays out', name => {
    expect(ignored).toContain('*')
    expect(ignored).not.toContain(`!${name}`)
  })

  test('the image holds every file and folder that the program reads from its root', () => {
    const inImage = all(image, 'COPY').map(copy => copy.split(' ').at(-1))
    for (const read of [
      'package.json',
      'dist',
      'data',
      'src/server/page',
      'src/understand/fusion.json',
      'adapters/preview/page',
      'adapters/teams/tab/page',
    ])
      expect(inImage.some(target => target === read || (read === 'package.json' && target === './'))).toBe(
        true,
      )
  })
})

describe('what runs', () => {
  test('is not root, and may write to its volume', () => {
    expect(last(image, 'USER')).toBe('node')
    expect(last(image, 'VOLUME')).toBe('/data')
    expect(all(image, 'RUN').some(run => run.includes('chown node:node /data'))).toBe(true)
    const names = (image ?? []).map(i => i.name)
    expect(names.lastIndexOf('RUN')).toBeLessThan(names.indexOf('USER'))
  })

  test('is node itself, without a shell that would swallow signals', () => {
    expect(JSON.parse(last(image, 'CMD'))).toEqual(['node', 'dist/src/cli.js', 'serve'])
  })

  test('has no development dependency, and no script of a dependency has run', () => {
    expect(all(image, 'RUN')[0]).toContain('npm ci --omit=dev --ignore-scripts')
  })

  test('is looked after by node, on the port that it listens on', () => {
    const check = last(image, 'HEALTHCHECK')
    const command = JSON.parse(check.slice(check.indexOf('['))) as string[]
    expect(command.slice(0, 2)).toEqual(['node', '-e'])
    expect(command[2]).toContain('/healthz')
    expect(last(image, 'EXPOSE')).toBe('3978')
  })
})

test('no secret is written down: only settings that are none', () => {
  const set = stages.flatMap(stage => all(stage, 'ENV')).flatMap(env => env.split(' '))
  const names = set.map(pair => pair.split('=')[0] ?? '')
  expect(names.filter(name => !(SETTING_NAMES as string[]).includes(name))).toEqual([])
  expect(names.filter(name => /SECRET|TOKEN|PASSWORD|KEY/i.test(name))).toEqual([])
  expect(text).not.toMatch(/^\s*(ARG|ADD)\b/m)
})
