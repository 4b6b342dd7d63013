import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fieldName, type Path, readYaml, type YamlFile } from '../../../src/directory/yaml.ts'
import { newFolder } from '../../support/organisation.ts'

function read(content: string): YamlFile {
  const path = join(newFolder(), 'file.yaml')
  writeFileSync(path, content)
  return readYaml(path, 'as/called.yaml')
}

const FILE = `# who keeps the lamps
- id: lampes
  handles:
    - { fr: "ampoules", en: "bulbs" }
- id: verres
  name:
    fr: "Verres"
`

describe('the place of a value', () => {
  test.each<[string, Path, number, number, string]>([
    ['a field', [1, 'name', 'fr'], 7, 9, 'name.fr'],
    ['a field inside a line', [0, 'handles', 0, 'en'], 4, 29, 'handles[0].en'],
    ['an entity', [1], 5, 3, '-'],
    ['a field that is missing: what should hold it', [0, 'handles', 0, 'es'], 4, 7, 'handles[0].es'],
    ['a field of an entity that is missing', [1, 'summary', 'fr'], 5, 3, 'summary.fr'],
    ['what the file holds', [], 2, 1, '-'],
  ])('is that of %s', (_, path, line, column, field) => {
    expect(read(FILE).at(path)).toEqual({ file: 'as/called.yaml', line, column, field })
  })

  test('counts characters beyond ASCII as one column', () => {
    expect(read('- { fr: "éàœ", en: "x" }\n').at([0, 'en'])).toMatchObject({ line: 1, column: 20 })
  })
})

test('a field is written as the curator would say it', () => {
  expect(fieldName([4, 'handles', 2, 'fr'])).toBe('handles[2].fr')
  expect(fieldName(['lampes', 'fr', 3])).toBe('lampes.fr[3]')
  expect(fieldName([4])).toBe('-')
})

test('an empty file has no value, and no fault of its own', () => {
  expect(read('')).toMatchObject({ value: null, faults: [] })
})

describe('what is not valid YAML is a fault with its place, never an exception', () => {
  test.each<[string, string, number, number, string]>([
    ['a quote left open', 'a: 1\nb: "x\n', 3, 1, 'Missing closing "quote'],
    ['a key twice', 'a: 1\na: 2\n', 2, 1, 'Map keys must be unique'],
    ['a second document', 'a: 1\n---\nb: 2\n', 2, 1, 'Source contains multiple documents'],
    ['an alias without its anchor', 'a: *nothing\n', 1, 1, 'Unresolved alias'],
    [
      'aliases that multiply beyond all use',
      ['a: &a [1, 1]', ...[...'bcd'].map((k, i) => `${k}: &${k} [${`*${'abc'[i]}, `.repeat(10)}]`)].join(
        '\n',
      ),
      1,
      1,
      'Excessive alias count',
    ],
  ])('%s', (_, content, line, column, reason) => {
    const { value, faults } = read(content)
    expect(value).toBeUndefined()
    expect(faults[0]).toMatchObject({ file: 'as/called.yaml', line, column, code: 'DATA_YAML_INVALID' })
    expect(faults[0]?.message).toContain(`this is not valid YAML: ${reason}`)
  })

  test('every one of them', () => {
    expect(read('a: 1\na: 2\nb: 1\nb: 2\n').faults.map(f => f.line)).toEqual([2, 4])
  })

  test('said without the place, which stands before it', () => {
    expect(read('a: 1\na: 2\n').faults[0]?.message).toBe('this is not valid YAML: Map keys must be unique')
  })
})
