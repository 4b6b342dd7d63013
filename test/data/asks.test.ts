import { describe, expect, test } from 'vitest'
import { LANGS } from '../../src/lang.ts'
import { fold } from '../../src/text.ts'
import { ourDirectory } from '../support/our-directory.ts'

const { asks, negatives, notCovered, thesaurus } = ourDirectory.dataset

type Texts = Readonly<Record<(typeof LANGS)[number], readonly string[]>>
type Placed = [text: string, place: string]
const placed = (sets: Readonly<Record<string, Texts>>): Placed[] =>
  Object.entries(sets).flatMap(([name, set]) =>
    LANGS.flatMap(lang => set[lang].map((text): Placed => [text, `${name} ${lang}`])),
  )

/** Folding leaves nothing of a question made of signs alone: those are told apart as they are. */
const keyOf = (text: string): string => fold(text) || text

function duplicates(all: readonly Placed[]): string[] {
  const first = new Map<string, string>()
  return all.flatMap(([text, place]) => {
    const earlier = first.get(keyOf(text))
    first.set(keyOf(text), earlier ?? place)
    return earlier === undefined ? [] : [`${text} (${earlier}, ${place})`]
  })
}

describe('the example questions', () => {
  test('are there for every entity, at least ten in each language', () => {
    for (const { id } of ourDirectory.entities)
      for (const lang of LANGS)
        expect(ourDirectory.asks(id, lang).length, `${id} ${lang}`).toBeGreaterThanOrEqual(10)
  })

  test('stand once, whatever their case, accents and punctuation', () => {
    expect(duplicates(placed(asks))).toEqual([])
  })

  test('are none of the questions that no unit covers', () => {
    const negative = new Map(placed(negatives).map(([text, place]) => [keyOf(text), place]))
    expect(negative.size).toBeGreaterThan(100)
    const both = placed(asks).filter(([text]) => negative.has(keyOf(text)))
    expect(both).toEqual([])
  })

  test('hold words to learn from', () => {
    expect(placed(asks).filter(([text]) => fold(text) === '')).toEqual([])
  })
})

describe('the questions that no unit covers', () => {
  test('stand once', () => {
    expect(duplicates(placed(negatives))).toEqual([])
  })

  test.each(Object.entries(negatives))('are there in each language: %s', (_, texts) => {
    for (const lang of LANGS) expect(texts[lang].length, lang).toBeGreaterThan(0)
  })
})

test('every subject and every word of the thesaurus has terms in each language', () => {
  const sets = [...notCovered.map(s => s.terms), ...thesaurus.flatMap(t => [t.terms, t.means])]
  expect(sets.length).toBeGreaterThan(100)
  expect(sets.filter(set => LANGS.some(lang => set[lang].length === 0))).toEqual([])
})
