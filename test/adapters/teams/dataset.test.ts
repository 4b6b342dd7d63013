import { describe, expect, test } from 'vitest'
import { renderCard, renderStatic, sizeOf } from '../../../adapters/teams/render.ts'
import { refreshFor } from '../../../adapters/teams/viewer.ts'
import { type Answer, answerSchema } from '../../../src/answer/answer.ts'
import { toCard } from '../../../src/cards/index.ts'
import { loadDirectory } from '../../../src/directory/load.ts'
import { LANGS, type Lang } from '../../../src/lang.ts'
import { createTranslate } from '../../../src/messages.ts'
import { ROOT } from '../../../src/root.ts'
import { createSchemaFaults, isSchemaHere, parserFaults } from '../../support/adaptive-card-checks.ts'

const directory = loadDirectory(`${ROOT}/data`)
const translate = createTranslate()
const ids = directory.entities.map(entity => entity.id)
const schemaFaults = isSchemaHere ? createSchemaFaults() : () => []

/** The fullest answers that the contract allows, about every entity. */
const answers: readonly object[] = [
  ...directory.entities.map(entity => ({
    type: 'unit',
    intent: 'find',
    entities: [entity.id],
    alternatives: ids.slice(0, 4),
    sensitive: entity.sensitive,
    why: { entity: entity.id, field: 'handles', phrase: 'x'.repeat(200) },
    notes: ['truncated', 'inferred', 'source-names-none'],
  })),
  ...directory.entities.map(entity => ({
    type: 'chain',
    intent: 'escalate',
    entities: [entity.id, ...directory.ancestors(entity).map(({ id }) => id)],
    alternatives: ids.slice(0, 4),
    notes: ['chain-ends'],
  })),
  { type: 'list', intent: 'children', entities: ids, notes: [] },
  { type: 'choices', intent: 'find', entities: ids.slice(0, 5), notes: [] },
  { type: 'not-covered', intent: 'find', entities: [], nearest: ids.slice(0, 3), notes: ['personal-data'] },
  { type: 'help', intent: 'help', entities: [], notes: [] },
  { type: 'greeting', intent: 'greeting', entities: [], notes: [] },
]

const base = (lang: Lang) => ({
  id: 'pppppppppppp',
  lang,
  intent: 'find',
  confidence: 1,
  sensitive: false,
  notes: [],
})

describe.each(LANGS)('the cards of the whole directory in %s', lang => {
  const cards = answers.map(answer => {
    const base = { id: 'pppppppppppp', lang, confidence: 1, sensitive: false }
    const complete: Answer = answerSchema.parse({ ...base, ...answer })
    return renderCard(toCard(complete, { directory, translate }), {
      canShare: true,
      page: { label: 'page', url: 'https://oim.example.org/unit/x' },
    })
  })

  test('stay whole within 28 KB', () => {
    expect(cards.length).toBeGreaterThan(ids.length * 2)
    // a card that was too large is a title and a text
    expect(Math.min(...cards.map(card => card.body.length))).toBeGreaterThan(2)
    expect(Math.max(...cards.map(sizeOf))).toBeLessThan(28 * 1024)
  })

  test('are understood by the parser, and fit the schema', () => {
    expect(cards.flatMap(card => [...parserFaults(card), ...schemaFaults(card)])).toEqual([])
  })

  test('show at most four buttons in front', () => {
    const fronts = cards.map(card => {
      const buttons = card.body.flatMap(element => (element.type === 'ActionSet' ? element.actions : []))
      return buttons.filter(action => !action.mode).length
    })
    expect(fronts.length).toBeGreaterThan(0)
    expect(Math.max(...fronts)).toBeLessThanOrEqual(4)
  })

  test('of links and dialogs press nothing, and fit the schema', () => {
    const units = directory.entities.map(({ id }) => {
      const answer = answerSchema.parse({ ...base(lang), type: 'unit', entities: [id], alternatives: [] })
      return renderStatic(toCard(answer, { directory, translate }), undefined)
    })
    expect(units).toHaveLength(ids.length)
    expect(JSON.stringify(units)).not.toMatch(/Action\.Execute|selectAction/)
    expect(units.flatMap(schemaFaults)).toEqual([])
    expect(Math.max(...units.map(unit => Buffer.byteLength(JSON.stringify(unit))))).toBeLessThan(28 * 1024)
  })

  test('that several people read fit the schema, too', () => {
    const [id] = ids
    const answer = answerSchema.parse({ ...base(lang), type: 'unit', entities: [id], alternatives: [] })
    const refresh = refreshFor(answer, 'a'.repeat(32))
    const card = { ...renderCard(toCard(answer, { directory, translate }), { canShare: false }), refresh }
    expect([...schemaFaults(card), ...parserFaults(card)]).toEqual([])
  })
})
