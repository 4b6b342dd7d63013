import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkDataset } from '../../../src/directory/check.ts'
import { FAULT_CODES, type Fault, formatFault } from '../../../src/directory/faults.ts'
import { readDataset } from '../../../src/directory/read.ts'
import { ROOT } from '../../../src/root.ts'

/** One folder a code: a tiny dataset that fires this code and no other, and the line that it prints. */
const FIXTURES = join(ROOT, 'test', 'fixtures', 'check')

const faultsIn = (dir: string): readonly Fault[] => checkDataset(readDataset(dir))

test('every fault has a fixture, and every fixture a fault', () => {
  expect(readdirSync(FIXTURES).sort()).toEqual(FAULT_CODES.toSorted())
})

describe.each(FAULT_CODES)('%s', code => {
  const folder = join(FIXTURES, code)

  test('fires on its fixture, at the right place and with its remedy', () => {
    const expected = readFileSync(join(folder, 'expected.txt'), 'utf8').trimEnd()
    expect(faultsIn(folder).map(formatFault)).toEqual([expected])
    expect(expected).toMatch(new RegExp(`^\\S+:\\d+:\\d+ \\S+ ${code} .+ -> .+$`))
  })
})

test('the dataset of the organisation has none of them', () => {
  const dir = join(ROOT, 'data')
  expect(readDataset(dir).branches.length).toBeGreaterThan(1)
  expect(faultsIn(dir).map(formatFault)).toEqual([])
})
