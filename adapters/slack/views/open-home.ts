import type { WebClient } from '@slack/web-api'
import { langSchema } from '../../../src/lang.ts'
import type { Tools } from '../answers.ts'
import { sendBy } from '../failures.ts'
import { keepLanguage } from '../language.ts'
import { langOf } from '../readers.ts'
import { within } from '../timing.ts'
import { type Home, renderHome } from './home.ts'

interface Visitor {
  team: string
  user: string
}

/** Somebody's Home tab, as it is now. What the store does not tell in time is left out. */
export async function publishHome(
  tools: Tools,
  client: WebClient,
  { team, user }: Visitor,
  { at, lang }: Partial<Pick<Home, 'at' | 'lang'>> = {},
): Promise<void> {
  const { services, readers, timing } = tools
  const { store, log, defaultLang } = services
  const reader = await readers.of(team, user)
  const listOf = async (list: Promise<readonly string[]>): Promise<readonly string[]> => {
    try {
      return await within(timing.lookUpMs, 'a list of units', list)
    } catch (error) {
      log.warn({ err: error }, 'somebody’s units are not to be had')
      return []
    }
  }
  const [saved, recent] = await Promise.all([
    listOf(store.preferences.saved(reader.asker)),
    listOf(store.recents.list(reader.asker, 5)),
  ])
  const home = { lang: lang ?? langOf(reader, defaultLang), saved, recent, at }
  const view = renderHome(services, home)
  await sendBy(log, () => client.views.publish({ user_id: user, view }))
}

/** The language that somebody chose on the Home tab: kept, and spoken from now on. */
export async function chooseLanguage(
  tools: Tools,
  client: WebClient,
  visitor: Visitor,
  { chosen, at }: { chosen: string | undefined; at: string | undefined },
): Promise<void> {
  const lang = langSchema.safeParse(chosen).data
  if (lang) await keepLanguage(tools, visitor, lang)
  await publishHome(tools, client, visitor, { at, ...(lang ? { lang } : {}) })
}
