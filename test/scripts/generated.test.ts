import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { parse as parseEnvironment } from 'dotenv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { generate, generatedFiles } from '../../scripts/generated.ts'
import { FAULT_CODES } from '../../src/directory/faults.ts'
import { ROOT } from '../../src/root.ts'
import { SETTING_NAMES } from '../../src/settings.ts'
import { newFolder } from '../support/organisation.ts'

const contentOf = (path: string): string => {
  const file = generatedFiles().find(f => f.path === path)
  if (!file) throw new RangeError(`${path} is not generated`)
  return file.content
}

function run(check: boolean, root: string): { code: number; said: string[] } {
  const said: string[] = []
  return { code: generate(check, line => said.push(line), root), said }
}

describe('the generated files', () => {
  test('are up to date', () => {
    expect(run(true, ROOT)).toEqual({ code: 0, said: [] })
  })

  test('are the same each time', () => {
    expect(generatedFiles()).toEqual(generatedFiles())
  })

  test('are written where they are missing, and then found in order', () => {
    const root = newFolder()
    const paths = generatedFiles(root).map(({ path }) => path)
    expect(run(false, root)).toEqual({ code: 0, said: paths.map(path => `${path} written`) })
    expect(run(true, root)).toEqual({ code: 0, said: [] })
  })

  test('that differ are named by the check, which fails and writes nothing', () => {
    const root = newFolder()
    run(false, root)
    const path = join(root, 'docs', 'faults.md')
    writeFileSync(path, 'by hand')
    expect(run(true, root)).toEqual({ code: 1, said: ['docs/faults.md is out of date -> npm run generate'] })
    expect(readFileSync(path, 'utf8')).toBe('by hand')
  })
})

describe('a page with the markers', () => {
  function pageAfter(before: string): string {
    const root = newFolder()
    mkdirSync(join(root, 'docs'))
    writeFileSync(join(root, 'docs', 'operate.md'), before)
    run(false, root)
    return readFileSync(join(root, 'docs', 'operate.md'), 'utf8')
  }

  test('gets the table of settings between them, and keeps the rest', () => {
    const page = pageAfter('# Above\n<!-- settings -->\nold\n<!-- /settings -->\nBelow\n')
    expect(page).toMatch(/^# Above\n<!-- settings -->\n\| [\s\S]+ \|\n<!-- \/settings -->\nBelow\n$/)
    expect(page).not.toContain('old')
    for (const name of SETTING_NAMES) expect(page).toContain(`| \`${name}\` |`)
    expect(pageAfter(page)).toBe(page)
  })

  test('is left alone without them', () => {
    expect(pageAfter('# Above\n')).toBe('# Above\n')
  })
})

describe('.env.example', () => {
  test('sets nothing until somebody takes a sign away', () => {
    expect(parseEnvironment(contentOf('.env.example'))).toEqual({})
  })

  test('names every variable once', () => {
    const filledIn = contentOf('.env.example').replaceAll(/^#(?=\w+=)/gm, '')
    expect(Object.keys(parseEnvironment(filledIn))).toEqual(SETTING_NAMES)
    for (const name of SETTING_NAMES)
      expect(filledIn.match(new RegExp(`^${name}=`, 'gm')), name).toHaveLength(1)
  })
})

test('docs/faults.md explains every code', () => {
  const rows = contentOf('docs/faults.md').match(/^\| `\w+` \| .+ \| .+ \|$/gm) ?? []
  expect(rows.map(row => row.split('`')[1])).toEqual(FAULT_CODES)
})

describe('the schema for editors', () => {
  const validatorOf = (name: string) =>
    new Ajv({ validateFormats: false }).compile(JSON.parse(contentOf(`data/schemas/${name}.schema.json`)))
  const read = (path: string): unknown => parse(readFileSync(join(ROOT, 'data', path), 'utf8'))
  const inFolder = (folder: string): string[] =>
    readdirSync(join(ROOT, 'data', folder)).map(name => `${folder}/${name}`)

  test.each<[string, string[]]>([
    ['branch', inFolder('directory')],
    ['asks', inFolder('asks')],
    ['contacts', ['contacts.example.yaml']],
    ...['negatives', 'not-covered', 'other-organisations', 'thesaurus', 'geography', 'source'].map(
      (name): [string, string[]] => [name, [`${name}.yaml`]],
    ),
  ])('%s accepts our own files', (name, files) => {
    const accepts = validatorOf(name)
    expect(files.length).toBeGreaterThan(0)
    expect(files.filter(file => !accepts(read(file)))).toEqual([])
  })

  test('marks a field that is misspelt, and one that is missing', () => {
    const accepts = validatorOf('branch')
    const [entity] = parse(readFileSync(join(ROOT, 'data', 'directory', 'legal.yaml'), 'utf8'))
    expect(accepts([entity])).toBe(true)
    expect(accepts([{ ...entity, sumary: {} }])).toBe(false)
    expect(accepts([{ ...entity, summary: undefined }])).toBe(false)
    expect(accepts([{ ...entity, source: [[1, 2, 3]] }])).toBe(false)
  })
})
