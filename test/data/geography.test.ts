import countries from 'i18n-iso-countries'
import { describe, expect, test } from 'vitest'
import { ourDirectory } from '../support/our-directory.ts'

const { geography } = ourDirectory.dataset

/** Kosovo's code is the library's own: ISO 3166 assigns none. */
const ISO_CODES = Object.keys(countries.getAlpha2Codes()).filter(code => code !== 'XK')

describe('the regions of the world', () => {
  test('hold every ISO 3166 code exactly once, overlaps aside', () => {
    const held = geography.filter(region => !region.overlap).flatMap(region => region.countries)
    expect(ISO_CODES).toHaveLength(249)
    expect(held.toSorted()).toEqual(ISO_CODES.toSorted())
  })

  test('hold a code once where they overlap, too', () => {
    const twice = geography.filter(({ countries: held }) => new Set(held).size < held.length)
    expect(twice.map(region => region.id)).toEqual([])
  })

  test('lead to an office from every country where people live', () => {
    const byId = new Map(geography.map(region => [region.id, region]))
    const isServed = (id: string | undefined): boolean => {
      const region = id === undefined ? undefined : byId.get(id)
      return region !== undefined && (region.offices.length > 0 || isServed(region.within))
    }
    const unserved = geography.filter(region => region.countries.length > 0 && !isServed(region.id))
    expect(unserved.map(region => region.id)).toEqual(['antarctica'])
  })

  test('name as stated only offices that they show', () => {
    const hidden = geography.filter(({ offices, stated }) => stated.some(id => !offices.includes(id)))
    expect(hidden.map(region => region.id)).toEqual([])
  })
})
