import { knowledgeOptions } from '../../src/compose.ts'
import { parseConfig } from '../../src/config.ts'
import { type Core, createCore } from '../../src/core.ts'
import type { EntityId } from '../../src/directory/entity.ts'
import { loadKnowledge } from '../../src/knowledge.ts'
import { createLog } from '../../src/log.ts'
import { createTranslate } from '../../src/messages.ts'
import { createStore } from '../../src/store/sqlite/index.ts'

/** Our own directory with the model that the build has trained on it. */
export const ours = loadKnowledge(knowledgeOptions(parseConfig({}), createLog('silent')))

export const translate = createTranslate()

/** A core over it, with a store of its own. */
export async function createOurCore(): Promise<{ core: Core; close: () => Promise<void> }> {
  const store = await createStore({ path: ':memory:', retentionDays: 90 })
  const core = createCore({ knowledge: () => ours, store, defaultLang: 'fr', log: createLog('silent') })
  return { core, close: store.close }
}

/** An id of ours, checked. */
export function id(text: string): EntityId {
  const entity = ours.directory.find(text)
  if (!entity) throw new RangeError(`the directory holds no ${text}`)
  return entity.id
}
