import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DatasetError } from '../../../src/directory/load.ts'
import { type KnowledgeHolder, loadKnowledge, openKnowledge } from '../../../src/knowledge.ts'
import { createLog } from '../../../src/log.ts'
import { entityYaml, writeDataset } from '../../support/dataset.ts'
import { newFolder } from '../../support/organisation.ts'

const BRANCH = 'directory/lights.yaml'

/** A holder in force, and a way to change the one branch of its dataset under it. */
function openChanging(): { holder: KnowledgeHolder; change(branch: string): void; train(): void } {
  const dataDir = writeDataset()
  const options = { dataDir, contactsPath: undefined, cacheFolder: newFolder(), log: createLog('silent') }
  const train = (): void => {
    loadKnowledge(options)
  }
  train()
  return {
    holder: openKnowledge(options),
    change: branch => writeFileSync(join(dataDir, BRANCH), branch),
    train,
  }
}
const idsOf = ({ current }: KnowledgeHolder): string[] => current().directory.entities.map(e => e.id)

test('a reload puts the changed files in force', async () => {
  const { holder, change, train } = openChanging()
  change(entityYaml('phares') + entityYaml('lampes', { parent: 'phares' }))
  train()
  expect(idsOf(holder)).toEqual(['phares'])
  await holder.reload()
  expect(idsOf(holder)).toEqual(['phares', 'lampes'])
})

test('a reload of files with a fault keeps the last good set, until they are mended', async () => {
  const { holder, change } = openChanging()
  const before = holder.current()
  change(entityYaml('phares', { parent: 'gone' }))
  await expect(holder.reload()).rejects.toThrow(DatasetError)
  await expect(holder.reload()).rejects.toThrow('DATA_PARENT_UNKNOWN')
  expect(holder.current()).toBe(before)
  change(entityYaml('phares'))
  await holder.reload()
  expect(idsOf(holder)).toEqual(['phares'])
})
