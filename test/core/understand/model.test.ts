import { expect, test } from 'vitest'
import type { LabelledText } from '../../../src/understand/model/examples.ts'
import { prepare } from '../../../src/understand/model/prepare.ts'
import { readPrepared, writePrepared } from '../../../src/understand/model/prepared.ts'

const text = (label: string, words: string): LabelledText => ({
  text: words,
  lang: 'en',
  label,
  weight: 1,
  field: 'asks',
})
const TEXTS = [
  text('lamps', 'the lamp is broken'),
  text('lamps', 'replace a bulb'),
  text('boats', 'the boat leaks'),
  text('boats', 'repair the hull'),
]

test('the same texts train the same model', () => {
  expect(
    writePrepared(prepare({ texts: TEXTS, ways: [], finds: [] })).equals(
      writePrepared(prepare({ texts: TEXTS, ways: [], finds: [] })),
    ),
  ).toBe(true)
})

test('a written model is read as it was', () => {
  const prepared = prepare({ texts: TEXTS, ways: [], finds: [] })
  expect(readPrepared(writePrepared(prepared))).toEqual(prepared)
})

test('a file that was cut short, or is of another format, is refused', () => {
  const file = writePrepared(prepare({ texts: TEXTS, ways: [], finds: [] }))
  expect(() => readPrepared(file.subarray(0, file.length / 2))).toThrow('cut short')
  const other = Buffer.from(file.toString('latin1').replace(/"format":\d+/, '"format":99'), 'latin1')
  expect(() => readPrepared(other)).toThrow('format 99')
})
