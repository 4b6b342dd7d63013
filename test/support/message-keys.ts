import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LANGS, type Lang } from '../../src/lang.ts'
import { readMessages } from '../../src/messages.ts'
import { ROOT } from '../../src/root.ts'
import { TEXT_PAGES } from '../../src/server/text-pages.ts'

/** Where the bot's words are asked for: a key in full, or the beginning of keys made on the way. */
export interface KeyUses {
  readonly whole: ReadonlySet<string>
  readonly beginnings: ReadonlySet<string>
}

const PLURAL = /_(zero|one|two|few|many|other)$/

/** Every key of a language with its text, as `room:path.to.text`; plural forms apart. */
export function textsByKey(lang: Lang): Map<string, unknown> {
  const under = (value: unknown, key: string): [string, unknown][] =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.entries(value).flatMap(([name, inner]) => under(inner, `${key}.${name}`))
      : [[key, value]]
  const rooms = Object.entries(readMessages(lang))
  return new Map(
    rooms.flatMap(([room, texts]) =>
      Object.entries(texts as object).flatMap(([name, inner]) => under(inner, `${room}:${name}`)),
    ),
  )
}

/** The key that code asks for: the plural form is the library's choice. */
export const askedAs = (key: string): string => key.replace(PLURAL, '')

/** Every plural key with the forms that each language gives it. */
export function pluralForms(): Record<Lang, Map<string, string[]>> {
  const formsIn = (lang: Lang): Map<string, string[]> => {
    const forms = new Map<string, string[]>()
    for (const key of textsByKey(lang).keys()) {
      const form = key.match(PLURAL)?.[1]
      if (form) forms.set(askedAs(key), [...(forms.get(askedAs(key)) ?? []), form])
    }
    return forms
  }
  return Object.fromEntries(LANGS.map(lang => [lang, formsIn(lang)])) as Record<Lang, Map<string, string[]>>
}

function sourcesIn(folder: string, extensions: RegExp): string {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => extensions.test(name))
    .map(name => readFileSync(join(ROOT, folder, name), 'utf8'))
    .join('\n')
}

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, ...groups]) => groups.find(group => group !== undefined) ?? '')

/** What code asks for, read from the code itself. */
export function keyUses(): KeyUses {
  const code = `${sourcesIn('src', /\.ts$/)}\n${sourcesIn('adapters', /\.ts$/)}`
  // Cards ask the core room by the path alone.
  const cards = sourcesIn('src/cards', /\.ts$/)
  const page = sourcesIn('adapters/preview/page', /\.(js|html)$/)
  const rooms = new Set(Object.keys(readMessages('en')))
  const isOurs = (key: string): boolean => rooms.has(key.split(':')[0] ?? '')
  return {
    whole: new Set([
      ...all(code, /'([a-z]+:[a-z][\w-]*(?:\.[\w-]+)*)'/g).filter(isOurs),
      ...all(cards, /'([a-z][\w-]*(?:\.[\w-]+)+)'/g).map(key => `core:${key}`),
      ...all(page, /\bwords\.(\w+)|data-(?:text|label)="(\w+)"/g).map(key => `preview:page.${key}`),
      ...textPageKeys(),
    ]),
    beginnings: new Set([
      ...all(code, /`([a-z]+:(?:[\w-]+\.)+)\$\{/g).filter(isOurs),
      ...all(cards, /`((?:[\w-]+\.)+)\$\{/g).map(key => `core:${key}`),
    ]),
  }
}

/** The privacy page and the terms are put together from their sections. */
function textPageKeys(): string[] {
  return Object.entries(TEXT_PAGES).flatMap(([page, sections]) =>
    ['title', 'intro', ...sections.flatMap(s => [`${s}.heading`, `${s}.text`])].map(
      key => `server:${page}.${key}`,
    ),
  )
}
