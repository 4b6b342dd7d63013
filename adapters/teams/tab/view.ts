import * as z from 'zod/v4'
import { type Lang, langOfLocale } from '../../../src/lang.ts'
import { LIMITS } from '../limits.ts'

/** The themes of Teams (learn.microsoft.com, Get context for your tab). */
const THEMES = ['default', 'dark', 'contrast'] as const

/** What a request for the tab asks to see. Anything odd in it is as if it were not there. */
export interface View {
  readonly lang: Lang
  readonly theme: (typeof THEMES)[number]
  /** The id of the unit that a link inside Teams leads to. */
  readonly unit: string
  /** What was typed. */
  readonly text: string
}

const short = z.string().max(LIMITS.idLength).catch('')
const viewSchema = z
  .object({
    lang: short,
    theme: z.enum(THEMES).catch('default'),
    unit: short,
    text: z
      .string()
      .transform(text => text.slice(0, LIMITS.questionLength).trim())
      .catch(''),
  })
  .catch({ lang: '', theme: 'default', unit: '', text: '' })

/** @param parameters of an address or a form, as they came; `lang` is Teams' locale, such as `fr-fr` */
export function readView(parameters: unknown, defaultLang: Lang): View {
  const view = viewSchema.parse(parameters)
  return { ...view, lang: langOfLocale(view.lang) ?? defaultLang }
}

/** The address of the tab showing a unit, or the search where there is none. */
export function hrefOf({ lang, theme, unit }: Pick<View, 'lang' | 'theme'> & { unit?: string }): string {
  return `/tab?${new URLSearchParams({ lang, theme, ...(unit ? { unit } : {}) })}`
}
