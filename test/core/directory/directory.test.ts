import { describe, expect, test } from 'vitest'
import type { Directory } from '../../../src/directory/directory.ts'
import type { Entity, EntityId } from '../../../src/directory/entity.ts'
import { shortName } from '../../../src/directory/entity.ts'
import { loadDirectory } from '../../../src/directory/load.ts'
import { entityYaml, SOURCE, writeDataset } from '../../support/dataset.ts'
import { ORGANISATION_DIR } from '../../support/organisation.ts'

const directory: Directory = loadDirectory(ORGANISATION_DIR)
const entity = (id: string, from = directory): Entity => {
  const found = from.find(id)
  if (!found) throw new RangeError(`no ${id}`)
  return found
}
const ids = (entities: readonly Entity[]): string[] => entities.map(e => e.id)

describe('an entity', () => {
  test('is found by its id, and what is none finds nothing', () => {
    expect(directory.find('antenne-brest')?.name.fr).toBe('Antenne de Brest')
    for (const id of ['', 'antenne', 'constructor', '__proto__', 'ANTENNE-BREST'])
      expect(directory.find(id)).toBeUndefined()
  })

  test('of another directory is an error, never nothing', () => {
    expect(() => directory.get('gone' as EntityId)).toThrow('the directory holds no gone')
  })

  test('is shown by its short name where it has one', () => {
    const dir = writeDataset({
      'directory/lights.yaml': entityYaml('phares', { short: '{ fr: "P", en: "L", es: "F" }' }),
    })
    expect(shortName(entity('phares', loadDirectory(dir)), 'es')).toBe('F')
    expect(shortName(entity('antenne-brest'), 'es')).toBe('Estación de Brest')
  })
})

describe('the way up', () => {
  test('goes from the parent to the root', () => {
    expect(ids(directory.ancestors(entity('antenne-brest')))).toEqual(['antennes', 'gouverneure', 'phares'])
  })

  test('has nothing above the root', () => {
    expect(directory.parent(entity('phares'))).toBeUndefined()
    expect(directory.ancestors(entity('phares'))).toEqual([])
  })
})

describe('the way down', () => {
  test('is the direct children, in the order of the structure', () => {
    expect(ids(directory.children(entity('antennes').id))).toEqual(['antenne-brest', 'antenne-vigo'])
    expect(directory.children(entity('antenne-brest').id)).toEqual([])
  })

  test('is everything below, once, in the order of the structure', () => {
    expect(ids(directory.descendants(entity('phares').id))).toEqual(
      ids(directory.entities).filter(id => id !== 'phares'),
    )
  })

  test('keeps that order where children stand in another file than their parent', () => {
    const files = {
      'source.yaml': `${SOURCE}branches: [lights, z, a]\n`,
      'directory/lights.yaml': entityYaml('phares') + entityYaml('cotes', { parent: 'phares' }),
      'directory/z.yaml':
        entityYaml('lampes', { parent: 'phares' }) + entityYaml('brest', { parent: 'cotes' }),
      'directory/a.yaml': entityYaml('verres', { parent: 'lampes' }),
    }
    const scattered = loadDirectory(writeDataset(files))
    expect(ids(scattered.descendants(entity('phares', scattered).id))).toEqual([
      'cotes',
      'lampes',
      'brest',
      'verres',
    ])
  })
})

test('any entities can be put in the order of the structure, each once', () => {
  const some = ['antenne-vigo', 'phares', 'antennes', 'phares'].map(id => entity(id))
  expect(ids(directory.inOrder(some))).toEqual(['phares', 'antennes', 'antenne-vigo'])
})

test('the examples of an entity are those of its language, or none', () => {
  expect(directory.asks(entity('unite-brume').id, 'en')).toContain('who deals with fog?')
  expect(directory.asks(entity('phares').id, 'en')).toEqual([])
})
