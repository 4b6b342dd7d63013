import * as z from 'zod/v4'
import type { Services } from '../../../src/adapter.ts'
import { type Lang, langSchema } from '../../../src/lang.ts'
import type { Incoming } from '../activity.ts'
import { LIMITS } from '../limits.ts'
import { pageOf, renderStatic } from '../render.ts'
import { attachmentOf, type ExtensionResponse, resultsOf } from './result.ts'

const linkSchema = z.object({ url: z.url().max(LIMITS.idLength) })

/** A link to a unit's page shows its card, in the language of the link; any other link is left alone. */
export async function link(incoming: Incoming, lang: Lang, services: Services): Promise<ExtensionResponse> {
  const parsed = linkSchema.safeParse(incoming.value)
  const target = parsed.success ? unitIn(parsed.data.url, services.publicUrl) : undefined
  const card = target && services.unitCard(target.id, target.lang ?? lang)
  if (!card) return resultsOf([])
  const page = pageOf(card, services.publicUrl, services.translate)
  return resultsOf([attachmentOf(card, renderStatic(card, page))])
}

/** `PUBLIC_URL/unit/<id>?lang=fr`, exactly ours. */
function unitIn(url: string, publicUrl: string | undefined): { id: string; lang?: Lang } | undefined {
  if (!publicUrl) return undefined
  const { origin, pathname, searchParams } = new URL(url)
  const base = new URL(publicUrl)
  const beginning = `${base.pathname.replace(/\/$/, '')}/unit/`
  if (origin !== base.origin || !pathname.startsWith(beginning)) return undefined
  const lang = langSchema.safeParse(searchParams.get('lang'))
  return { id: pathname.slice(beginning.length), ...(lang.success ? { lang: lang.data } : {}) }
}
