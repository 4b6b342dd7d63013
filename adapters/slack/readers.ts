import type { WebClient } from '@slack/web-api'
import type { Services } from '../../src/adapter.ts'
import { type Lang, langOfLocale } from '../../src/lang.ts'
import { type Timing, within } from './timing.ts'

/** Who reads the answer, as far as the core may know. */
export interface Reader {
  asker: string
  saved?: Lang
  locale?: string
}

/** A client for look-ups in a workspace. */
type ClientOf = (team: string) => Promise<WebClient>

export interface Readers {
  /** Never rejects, and never takes longer than a look-up may. */
  of(team: string, user: string): Promise<Reader>
}

const LOCALE_MS = 60 * 60_000
/** After a failure Slack is left alone for so long. */
const FAILURE_MS = 60_000
const CACHE_MOST = 5_000

/** The language of lines that answer no question. */
export const langOf = ({ saved, locale }: Reader, defaultLang: Lang): Lang =>
  saved ?? langOfLocale(locale) ?? defaultLang

export function createReaders(services: Services, clientOf: ClientOf, timing: Timing): Readers {
  const { store, secret, log } = services
  const localeOf = createLocales(clientOf, timing, services)

  async function savedOf(asker: string): Promise<Lang | undefined> {
    try {
      return await within(timing.lookUpMs, 'the saved language', store.preferences.lang(asker))
    } catch (error) {
      log.warn({ err: error }, 'the saved language is not to be had')
      return undefined
    }
  }

  return {
    async of(team, user) {
      const asker = secret.hash('asker', 'slack', team, user)
      const [saved, locale] = await Promise.all([savedOf(asker), localeOf(asker, team, user)])
      return { asker, ...(saved ? { saved } : {}), ...(locale ? { locale } : {}) }
    },
  }
}

/** Locales such as `fr-FR` by asker, oldest first. */
function createLocales(clientOf: ClientOf, timing: Timing, { log }: Services) {
  const cache = new Map<string, { locale: string | undefined; until: number }>()

  async function lookUp(team: string, user: string): Promise<{ locale: string | undefined; until: number }> {
    try {
      const client = await clientOf(team)
      const call = client.users.info({ user, include_locale: true })
      const { user: found } = await within(timing.lookUpMs, 'users.info', call)
      return { locale: found?.locale, until: Date.now() + LOCALE_MS }
    } catch (error) {
      log.warn({ err: error }, 'Slack does not tell the locale')
      return { locale: undefined, until: Date.now() + FAILURE_MS }
    }
  }

  return async (asker: string, team: string, user: string): Promise<string | undefined> => {
    const known = cache.get(asker)
    if (known && known.until > Date.now()) return known.locale
    const found = await lookUp(team, user)
    cache.delete(asker)
    cache.set(asker, found)
    if (cache.size > CACHE_MOST)
      for (const oldest of cache.keys()) {
        cache.delete(oldest)
        break
      }
    return found.locale
  }
}
