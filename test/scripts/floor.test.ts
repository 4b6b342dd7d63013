import { expect, test } from 'vitest'
import { dropsBelow, type Floor, faultsOf } from '../../scripts/floor.ts'

const FLOOR: Floor = { right: 0.9, outsideRefused: 0.8, coveredRefused: 0.05, wrongOfSingle: 0.04 }

test('what is reached again is no drop, nor is what is better', () => {
  expect(dropsBelow('part', FLOOR, FLOOR)).toEqual([])
  expect(
    dropsBelow('part', FLOOR, { right: 1, outsideRefused: 1, coveredRefused: 0, wrongOfSingle: 0 }),
  ).toEqual([])
})

test.each<[keyof Floor, number, number]>([
  ['right', 0.89, 0.889],
  ['outsideRefused', 0.79, 0.789],
  ['coveredRefused', 0.06, 0.061],
  ['wrongOfSingle', 0.05, 0.051],
])('%s: a point is let through, more is named', (name, point, more) => {
  expect(dropsBelow('part', FLOOR, { ...FLOOR, [name]: point })).toEqual([])
  expect(dropsBelow('part', FLOOR, { ...FLOOR, [name]: more })).toEqual([
    expect.stringMatching(new RegExp(`^part: ${name} is .* %, the floor is .* %$`)),
  ])
})

test('a part without a floor, and a floor without its part, are named', () => {
  expect(faultsOf({ old: FLOOR }, { fresh: FLOOR })).toEqual([
    expect.stringContaining('fresh: no floor is committed'),
    'old: its questions are gone',
  ])
})

test('every part is held', () => {
  const worse = { ...FLOOR, right: 0.5 }
  expect(faultsOf({ a: FLOOR, b: FLOOR }, { a: FLOOR, b: worse })).toEqual([
    'b: right is 50.0 %, the floor is 90.0 %',
  ])
})
