import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redact } from '../../src/redact.ts'

test.each([
  ['écrire à jean.dupont+x@iom.int demain', 'écrire à [mail] demain'],
  ['andré@exämple.org ou b@c.de', '[mail] ou [mail]'],
  ['call +41 22 717 91 11 now', 'call [phone] now'],
  ['(022) 717-91.11', '([phone]'],
  ['0041227179111', '[phone]'],
  ['le 12/05/2024', 'le [phone]'],
])('%s is stored as %s', (typed, stored) => {
  expect(redact(typed)).toBe(stored)
})

test.each(['bureau 412', 'formulaire 2024-15', 'les 146 unités', '@oim bonjour', 'P4 à G7'])(
  '%s stays as it is',
  text => {
    expect(redact(text)).toBe(text)
  },
)

test('no seven digits in a row are left, whatever stands around them', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 +-()./ab@') }), text => {
      expect(redact(text)).not.toMatch(/\d{7}/)
    }),
  )
})
