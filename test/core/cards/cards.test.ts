import { describe, expect, test } from 'vitest'
import { type Answer, type AnswerOf, NOTES } from '../../../src/answer/answer.ts'
import { newAnswerId } from '../../../src/answer-id.ts'
import type { Button, Card } from '../../../src/cards/card.ts'
import { toCard } from '../../../src/cards/index.ts'
import { decodePress, encodePress, PRESS_LENGTH } from '../../../src/cards/press.ts'
import type { EntityId } from '../../../src/directory/entity.ts'
import { LANGS, type Lang } from '../../../src/lang.ts'
import { id, ours, translate } from '../../support/knowledge.ts'

const { directory } = ours
const common = (lang: Lang, sensitive = false) => ({
  id: newAnswerId(sensitive),
  intent: 'find' as const,
  lang,
  confidence: 0.9,
  sensitive,
  notes: [],
})
const unit = (entity: EntityId, lang: Lang, more: Partial<AnswerOf<'unit'>> = {}): Answer => ({
  ...common(lang, more.sensitive),
  type: 'unit',
  entities: [entity],
  alternatives: [],
  ...more,
})
const card = (answer: Answer, page = 0): Card => toCard(answer, { directory, translate, page })
const buttonsOf = (c: Card): Button[] => [
  ...c.breadcrumb,
  ...c.actions,
  ...c.menu,
  ...c.items.map(item => item.open),
  ...(c.distinctions?.items.map(item => item.open) ?? []),
  ...(c.feedback ? [c.feedback.helpful, c.feedback.unhelpful] : []),
]

describe.each(LANGS)('cards in %s', lang => {
  test('of every entity have words, at most four buttons, a source, and presses that round trip', () => {
    for (const entity of directory.entities) {
      const c = card(unit(entity.id, lang))
      expect(c.title).toBe(entity.name[lang])
      expect(c.actions.length).toBeLessThanOrEqual(4)
      expect(c.source).toMatch(/\d/)
      expect(c.duties?.items.length).toBeGreaterThan(0)
      expect(c.text.endsWith(c.source ?? '')).toBe(true)
      for (const { press, label } of buttonsOf(c)) {
        expect(label.trim()).not.toBe('')
        const encoded = encodePress(press)
        expect(encoded.length).toBeLessThanOrEqual(PRESS_LENGTH)
        expect(decodePress(encoded)).toEqual(press)
      }
    }
  })

  test('word every note', () => {
    for (const note of NOTES)
      expect(() => card(unit(id('div-budget'), lang, { notes: [note] }))).not.toThrow()
  })

  test('of a sensitive matter say what is not done, and offer neither sharing nor judging', () => {
    const c = card(unit(id('unite-prevention-exploitation-harcelement'), lang, { sensitive: true }))
    expect(c.notices).toHaveLength(3)
    expect(c.feedback).toBeUndefined()
    expect(buttonsOf(c).map(b => b.press.action)).not.toContain('share')
  })

  test('say in words that something is inferred', () => {
    const inferred = card(unit(id('bureau-regional-bangkok'), lang, { notes: ['inferred'] }))
    expect(inferred.notices).toContain(translate(lang, 'core:note.inferred'))
  })

  test('of a list count, and show ten at a time', () => {
    const [first, ...rest] = directory.entities.map(e => e.id)
    if (!first) throw new Error('no entity')
    const answer: Answer = { ...common(lang), type: 'list', entities: [first, ...rest] }
    expect(card(answer).title).toContain('146')
    expect(card(answer).items).toHaveLength(10)
    expect(card(answer, 14).items).toHaveLength(6)
    expect(card(answer).actions.map(b => b.press.page)).toContain(1)
  })
})

test('the duty that matched comes first and is the only emphasis; the line below says what led there', () => {
  const why = { entity: id('div-tresorerie'), field: 'handles[3]', phrase: 'euros' }
  const c = card(unit(id('div-tresorerie'), 'fr', { why }))
  const duty = directory.get(id('div-tresorerie')).handles[3]?.fr
  expect(c.duties?.items[0]).toEqual({ text: duty, matched: true })
  expect(c.duties?.items.filter(d => d.matched)).toHaveLength(1)
  expect(c.why).toBe(`Trouvé par « euros » → ${duty}`)
})

test('a match by name needs no reason; a name in another language stands below the title', () => {
  const why = { entity: id('div-tresorerie'), field: 'name', phrase: 'Treasury Division' }
  const c = card(unit(id('div-tresorerie'), 'fr', { why }))
  expect(c.why).toBeUndefined()
  expect(c.subtitle).toBe('Treasury Division')
})

test('a button that would do nothing is not there', () => {
  const actions = (entity: string) => card(unit(id(entity), 'fr')).actions.map(b => b.press.action)
  expect(actions('oim')).toEqual(['children', 'share'])
  expect(actions('div-budget')).toEqual(['escalate', 'parent', 'share'])
  expect(actions('dept-tic')).toEqual(['escalate', 'parent', 'children', 'share'])
})

test.each([
  '',
  'open',
  'open.x.fr.a.',
  'fly.pAAAAAAAAAAA.fr..',
  `open.pAAAAAAAAAAA.fr.${'a'.repeat(60)}.`,
  'open.pAAAAAAAAAAA.de..',
  'page.pAAAAAAAAAAA.fr..100',
  7,
  null,
  undefined,
])('what is no press of ours is refused: %s', junk => {
  expect(decodePress(junk)).toBeUndefined()
})
