import * as z from 'zod/v4'
import type { Services } from '../../../src/adapter.ts'
import type { Lang } from '../../../src/lang.ts'
import type { Incoming } from '../activity.ts'
import { LIMITS } from '../limits.ts'
import { findUnits } from '../units.ts'
import { whoOf } from '../who.ts'
import { type ExtensionResponse, insertedCard, lineOf, resultsOf } from './result.ts'

/** A parameter may come without its name; the one of the first call, before anything is typed, is `initialRun`. */
const querySchema = z.object({
  parameters: z
    .array(z.object({ name: z.string().nullish(), value: z.unknown() }))
    .max(10)
    .catch([]),
  queryOptions: z
    .object({
      skip: z.int().min(0).max(LIMITS.searchSkip).catch(0),
      count: z.int().min(1).max(LIMITS.searchCount).catch(LIMITS.searchCount),
    })
    .catch({ skip: 0, count: LIMITS.searchCount }),
})
type Query = z.infer<typeof querySchema>

/** The search command: the units that the typed text may mean, page by page; before anything is typed, recent ones. */
export async function query(incoming: Incoming, lang: Lang, services: Services): Promise<ExtensionResponse> {
  const parsed = querySchema.safeParse(incoming.value ?? {})
  if (!parsed.success) return lineOf(services.translate(lang, 'teams:extension.unreadable'))
  const { skip, count } = parsed.data.queryOptions
  const text = typedIn(parsed.data)
  const found = text
    ? (await findUnits(text, lang, skip + count, services)).ids
    : await recentFirst(incoming, lang, skip + count, services)
  const cards = found.slice(skip, skip + count).flatMap(id => services.unitCard(id, lang) ?? [])
  if (cards.length === 0 && skip === 0) return lineOf(services.translate(lang, 'teams:extension.none'))
  return resultsOf(cards.map(card => insertedCard(card, services)))
}

function typedIn({ parameters }: Query): string {
  const typed = parameters.find(({ name }) => name !== 'initialRun')?.value
  return typeof typed === 'string' ? typed.slice(0, LIMITS.questionLength).trim() : ''
}

/** What somebody was shown last, then the top of the structure. */
async function recentFirst(incoming: Incoming, lang: Lang, limit: number, services: Services) {
  const top = services.core.suggest('', lang, limit)
  return [...new Set([...(await recentOf(incoming, limit, services)), ...top])]
}

/** A store that fails costs only the order. */
async function recentOf(incoming: Incoming, limit: number, { store, log, secret }: Services) {
  try {
    return await store.recents.list(whoOf(incoming, { secret }).asker, limit)
  } catch (error) {
    log.warn({ err: error }, 'Teams: recent units could not be read')
    return []
  }
}
