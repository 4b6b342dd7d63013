import { join } from 'node:path'
import { expect, it } from 'vitest'
import { renderCard } from '../../../adapters/slack/render.ts'
import { type Answer, answerSchema } from '../../../src/answer/answer.ts'
import { toCard } from '../../../src/cards/index.ts'
import { loadDirectory } from '../../../src/directory/load.ts'
import { LANGS } from '../../../src/lang.ts'
import { createTranslate } from '../../../src/messages.ts'
import { ROOT } from '../../../src/root.ts'
import { faultsOf } from '../../support/slack-blocks.ts'

const translate = createTranslate()
const directory = loadDirectory(join(ROOT, 'data'))
const ids = directory.entities.map(entity => entity.id)
const longest = directory.entities
  .toSorted((a, b) => b.name.fr.length - a.name.fr.length)
  .slice(0, 10)
  .map(entity => entity.id)

const base = {
  id: 'A1b2C3d4E5f6',
  confidence: 0.9,
  sensitive: false,
  notes: ['inferred', 'truncated', 'chain-ends'],
}
const kinds: readonly object[] = [
  ...ids.map(id => ({ type: 'unit', intent: 'find', entities: [id], alternatives: longest.slice(0, 4) })),
  { type: 'choices', intent: 'find', entities: longest.slice(0, 5) },
  { type: 'list', intent: 'children', entities: ids },
  { type: 'chain', intent: 'escalate', entities: longest, alternatives: longest.slice(0, 4) },
  { type: 'not-covered', intent: 'find', entities: [], nearest: longest.slice(0, 3) },
  { type: 'help', intent: 'help', entities: [] },
  { type: 'greeting', intent: 'greeting', entities: [] },
]

it.each(LANGS)('every unit and every kind of answer is a message that Slack takes, in %s', lang => {
  const faults = kinds.flatMap(kind => {
    const answer: Answer = answerSchema.parse({ ...base, lang, ...kind })
    const { blocks } = renderCard(toCard(answer, { directory, translate }), { translate, isShareable: true })
    return faultsOf(blocks).map(fault => `${answer.type} ${answer.entities[0] ?? ''}: ${fault}`)
  })
  expect(directory.entities.length).toBeGreaterThan(140)
  expect(faults).toEqual([])
})
