import * as z from 'zod/v4'

/** The languages that the bot speaks. */
export const LANGS = ['fr', 'en', 'es'] as const
export const langSchema = z.enum(LANGS)
export type Lang = z.infer<typeof langSchema>

/** One text in each language. */
export type Localized = Readonly<Record<Lang, string>>

/** The language of a locale such as `fr-CH` or `en_US`; undefined where it is none of ours. */
export function langOfLocale(locale: string | undefined): Lang | undefined {
  const parsed = langSchema.safeParse(locale?.slice(0, 2).toLowerCase())
  return parsed.success ? parsed.data : undefined
}
