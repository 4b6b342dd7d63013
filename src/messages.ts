import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInstance } from 'i18next'
import { parse } from 'yaml'
import { LANGS, type Lang } from './lang.ts'
import { ROOT } from './root.ts'

/** The bot's own words, in `data/messages/<lang>/<room>.yaml`; a key is `room:path.to.text`. */
export type Translate = (
  lang: Lang,
  key: string,
  values?: Readonly<Record<string, string | number>>,
) => string

export const MESSAGES_DIR = join(ROOT, 'data', 'messages')

/** The texts of a language by room, as the files have them. */
export function readMessages(lang: Lang, dir = MESSAGES_DIR): Record<string, unknown> {
  const files = readdirSync(join(dir, lang)).filter(file => file.endsWith('.yaml'))
  return Object.fromEntries(
    files.map(file => [
      file.replace(/\.yaml$/, ''),
      parse(readFileSync(join(dir, lang, file), 'utf8')) as unknown,
    ]),
  )
}

/**
 * Plurals by Intl.PluralRules (`unit_one`, `unit_many`, `unit_other`; `{{count}}`).
 * The result throws RangeError on a key that is not there: a missing translation is a fault of ours.
 */
export function createTranslate(dir = MESSAGES_DIR): Translate {
  const i18n = createInstance()
  const resources = Object.fromEntries(LANGS.map(lang => [lang, readMessages(lang, dir)]))
  void i18n.init({
    resources,
    initAsync: false,
    fallbackLng: false,
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<typeof i18n.init>[0])
  const translators = Object.fromEntries(LANGS.map(lang => [lang, i18n.getFixedT(lang)]))
  return (lang, key, values = {}) => {
    const translate = translators[lang]
    if (!translate || !i18n.exists(key, { lng: lang, ...values }))
      throw new RangeError(`no text ${lang} ${key}`)
    return String(translate(key, values))
  }
}
