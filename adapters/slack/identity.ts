import type { WebClient } from '@slack/web-api'
import type { Log } from '../../src/log.ts'
import { createPersistence, type Timing } from './timing.ts'

interface Ids {
  botId: string
  botUserId: string
}

/** Who the bot is in Slack, so that it never answers itself. */
interface Identity {
  /** Empty until Slack has told; bots' messages are known by their `bot_id` all the same. */
  current(): Partial<Ids>
  start(): Promise<void>
  stop(): void
}

/** @param known from the configuration: then Slack is not asked */
export function createIdentity(
  known: Ids | undefined,
  client: WebClient,
  timing: Timing,
  log: Log,
): Identity {
  let ids: Partial<Ids> = known ?? {}
  async function lookUp(): Promise<boolean> {
    try {
      const { bot_id: botId, user_id: botUserId } = await client.auth.test()
      ids = { ...(botId ? { botId } : {}), ...(botUserId ? { botUserId } : {}) }
      return true
    } catch (error) {
      log.warn({ err: error }, 'Slack does not say who the bot is; asked again later')
      return false
    }
  }
  const persistence = createPersistence(lookUp, timing)
  return {
    current: () => ids,
    start: async () => {
      if (!known) await persistence.start()
    },
    stop: persistence.stop,
  }
}
