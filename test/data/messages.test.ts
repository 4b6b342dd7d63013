import { describe, expect, test } from 'vitest'
import { KINDS } from '../../src/directory/entity.ts'
import { LANGS } from '../../src/lang.ts'
import { createTranslate } from '../../src/messages.ts'
import { askedAs, keyUses, pluralForms, textsByKey } from '../support/message-keys.ts'

const keys = [...new Set([...textsByKey('fr').keys()].map(askedAs))]
const uses = keyUses()

describe('a text that counts', () => {
  const forms = pluralForms()
  const categories = (lang: string): string[] =>
    new Intl.PluralRules(lang).resolvedOptions().pluralCategories.toSorted()

  test.each(LANGS)('has the forms that %s needs, and no other', lang => {
    expect(forms[lang].size).toBeGreaterThan(2)
    for (const [key, given] of forms[lang]) expect(given.toSorted(), key).toEqual(categories(lang))
  })

  test('counts in every language', () => {
    for (const lang of LANGS)
      expect([...forms[lang].keys()].toSorted()).toEqual([...forms.fr.keys()].toSorted())
  })

  test.each(LANGS)('shows the count in %s, for none, one, some and a million', lang => {
    const translate = createTranslate()
    for (const key of forms[lang].keys())
      for (const count of [0, 1, 2, 5, 1_000_000])
        expect(translate(lang, key, { count, name: 'N', place: 'P' }), key).toContain(String(count))
  })
})

describe('the texts and the code', () => {
  test('every key that the code names has a text', () => {
    expect(uses.whole.size).toBeGreaterThan(80)
    expect([...uses.whole].filter(key => !keys.includes(key))).toEqual([])
  })

  test('every beginning of keys that the code makes on the way has texts', () => {
    expect(uses.beginnings.size).toBeGreaterThan(4)
    expect([...uses.beginnings].filter(start => !keys.some(key => key.startsWith(start)))).toEqual([])
  })

  test('every text is asked for', () => {
    const isUsed = (key: string): boolean =>
      uses.whole.has(key) ||
      [...uses.beginnings].some(start => key.startsWith(start) && !key.slice(start.length).includes('.'))
    expect(keys.filter(key => !isUsed(key))).toEqual([])
  })

  test('every kind of entity and every language has a name', () => {
    const named = (start: string): string[] =>
      keys.filter(key => key.startsWith(start)).map(key => key.slice(start.length))
    expect(named('core:kind.').toSorted()).toEqual(KINDS.toSorted())
    expect(named('core:language.').toSorted()).toEqual(LANGS.toSorted())
  })
})
