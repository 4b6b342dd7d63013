import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { LANGS } from '../../src/lang.ts'
import { DATA_DIR, ourDirectory, shownTexts } from '../support/our-directory.ts'

const folder = join(DATA_DIR, 'directory')
const files = readdirSync(folder).map((name): [string, string] => [
  name,
  readFileSync(join(folder, name), 'utf8'),
])

/** The name of a vision or a decade has years in it: no telephone number. */
const withoutYears = (text: string): string => text.replaceAll(/\b(19|20)\d\d\b/g, '')

const CONTACTS = {
  'a mail address': /\S@\S/,
  'a telephone number': /\+\d|\(\d+\) ?\d|\d(?:[ ./-]?\d){6,}/,
  'an address on the web': /https?:|www\./,
  'a person with a title': /\b(M\.|Mme|Mlle|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Sra?\.|Dra?\.) ?\p{Lu}/u,
} as const

describe.each(Object.entries(CONTACTS))('%s', (_, pattern) => {
  test('stands nowhere in the directory', () => {
    expect(files.length).toBeGreaterThan(1)
    const found = files.flatMap(([name, content]) =>
      content
        .split('\n')
        .flatMap((line, i) => (pattern.test(withoutYears(line)) ? [`${name}:${i + 1}`] : [])),
    )
    expect(found).toEqual([])
  })
})

test.each<[keyof typeof CONTACTS, string]>([
  ['a mail address', 'écrire à lampes@example.org'],
  ['a telephone number', 'tel. +41 22 555'],
  ['a telephone number', '022 717 91 11'],
  ['an address on the web', 'voir www.example.org'],
  ['a person with a title', 'sous Mme Phare'],
  ['a person with a title', 'led by Dr. Lamp'],
])('%s would be found: %s', (kind, text) => {
  expect(CONTACTS[kind].test(withoutYears(text))).toBe(true)
})

/** Proper words of the French texts: bodies, frameworks, posts and regions. A new one is looked at before it joins them. */
const PROPER: ReadonlySet<string> = new Set([
  'Accord',
  'Administration',
  'Conseil',
  'Conseiller',
  'Constitution',
  'Diaspora',
  'État',
  'Europe',
  'Grand',
  'Membre',
  'Membres',
  'Normes',
  'Paris',
  'Règlement',
  'Réseau',
  'Sendai',
  'Statut',
  'Suisse',
  'Vérificateur',
  'Vision',
])

describe('a name of a person', () => {
  const capitals = (text: string): string[] =>
    text.match(/(?<=[\p{L}\p{N},;:»”] ?(?:[ldLD][’'])?)\p{Lu}\p{Ll}+/gu) ?? []
  /** Words that the names and places of the directory bring. */
  const known = new Set(
    ourDirectory.entities
      .flatMap(e => [...LANGS.map(l => e.name[l]), ...e.places.flatMap(p => LANGS.map(l => p.city[l]))])
      .flatMap(text => text.match(/\p{L}+/gu) ?? []),
  )
  const unknownIn = (text: string): string[] =>
    capitals(text).filter(word => !known.has(word) && !PROPER.has(word))

  test('hides in no French text: every word with a capital is a known one', () => {
    const unknown = ourDirectory.entities.flatMap(e =>
      shownTexts(e, 'fr').flatMap(([field, text]) => unknownIn(text).map(word => `${e.id} ${field} ${word}`)),
    )
    expect(unknown).toEqual([])
  })

  test('would be found', () => {
    expect(unknownIn('division dirigée par Gertrude Lampe')).toEqual(['Gertrude', 'Lampe'])
  })
})
