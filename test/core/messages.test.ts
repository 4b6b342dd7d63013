import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LANGS } from '../../src/lang.ts'
import { createTranslate, MESSAGES_DIR, readMessages } from '../../src/messages.ts'
import { newFolder } from '../support/organisation.ts'

/** Every text by its key; plural forms under one key, since languages have different ones. */
function textsOf(value: unknown, key = ''): [string, string][] {
  if (typeof value === 'string') return [[key.replace(/_(zero|one|two|few|many|other)$/, ''), value]]
  return Object.entries(value as object).flatMap(([name, inner]) =>
    textsOf(inner, key ? `${key}.${name}` : name),
  )
}
const texts = Object.fromEntries(LANGS.map(lang => [lang, textsOf(readMessages(lang))]))
const keysOf = (lang: string): string[] => [...new Set((texts[lang] ?? []).map(([key]) => key))].sort()
const valuesIn = (text: string): string[] => (text.match(/\{\{\s*\w+\s*\}\}/g) ?? []).sort()

describe('the texts', () => {
  test('are the same in every language, to the last key', () => {
    expect(keysOf('fr').length).toBeGreaterThan(100)
    expect(keysOf('en')).toEqual(keysOf('fr'))
    expect(keysOf('es')).toEqual(keysOf('fr'))
  })

  test.each(LANGS)('say something everywhere, without an exclamation mark: %s', lang => {
    const faults = (texts[lang] ?? []).filter(([, text]) => text.trim() === '' || /[!¡]/.test(text))
    expect(faults).toEqual([])
  })

  test('take the same values in every language', () => {
    const taken = (lang: string): string[] => [
      ...new Set(
        (texts[lang] ?? []).flatMap(([key, text]) => valuesIn(text).map(value => `${key} ${value}`)),
      ),
    ]
    expect(taken('fr').length).toBeGreaterThan(5)
    expect(taken('en').toSorted()).toEqual(taken('fr').toSorted())
    expect(taken('es').toSorted()).toEqual(taken('fr').toSorted())
  })
})

describe('a text', () => {
  function translateOf(en: string) {
    const dir = join(newFolder(), 'messages')
    cpSync(MESSAGES_DIR, dir, { recursive: true })
    writeFileSync(join(dir, 'en', 'test.yaml'), en)
    return createTranslate(dir)
  }

  test('takes its plural form by its count', () => {
    const translate = translateOf('unit_one: "{{count}} unit"\nunit_other: "{{count}} units"\n')
    expect([0, 1, 2].map(count => translate('en', 'test:unit', { count }))).toEqual([
      '0 units',
      '1 unit',
      '2 units',
    ])
  })

  test('takes its values as they are: escaping is the surface’s', () => {
    expect(translateOf('said: "you said {{what}}"\n')('en', 'test:said', { what: '<b>&"' })).toBe(
      'you said <b>&"',
    )
  })

  test('does not read a value as a text of its own', () => {
    const translate = translateOf('said: "you said {{what}}"\nother: "hidden"\n')
    expect(translate('en', 'test:said', { what: '{{what}} $t(test:other)' })).not.toContain('hidden')
  })

  test('that is missing is a fault of ours, never an empty line', () => {
    const translate = translateOf('only: "in English"\n')
    expect(() => translate('fr', 'test:only')).toThrow('no text fr test:only')
    expect(() => translate('en', 'test:nothing')).toThrow(RangeError)
  })
})
