import type { Directory } from '../../directory/directory.ts'
import { trainingTexts } from '../model/examples.ts'
import { NameIndex } from '../names.ts'
import { PlaceIndex } from '../places.ts'
import { wordsOf } from '../words.ts'

/** One in so many of the example questions is learnt from: they are many, and alike in how they ask. */
const EVERY = 4

/** Questions that ask to find a unit, or that no unit covers; their names and places are slots. */
export function findingQuestions(directory: Directory): string[] {
  const names = new NameIndex(directory)
  const places = new PlaceIndex(directory)
  return trainingTexts(directory)
    .filter((text, i) => (text.field === 'asks' || text.field === 'negative') && i % EVERY === 0)
    .map(({ text }) => {
      const words = wordsOf(text)
      const slots = [
        ...places.find(words).map(place => ({ ...place, slot: '{place}' })),
        ...names.find(words, () => false).map(name => ({ ...name, slot: '{name}' })),
      ]
      const inSlot = (i: number): string | undefined => slots.findLast(s => s.from <= i && i < s.to)?.slot
      return words.map((word, i) => inSlot(i) ?? word).join(' ')
    })
}
