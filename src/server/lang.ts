import type { Request } from 'express'
import { LANGS, type Lang, langSchema } from '../lang.ts'

/** The language that a page is asked for in: `?lang=`, else Accept-Language, else the default. */
export function requestLang(request: Pick<Request, 'query' | 'acceptsLanguages'>, defaultLang: Lang): Lang {
  const asked = langSchema.safeParse(request.query.lang)
  if (asked.success) return asked.data
  // without the header, or with `*`, the first one offered wins
  return langSchema.catch(defaultLang).parse(request.acceptsLanguages([defaultLang, ...LANGS]))
}
