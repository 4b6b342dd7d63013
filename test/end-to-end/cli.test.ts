import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newFolder, ORGANISATION_DIR } from '../support/organisation.ts'
import { oim } from '../support/processes.ts'

describe('ask', () => {
  test('prints the card as text', async () => {
    const { code, out, err } = await oim(['ask', 'Foghorn', 'Unit'])
    expect(code).toBe(0)
    expect(out).toContain('Foghorn Unit')
    expect(out).toContain('Source: invented register')
    expect(out).not.toContain('\u001b')
    expect(err).toBe('')
  })

  test('--json prints the Answer as one object', async () => {
    const { code, out } = await oim(['ask', '--json', '--lang', 'es', 'Foghorn Unit'])
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ type: 'unit', lang: 'es', entities: ['unite-brume'], notes: [] })
  })

  test('--explain says which words led there', async () => {
    const { code, out } = await oim(['ask', '--explain', 'Foghorn Unit'])
    expect(code).toBe(0)
    expect(out).toContain('words     foghorn unit')
    expect(out).toMatch(/unite-brume.*name "Foghorn Unit"/)
  })

  test('what is not covered is no failure', async () => {
    const { code, out } = await oim(['ask', '--json', 'quel temps fait-il ?'])
    expect([code, JSON.parse(out).type]).toEqual([0, 'not-covered'])
  })

  test('needs neither a key nor a folder to write one to, and takes no heed of platforms', async () => {
    const env = { SLACK_BOT_TOKEN: 'broken', OIM_SECRET_KEY: 'short', NODE_ENV: 'production' }
    expect(await oim(['ask', '--json', 'Foghorn Unit'], { env })).toMatchObject({ code: 0, err: '' })
  })
})

describe('list', () => {
  test('--json is one flat array, in the order of the structure', async () => {
    const { code, out } = await oim(['list', '--json'])
    expect(code).toBe(0)
    const entities = JSON.parse(out)
    expect(entities.map((e: { id: string }) => e.id).slice(0, 4)).toEqual([
      'phares',
      'gouverneure',
      'comite-tempetes',
      'dep-lumieres',
    ])
    expect(entities[4]).toMatchObject({
      id: 'div-lampes',
      kind: 'division',
      parent: 'dep-lumieres',
      name: { fr: 'Division des lampes', en: 'Lamps Division', es: 'División de Lámparas' },
      handles: {
        fr: ['ampoules à remplacer', 'pétrole lampant'],
        en: expect.any(Array),
        es: expect.any(Array),
      },
      aliases: { fr: ['lanterne'], en: ['lantern'], es: ['linterna'] },
      sharedAliases: ['lanterne', 'lantern', 'linterna'],
      places: [],
      relations: [],
      source: [[1, 2]],
      sensitive: false,
    })
    expect(entities[4]).not.toHaveProperty('asks')
  })

  test('is a tree for people', async () => {
    const { out } = await oim(['list', '--lang', 'en'])
    expect(out).toContain('\n      Lamps Division  (div-lampes)\n')
  })
})

describe('check', () => {
  test('is silent on standard output where there is no fault', async () => {
    expect(await oim(['check', ORGANISATION_DIR])).toEqual({
      code: 0,
      out: '',
      err: '13 entities, no fault\n',
    })
  })

  test('names every fault by its place, with its remedy, and exits 1', async () => {
    const dir = join(newFolder(), 'data')
    cpSync(ORGANISATION_DIR, dir, { recursive: true })
    writeFileSync(join(dir, 'directory', 'extra.yaml'), '- id: new\n  kind: unit\n  parent: div-lampe\n')
    writeFileSync(join(dir, 'thesaurus.yaml'), '- a: [\n')
    const { code, out } = await oim(['check', dir])
    expect(code).toBe(1)
    const lines = out.trimEnd().split('\n')
    for (const line of lines) expect(line).toMatch(/^[\w/.-]+:\d+:\d+ \S+ DATA_[A-Z_]+ .+ -> .+$/)
    expect(out).toContain('directory/extra.yaml:3:11 parent DATA_PARENT_UNKNOWN')
    expect(out).toContain('did you mean "div-lampes"?')
    expect(out).toContain('thesaurus.yaml:')
    expect((await oim(['check', '--draft', dir])).out.split('\n').length).toBeLessThan(lines.length)
  })

  test('a dataset with faults is not answered from: exit 1, and every fault', async () => {
    const env = { OIM_DATA_DIR: newFolder() }
    const { code, out, err } = await oim(['ask', 'Foghorn Unit'], { env })
    expect([code, out]).toEqual([1, ''])
    expect(err.match(/DATA_FILE_MISSING/g)).toHaveLength(2)
  })
})

describe('misuse exits 2 and says how it is done, on standard error', () => {
  test.each([
    ['no command', [], 'Usage: oim'],
    ['an unknown command', ['answer'], "unknown command 'answer'"],
    ['no question', ['ask'], 'a question, please'],
    ['an unknown language', ['ask', '--lang', 'de', 'x'], 'fr, en or es'],
    ['an unknown option', ['ask', '--loud', 'x'], "unknown option '--loud'"],
    ['an option without its value', ['ask', '--batch'], 'argument missing'],
    ['a folder that is not there', ['check', '/nowhere'], 'there is no folder /nowhere'],
  ])('%s', async (_, args, says) => {
    const { code, out, err } = await oim(args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(says)
  })
})

describe('failure exits 1', () => {
  test.each([
    ['a value that is not valid', { OIM_DEFAULT_LANG: 'de' }, 'OIM_DEFAULT_LANG'],
    ['an unknown log level', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  ])('%s, named without a stack', async (_, env, says) => {
    const { code, out, err } = await oim(['ask', 'x'], { env })
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain(says)
    expect(err).not.toContain('    at ')
  })
})

test('--help is no misuse', async () => {
  expect(await oim(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('Usage: oim') })
})
