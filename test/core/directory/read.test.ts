import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { formatFault } from '../../../src/directory/faults.ts'
import { readDataset } from '../../../src/directory/read.ts'
import { entityYaml, type Fields, SOURCE, writeDataset } from '../../support/dataset.ts'

const NAMED: Fields = { name: '{ fr: a, en: b, es: c }' }

const shapeFaults = (fields: Fields): string[] =>
  readDataset(writeDataset({ 'directory/lights.yaml': entityYaml('phares', fields) })).faults.map(
    f => `${f.code} ${f.field}`,
  )

describe('a dataset', () => {
  test('is its source and its branches; everything else may be left out', () => {
    const raw = readDataset(writeDataset())
    expect(raw.faults).toEqual([])
    expect(raw.branches.map(b => b.yaml.name)).toEqual(['directory/lights.yaml'])
    expect(raw).toMatchObject({ asks: [], negatives: undefined, geography: undefined, contacts: undefined })
  })

  test('keeps its branches in the order of the structure, the others after them by name', () => {
    const files = Object.fromEntries(['a', 'b', 'c', 'd'].map(n => [`directory/${n}.yaml`, entityYaml(n)]))
    const dir = writeDataset({ ...files, 'source.yaml': `${SOURCE}branches: [d, b, lights]\n` })
    expect(readDataset(dir).branches.map(b => b.yaml.name)).toEqual(
      ['d', 'b', 'lights', 'a', 'c'].map(name => `directory/${name}.yaml`),
    )
  })

  test('reads no file but YAML in its folders', () => {
    const dir = writeDataset({ 'directory/notes.txt': 'not: [valid', 'asks/lights.yaml.orig': 'not: [valid' })
    expect(readDataset(dir)).toMatchObject({ faults: [], asks: [] })
  })

  test('names its source and its branches where they are not there', () => {
    const dir = writeDataset()
    rmSync(join(dir, 'source.yaml'))
    rmSync(join(dir, 'directory'), { recursive: true })
    expect(readDataset(dir).faults.map(f => `${f.code} ${f.file}`)).toEqual([
      'DATA_FILE_MISSING source.yaml',
      'DATA_FILE_MISSING directory/*.yaml',
    ])
  })

  test('lays the contacts over it, and says where they are missing', () => {
    const dir = writeDataset({ 'contacts.yaml': '- { id: phares, mail: lights@example.org }\n' })
    const contacts = join(dir, 'contacts.yaml')
    expect(readDataset(dir, contacts).contacts?.parsed).toMatchObject([{ mail: 'lights@example.org' }])
    const absent = join(dir, 'absent.yaml')
    expect(readDataset(dir, absent).faults.map(f => `${f.code} ${f.file}`)).toEqual([
      `DATA_FILE_MISSING ${absent}`,
    ])
  })
})

describe('an entity', () => {
  test('has no place, relation or inferred field unless it says so', () => {
    const [branch] = readDataset(writeDataset()).branches
    expect(branch?.parsed?.[0]).toMatchObject({
      id: 'phares',
      acronyms: [],
      places: [],
      relations: [],
      notToConfuse: [],
      inferred: [],
      sensitive: false,
    })
  })

  test.each<[string, Fields, string[]]>([
    ['without a name', { name: undefined }, ['DATA_TEXT_MISSING name']],
    ['without a summary', { summary: undefined }, ['DATA_TEXT_MISSING summary']],
    ['without what to come for', { handles: '[]' }, ['DATA_TEXT_MISSING handles']],
    [
      'with an empty text',
      { summary: '{ fr: "", en: "  ", es: }' },
      ['fr', 'en', 'es'].map(l => `DATA_TEXT_MISSING summary.${l}`),
    ],
    [
      'with half a short name',
      { short: '{ fr: "P" }' },
      ['DATA_TEXT_MISSING short.en', 'DATA_TEXT_MISSING short.es'],
    ],
    ['with a kind that is none', { kind: 'lamp' }, ['DATA_SHAPE_INVALID kind']],
    ['without a kind', { kind: undefined }, ['DATA_SHAPE_INVALID kind']],
    ['without its lines in the source', { source: '[]' }, ['DATA_SHAPE_INVALID source']],
    [
      'with fields of nobody',
      { colour: 'red', size: '3' },
      ['colour', 'size'].map(f => `DATA_SHAPE_INVALID ${f}`),
    ],
    ['with an alias that is no text', { acronyms: '[3]' }, ['DATA_SHAPE_INVALID acronyms[0]']],
    [
      'with a country in small letters',
      { places: '[{ city: { fr: a, en: b, es: c }, country: fr }]' },
      ['DATA_SHAPE_INVALID places[0].country'],
    ],
  ])('%s is a fault', (_, fields, faults) => {
    expect(shapeFaults(fields)).toEqual(faults)
  })

  test.each<[string, (text: string) => Fields, number]>([
    ['a name', text => ({ name: `{ fr: "${text}", en: b, es: c }` }), 200],
    ['a short name', text => ({ short: `{ fr: "${text}", en: b, es: c }` }), 60],
    ['a summary', text => ({ summary: `{ fr: "${text}", en: b, es: c }` }), 280],
    ['a duty', text => ({ handles: `[{ fr: "${text}", en: b, es: c, source: [[1, 1]] }]` }), 90],
  ])('may have %s just as long as it fits', (_, fields, longest) => {
    expect(shapeFaults(fields('x'.repeat(longest)))).toEqual([])
    expect(shapeFaults(fields(` ${'x'.repeat(longest)} `))).toEqual([])
    const faults = readDataset(
      writeDataset({ 'directory/lights.yaml': entityYaml('phares', fields(` ${'x'.repeat(longest + 2)} `)) }),
    ).faults.map(formatFault)
    expect(faults).toEqual([
      expect.stringContaining(`${longest + 2} characters, where ${longest} fit -> shorten it by 2`),
    ])
  })

  test('may have an id of 41 characters, small letters, digits and hyphens', () => {
    const faultsOf = (id: string): number =>
      readDataset(writeDataset({ 'directory/lights.yaml': entityYaml(`"${id}"`, NAMED) })).faults.length
    expect(['a'.repeat(41), 'a-1', '9'.repeat(41)].map(faultsOf)).toEqual([0, 0, 0])
    const refused = ['a'.repeat(42), 'A', 'a--b', '-a', 'a_b', 'é']
    expect(refused.map(faultsOf)).toEqual(refused.map(() => 1))
  })
})

test.each<[string, string, string]>([
  ['negatives.yaml', 'world: {}\n', 'DATA_SHAPE_INVALID other-organisation'],
  ['asks/lights.yaml', 'phares: { fr: [""] }\n', 'DATA_SHAPE_INVALID phares.fr[0]'],
  ['asks/lights.yaml', 'phares: { de: [a] }\n', 'DATA_SHAPE_INVALID phares.de'],
  ['geography.yaml', '- { id: sea, name: { fr: a, en: b } }\n', 'DATA_TEXT_MISSING name.es'],
  ['not-covered.yaml', '- { id: tea, terms: {} }\n', 'DATA_SHAPE_INVALID hint'],
  ['other-organisations.yaml', '- { aliases: [x] }\n', 'DATA_TEXT_MISSING name'],
  ['thesaurus.yaml', '- { terms: { fr: a }, means: {} }\n', 'DATA_SHAPE_INVALID terms.fr'],
  [
    'source.yaml',
    `${SOURCE}changes: [{ date: soon, ids: [], fr: a, en: b, es: c }]\n`,
    'DATA_SHAPE_INVALID changes[0].date',
  ],
  ['source.yaml', '', 'DATA_SHAPE_INVALID -'],
  ['directory/lights.yaml', 'phares: {}\n', 'DATA_SHAPE_INVALID -'],
])('%s of another shape is a fault at its place: %j', (file, content, fault) => {
  const { faults } = readDataset(writeDataset({ [file]: content }))
  expect(faults.map(f => f.file)).toContain(file)
  expect(faults.map(f => `${f.code} ${f.field}`)).toContain(fault)
})
