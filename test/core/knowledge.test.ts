import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Knowledge } from '../../src/core.ts'
import { idIn, loadOrganisation, newFolder } from '../support/organisation.ts'

const contactOf = (knowledge: Knowledge, id: string) => knowledge.directory.contact(idIn(knowledge, id))

test('contacts that are taken away again are gone from the next start on', () => {
  const folder = newFolder()
  const contacts = join(folder, 'contacts.yaml')
  writeFileSync(contacts, '- { id: div-lampes, mail: lamps@example.org }\n')
  const withThem = loadOrganisation(contacts, folder)
  expect(contactOf(withThem, 'div-lampes')).toMatchObject({ mail: 'lamps@example.org' })
  expect(contactOf(loadOrganisation(undefined, folder), 'div-lampes')).toBeUndefined()
})

test('what was trained once is read the next time', () => {
  const folder = newFolder()
  loadOrganisation(undefined, folder)
  const kept = readdirSync(folder).sort()
  expect(kept).toEqual([expect.stringMatching(/^dataset-/), expect.stringMatching(/^model-/)])
  loadOrganisation(undefined, folder)
  expect(readdirSync(folder).sort()).toEqual(kept)
})

test('a kept file that a crash cut short is made anew', () => {
  const folder = newFolder()
  loadOrganisation(undefined, folder)
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), 'half')
  const { directory, understanding } = loadOrganisation(undefined, folder)
  expect(directory.entities).toHaveLength(13)
  const { query } = understanding.understand('who deals with fog?', { otherwise: 'fr' })
  expect(query.candidates[0]?.id).toBe('unite-brume')
})

test('a folder that cannot be written to costs the next start its time, not this one', () => {
  const file = join(newFolder(), 'file')
  writeFileSync(file, '')
  expect(loadOrganisation(undefined, join(file, 'below')).directory.entities).toHaveLength(13)
})
