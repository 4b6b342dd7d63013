import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkDataset } from '../../../src/directory/check.ts'
import { type Fault, type FaultCode, formatFault } from '../../../src/directory/faults.ts'
import { readDataset } from '../../../src/directory/read.ts'
import { ROOT } from '../../../src/root.ts'
import { entityYaml, type Fields, SOURCE, writeDataset } from '../../support/dataset.ts'

type Files = Readonly<Record<string, string>>
type Place = `${FaultCode} ${string}`

const faultsOf = (files: Files, contacts?: string): readonly Fault[] =>
  checkDataset(readDataset(writeDataset(files), contacts))
const placesOf = (files: Files): string[] =>
  faultsOf(files).map(f => `${f.code} ${f.file}:${f.line}:${f.column} ${f.field}`)
const entity = (fields: Fields): Files => ({ 'directory/lights.yaml': entityYaml('phares', fields) })
const entities = (...all: string[]): Files => ({ 'directory/lights.yaml': all.join('') })

test('a sound dataset has no fault', () => {
  expect(faultsOf({})).toEqual([])
})

describe('a reference to an entity that is not there is found', () => {
  test.each<[string, Files, Place]>([
    [
      'in relations',
      entity({ relations: '[{ type: hosts, to: gone }]' }),
      'DATA_REFERENCE_UNKNOWN directory/lights.yaml:9:34 relations[0].to',
    ],
    [
      'in notToConfuse',
      entity({ notToConfuse: '[{ id: gone, fr: "a", en: "b", es: "c" }]' }),
      'DATA_REFERENCE_UNKNOWN directory/lights.yaml:9:24 notToConfuse[0].id',
    ],
    [
      'in asks',
      { 'asks/lights.yaml': 'phares: { fr: ["a"] }\ngone: { fr: ["b"] }\n' },
      'DATA_REFERENCE_UNKNOWN asks/lights.yaml:2:7 gone',
    ],
    [
      'in the offices of a region',
      { 'geography.yaml': '- { id: sea, name: { fr: a, en: b, es: c }, offices: [phares, gone] }\n' },
      'DATA_REFERENCE_UNKNOWN geography.yaml:1:63 offices[1]',
    ],
    [
      'in the stated offices of a region',
      { 'geography.yaml': '- { id: sea, name: { fr: a, en: b, es: c }, stated: [gone] }\n' },
      'DATA_REFERENCE_UNKNOWN geography.yaml:1:54 stated[0]',
    ],
    [
      'beside an uncovered subject',
      { 'not-covered.yaml': '- { id: tea, terms: {}, hint: { fr: a, en: b, es: c }, nearest: [gone] }\n' },
      'DATA_REFERENCE_UNKNOWN not-covered.yaml:1:66 nearest[0]',
    ],
    [
      'in the list of changes',
      { 'source.yaml': `${SOURCE}changes: [{ date: 2026-01-01, ids: [gone], fr: a, en: b, es: c }]\n` },
      'DATA_REFERENCE_UNKNOWN source.yaml:3:37 changes[0].ids[0]',
    ],
    [
      'in the order of the branches',
      { 'source.yaml': `${SOURCE}branches: [lights, gone]\n` },
      'DATA_FILE_MISSING source.yaml:3:20 branches[1]',
    ],
  ])('%s', (_, files, place) => {
    expect(placesOf(files)).toEqual([place])
  })

  test('in the contacts, which lie outside the dataset', () => {
    const contacts = join(writeDataset({ 'contacts.yaml': '- id: phares\n- id: gone\n' }), 'contacts.yaml')
    expect(faultsOf({}, contacts).map(f => [f.file, f.line, f.code])).toEqual([
      [contacts, 2, 'DATA_REFERENCE_UNKNOWN'],
    ])
  })

  test('but not while the branch that may define it cannot be read', () => {
    const files = {
      ...entity({ parent: 'gone', relations: '[{ type: hosts, to: gone }]' }),
      'directory/broken.yaml': '- id: gone\n  kind: [unit\n',
    }
    expect(faultsOf(files).map(f => f.code)).toEqual(['DATA_YAML_INVALID'])
  })
})

describe('what is defined twice is found', () => {
  test('an entity, in whichever branch', () => {
    expect(placesOf({ 'directory/more.yaml': entityYaml('phares') })).toEqual([
      'DATA_ID_DUPLICATE directory/more.yaml:1:7 id',
    ])
  })

  test('the examples of an entity, of which one file would hide the other', () => {
    const asks = (ask: string): string => `phares: { fr: ["${ask}"] }\n`
    expect(faultsOf({ 'asks/a.yaml': asks('a'), 'asks/b.yaml': asks('b') }).map(formatFault)).toEqual([
      'asks/b.yaml:1:9 phares DATA_ID_DUPLICATE phares is already defined in asks/a.yaml:1 -> rename one of them, or remove the copy',
    ])
  })

  test('a contact, a region and an uncovered subject', () => {
    const twice = (entry: string): string => entry.repeat(2)
    const contacts = join(writeDataset({ 'contacts.yaml': twice('- { id: phares }\n') }), 'contacts.yaml')
    const files = {
      'geography.yaml': twice('- { id: sea, name: { fr: a, en: b, es: c } }\n'),
      'not-covered.yaml': twice('- { id: tea, terms: {}, hint: { fr: a, en: b, es: c } }\n'),
    }
    const found = faultsOf(files, contacts).map(f => `${f.code} ${f.file}:${f.line}`)
    expect(found.toSorted()).toEqual(
      [contacts, 'geography.yaml', 'not-covered.yaml'].map(file => `DATA_ID_DUPLICATE ${file}:2`).toSorted(),
    )
  })
})

describe('a way up that never ends', () => {
  test('is reported once, though others hang below it', () => {
    const circle = entities(
      entityYaml('a', { parent: 'b' }),
      entityYaml('b', { parent: 'c' }),
      entityYaml('c', { parent: 'a' }),
      entityYaml('below', { parent: 'b' }),
    )
    expect(faultsOf(circle).map(f => f.message)).toEqual(['the way up never ends: a -> b -> c -> a'])
  })

  test('may be an entity that stands above itself', () => {
    expect(faultsOf(entity({ parent: 'phares' })).map(f => f.message)).toEqual([
      'the way up never ends: phares -> phares',
    ])
  })

  test('is reported for each of two circles', () => {
    const pair = (a: string, b: string): string => entityYaml(a, { parent: b }) + entityYaml(b, { parent: a })
    expect(faultsOf(entities(pair('a', 'b'), pair('c', 'd'))).map(f => f.code)).toEqual([
      'DATA_PARENT_CYCLE',
      'DATA_PARENT_CYCLE',
    ])
  })

  test('may be one of regions', () => {
    const geography = ['a', 'b']
      .map(id => `- { id: ${id}, name: { fr: a, en: b, es: c }, within: ${id === 'a' ? 'b' : 'a'} }\n`)
      .join('')
    expect(placesOf({ 'geography.yaml': geography })).toEqual([
      'DATA_PARENT_CYCLE geography.yaml:1:51 within',
    ])
  })
})

describe('an alias of two entities', () => {
  const claim = (id: string, fields: Fields): string =>
    entityYaml(id, { parent: id === 'phares' ? undefined : 'phares', ...fields })
  const alias = '{ fr: ["La Côte"], en: [], es: [] }'
  const shared = '["la cote"]'

  test('is a fault where only one of them shares it', () => {
    const codes = (a: Fields, b: Fields): string[] =>
      faultsOf(entities(claim('phares', { aliases: alias, ...a }), claim('lampes', b))).map(f => f.code)
    const twice = ['DATA_ALIAS_CLAIMED_TWICE']
    expect(codes({}, { acronyms: '["LA COTE"]' })).toEqual(twice)
    expect(codes({ sharedAliases: shared }, { acronyms: '["LA COTE"]' })).toEqual(twice)
    expect(codes({}, { acronyms: '["LA COTE"]', sharedAliases: shared })).toEqual(twice)
  })

  test('is none where both share it, or where one entity says it twice', () => {
    const both = { aliases: alias, sharedAliases: shared }
    expect(faultsOf(entities(claim('phares', both), claim('lampes', both)))).toEqual([])
    expect(faultsOf(entity({ aliases: alias, acronyms: '["LA COTE"]' }))).toEqual([])
  })
})

describe('an inferred field', () => {
  test.each(['handles[0]', 'handles[0].fr', 'parent', 'summary.es'])('may be %s', field => {
    const files = entities(
      entityYaml('phares'),
      entityYaml('lampes', { parent: 'phares', inferred: `[{ field: "${field}", why: "w" }]` }),
    )
    expect(faultsOf(files)).toEqual([])
  })

  test.each(['handles[1]', 'places', 'constructor', 'handles[0].de'])('cannot be %s', field => {
    expect(faultsOf(entity({ inferred: `[{ field: "${field}", why: "w" }]` })).map(f => f.code)).toEqual([
      'DATA_INFERRED_FIELD_UNKNOWN',
    ])
  })
})

test('lines that run backwards are found under a duty too', () => {
  const handles = '[{ fr: "phares", en: "lights", es: "faros", source: [[2, 2], [9, 8]] }]'
  expect(placesOf(entity({ handles }))).toEqual([
    'DATA_SOURCE_RANGE_REVERSED directory/lights.yaml:6:73 handles[0].source[1]',
  ])
})

test('a country of a region that is none is found at its place', () => {
  const geography = '- { id: sea, name: { fr: a, en: b, es: c }, countries: [FR, XX] }\n'
  expect(placesOf({ 'geography.yaml': geography })).toEqual([
    'DATA_COUNTRY_UNKNOWN geography.yaml:1:61 countries[1]',
  ])
})

test('a reference that is left empty is one fault, of shape', () => {
  expect(placesOf(entity({ relations: '[{ type: hosts, to: "" }]' }))).toEqual([
    'DATA_SHAPE_INVALID directory/lights.yaml:9:34 relations[0].to',
  ])
})

test('an example that its own entity says twice misleads nobody', () => {
  expect(faultsOf({ 'asks/lights.yaml': 'phares: { fr: ["qui allume ?", "Qui allume"] }\n' })).toEqual([])
})

test('a country that is left out is one fault, of shape', () => {
  expect(placesOf(entity({ places: '[{ city: { fr: a, en: b, es: c } }]' }))).toEqual([
    'DATA_SHAPE_INVALID directory/lights.yaml:9:12 places[0].country',
  ])
})

test('a slip of the keyboard is answered with the id that was meant, something else is not', () => {
  const remedy = (parent: string): string | undefined => faultsOf(entity({ parent }))[0]?.remedy
  expect(remedy('pahres')).toBe('did you mean "phares"?')
  expect(remedy('douanes-du-port')).toBe('add it, or correct parent')
})

describe('every fault at once', () => {
  const FIXTURES = join(ROOT, 'test', 'fixtures', 'check')
  const MANY: Files = {
    'source.yaml': SOURCE.replace('en: "An invented register.", ', ''),
    'thesaurus.yaml': '- terms: [\n',
    'directory/zones.yaml': entityYaml('zones', { parent: 'phars', kind: 'lamp' }),
    'directory/lights.yaml': [
      entityYaml('phares', { summary: '{ fr: "a", en: "", es: "c" }', source: '[[3, 2]]' }),
      entityYaml('phares', { colour: 'red', acronyms: '["F"]' }),
      entityYaml('lampes', { acronyms: '["f"]', handles: '[]' }),
    ].join(''),
  }

  test('is named, whatever else is wrong with the same entity', () => {
    expect(faultsOf(MANY).map(f => `${f.code} ${f.field}`)).toEqual([
      'DATA_TEXT_MISSING summary.en',
      'DATA_SOURCE_RANGE_REVERSED source[0]',
      'DATA_ID_DUPLICATE id',
      'DATA_SHAPE_INVALID colour',
      'DATA_TEXT_MISSING handles',
      'DATA_ALIAS_CLAIMED_TWICE acronyms[0]',
      'DATA_SHAPE_INVALID kind',
      'DATA_PARENT_UNKNOWN parent',
      'DATA_TEXT_MISSING description.en',
      'DATA_YAML_INVALID -',
    ])
  })

  test('is sorted by file, then line, then column', () => {
    const faults = faultsOf(MANY)
    const sorted = faults.toSorted(
      (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
    )
    expect(faults.length).toBeGreaterThan(5)
    expect(faults).toEqual(sorted)
  })

  test('is tolerated in a draft only where a text is still to be written', () => {
    const tolerated = readdirSync(FIXTURES).filter(
      code => checkDataset(readDataset(join(FIXTURES, code)), { draft: true }).length === 0,
    )
    expect(tolerated.sort()).toEqual(['DATA_SHORT_MISSING', 'DATA_TEXT_MISSING'])
  })

  test('leaves the files as they are', () => {
    const dir = writeDataset(MANY)
    const path = join(dir, 'directory', 'lights.yaml')
    checkDataset(readDataset(dir))
    expect(readFileSync(path, 'utf8')).toBe(MANY['directory/lights.yaml'])
  })
})
