import { WebClient } from '@slack/web-api'
import type { Services } from '../../../src/adapter.ts'
import type { SlackConfig } from '../../../src/config.ts'
import { DeadEnd } from '../failures.ts'
import type { Timing } from '../timing.ts'
import { clientOptions, createLibraryLog } from '../web.ts'
import type { Bot, Source, Workspaces } from '../workspaces.ts'
import { createKeptInstallations, type Kept } from './kept.ts'
import { createPages } from './pages.ts'
import { createRenewal } from './renewal.ts'

export type OAuthConfig = Extract<SlackConfig, { mode: 'oauth' }>

/** For so long the store is not asked again; an uninstalled workspace is refused by Slack meanwhile. */
const CACHE_MS = 60_000
const CACHE_MOST = 5_000

/** Every workspace and organisation that has installed the app by OAuth. */
export function createManyWorkspaces(services: Services, config: OAuthConfig, timing: Timing): Workspaces {
  const { store, secret, log } = services
  const kept = createKeptInstallations(store, secret)
  const client = new WebClient(undefined, {
    ...clientOptions(config.apiUrl, timing),
    logger: createLibraryLog(log),
  })
  const renewal = createRenewal({ kept, client, credentials: config, log })
  const cache = new Map<string, { held: Kept; until: number }>()
  /** By which installation a workspace is served, for questions that know the workspace alone. */
  const homes = new Map<string, string>()

  async function lookUp(id: string): Promise<Kept | undefined> {
    const known = cache.get(id)
    if (known && known.until > Date.now()) return known.held
    const held = await stored(id, known?.held)
    cache.delete(id)
    if (held) remember(cache, id, { held, until: Date.now() + CACHE_MS })
    return held
  }

  /** A store that does not answer costs news of the installation, not the answer. */
  async function stored(id: string, last: Kept | undefined): Promise<Kept | undefined> {
    try {
      return await kept.get(id)
    } catch (error) {
      if (!last) throw error
      log.error({ err: error, installation: id }, 'an installation could not be read; the last one is used')
      return last
    }
  }

  async function find(source: Source): Promise<Kept> {
    for (const id of idsOf(source, homes)) {
      const held = await lookUp(id)
      if (!held) continue
      if (source.teamId) remember(homes, source.teamId, id)
      const fresh = await renewal.fresh(held)
      if (fresh !== held) remember(cache, id, { held: fresh, until: Date.now() + CACHE_MS })
      return fresh
    }
    throw new DeadEnd('the app is not installed there')
  }

  return {
    async botOf(source): Promise<Bot> {
      const { botToken, botId, botUserId } = (await find(source)).installation
      return { botToken, botId, botUserId }
    },
    async left(source, at) {
      for (const id of idsOf(source, new Map())) {
        const held = await kept.get(id)
        // Slack may say so late, and again: a later installation stays.
        if (!held || held.installedAt > at) continue
        await kept.remove(id)
        cache.delete(id)
        log.info({ installation: id }, 'uninstalled: its token is deleted')
        return
      }
    },
    routes: createPages(services, config, timing, async installation => {
      await kept.put(installation)
      cache.delete(installation.id)
      log.info({ installation: installation.id }, 'installed')
    }),
    start: async () => {},
    stop: () => {},
  }
}

/** Where to look, likeliest first. */
function idsOf({ teamId, enterpriseId, isEnterpriseInstall }: Source, homes: Map<string, string>): string[] {
  const home = teamId && homes.get(teamId)
  const ids = isEnterpriseInstall ? [enterpriseId, teamId] : [teamId, enterpriseId]
  return [...new Set([...ids, home].flatMap(id => (id ? [id] : [])))]
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key)
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > CACHE_MOST && oldest !== undefined) map.delete(oldest)
}
