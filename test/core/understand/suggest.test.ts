import { describe, expect, test } from 'vitest'
import type { Lang } from '../../../src/lang.ts'
import { ours } from '../../support/knowledge.ts'

const { understanding } = ours
const suggest = (text: string, lang: Lang = 'en', limit = 5): readonly string[] =>
  understanding.suggest(text, lang, limit)

describe('type-ahead', () => {
  test.each([
    ['tréso', 'div-tresorerie'],
    ['TREAS', 'div-tresorerie'],
    ['tesorer', 'div-tresorerie'],
    ['tresorrerie', 'div-tresorerie'],
    ['budg', 'div-budget'],
    ['GMD', 'centre-analyse-donnees-migration'],
  ])('"%s" finds %s first', (text, id) => {
    expect(suggest(text)[0]).toBe(id)
  })

  test('everyday words that no name holds find the unit that handles it', () => {
    expect(suggest('plane ticket')).toContain('unite-voyages-personnel')
  })

  test('nothing typed shows the top of the structure, and the limit is kept', () => {
    expect(suggest('', 'en', 3)).toHaveLength(3)
    expect(suggest(' ')[0]).toBe('oim')
    expect(suggest('unit', 'en', 100).length).toBeLessThanOrEqual(100)
  })

  test.each(['\u200b', '?!', '(((', '__proto__', 'x'.repeat(40_000)])('"%.10s" does no harm', text => {
    expect(() => suggest(text, 'fr', 100)).not.toThrow()
  })
})
