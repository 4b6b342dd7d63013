import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DatasetError, loadDirectory } from '../../../src/directory/load.ts'
import { entityYaml, writeDataset } from '../../support/dataset.ts'

test('a sound dataset is loaded, with nothing where files are left out', () => {
  const { dataset } = loadDirectory(writeDataset())
  expect(dataset.entities.map(e => e.id)).toEqual(['phares'])
  expect(dataset).toMatchObject({ asks: {}, notCovered: [], thesaurus: [], geography: [], contacts: [] })
  expect(dataset.negatives.world).toEqual({ fr: [], en: [], es: [] })
})

test('the examples of every file are brought together', () => {
  const { dataset } = loadDirectory(
    writeDataset({
      'directory/more.yaml': entityYaml('lampes', { parent: 'phares' }),
      'asks/lights.yaml': 'phares: { fr: ["qui allume ?"] }\n',
      'asks/more.yaml': 'lampes: { en: ["a bulb"] }\n',
    }),
  )
  expect(dataset.asks).toEqual({
    phares: { fr: ['qui allume ?'], en: [], es: [] },
    lampes: { fr: [], en: ['a bulb'], es: [] },
  })
})

test('contacts are those of the overlay', () => {
  const dir = writeDataset({ 'contacts.yaml': '- { id: phares, phone: "+33 1 00" }\n' })
  expect(loadDirectory(dir).dataset.contacts).toEqual([])
  expect(loadDirectory(dir, join(dir, 'contacts.yaml')).dataset.contacts).toMatchObject([
    { id: 'phares', phone: '+33 1 00' },
  ])
})

test('a dataset with faults is refused, and every fault is said', () => {
  const dir = writeDataset({
    'directory/lights.yaml': entityYaml('phares', { parent: 'gone', kind: 'lamp' }),
  })
  const load = (): unknown => loadDirectory(dir)
  expect(load).toThrow(DatasetError)
  expect(load).toThrow(/DATA_SHAPE_INVALID[^\n]+\n[^\n]+DATA_PARENT_UNKNOWN/)
})

test('a folder without a dataset is refused by its missing files', () => {
  expect(() => loadDirectory(join(writeDataset(), 'nowhere'))).toThrow('source.yaml is not there')
})
