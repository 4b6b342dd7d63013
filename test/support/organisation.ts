import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Answer } from '../../src/answer/answer.ts'
import type { Core, Knowledge, Question } from '../../src/core.ts'
import { createCore } from '../../src/core.ts'
import { Directory } from '../../src/directory/directory.ts'
import type { EntityId } from '../../src/directory/entity.ts'
import { loadKnowledge } from '../../src/knowledge.ts'
import { createLog } from '../../src/log.ts'
import { ROOT } from '../../src/root.ts'
import { createStore } from '../../src/store/sqlite/index.ts'
import type { Store } from '../../src/store/store.ts'

/** An invented organisation, the keeper of lighthouses: a dataset of thirteen entities. */
export const ORGANISATION_DIR = join(ROOT, 'test', 'fixtures', 'organisation')

const folders: string[] = []
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder that goes when the test file is through. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'oim-test-'))
  folders.push(folder)
  return folder
}

/** Loaded and trained on the spot, which takes a moment for so few. */
export function loadOrganisation(contactsPath?: string, cacheFolder = newFolder()): Knowledge {
  return loadKnowledge({ dataDir: ORGANISATION_DIR, contactsPath, cacheFolder, log: createLog('silent') })
}

/** The same organisation after a reload that took an entity away. */
export function without(knowledge: Knowledge, id: string): Knowledge {
  const { directory } = knowledge
  const entities = directory.entities.filter(entity => entity.id !== id)
  return { ...knowledge, directory: new Directory({ ...directory.dataset, entities }) }
}

export interface OpenCore {
  readonly core: Core
  readonly store: Store
  readonly logged: string[]
  /** Moves the clock of the store on. */
  later(ms: number): void
  /** Puts another directory in force. */
  reload(knowledge: Knowledge): void
  /** A private question that may be recorded, of one conversation. */
  ask(text: string, more?: Partial<Question>): Promise<Answer>
}

/** The real core over a real store in memory. */
export async function openCore(
  knowledge: Knowledge,
  change: (store: Store) => Store = s => s,
): Promise<OpenCore> {
  let now = Date.UTC(2026, 0, 1)
  let inForce = knowledge
  const logged: string[] = []
  const store = change(await createStore({ path: ':memory:', retentionDays: 90, now: () => now }))
  const log = createLog('info', { write: line => logged.push(line) })
  const core = createCore({ knowledge: () => inForce, store, defaultLang: 'fr', log })
  return {
    core,
    store,
    logged,
    later: ms => {
      now += ms
    },
    reload: next => {
      inForce = next
    },
    ask: (text, more = {}) =>
      core.ask({ text, conversation: 'c', asker: 'a', private: true, record: true, ...more }),
  }
}

/** An id of the dataset, branded. */
export function idIn(knowledge: Knowledge, id: string): EntityId {
  const entity = knowledge.directory.find(id)
  if (!entity) throw new RangeError(`no ${id}`)
  return entity.id
}
