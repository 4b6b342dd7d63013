import type { SlackConfig } from '../../src/config.ts'
import type { Log } from '../../src/log.ts'
import { createPersistence, type Timing } from './timing.ts'
import { createQuickClient } from './web.ts'
import type { Bot, Workspaces } from './workspaces.ts'

type OneWorkspaceConfig = Extract<SlackConfig, { mode: 'http' | 'socket' }>

/**
 * The one workspace of a token. Who the bot is there, so that it never answers itself, is asked once;
 * until Slack has told, bots' messages are known by their `bot_id` all the same.
 * @param config with an identity Slack is not asked
 */
export function createOneWorkspace(
  { botToken, identity, apiUrl }: OneWorkspaceConfig,
  timing: Timing,
  log: Log,
): Workspaces {
  const client = createQuickClient(botToken, apiUrl, timing, log)
  let bot: Bot = { botToken, ...identity }
  async function lookUp(): Promise<boolean> {
    try {
      const { bot_id: botId, user_id: botUserId } = await client.auth.test()
      bot = { botToken, ...(botId ? { botId } : {}), ...(botUserId ? { botUserId } : {}) }
      return true
    } catch (error) {
      log.warn({ err: error }, 'Slack does not say who the bot is; asked again later')
      return false
    }
  }
  const persistence = createPersistence(lookUp, timing)
  return {
    botOf: async () => bot,
    left: async () =>
      log.error('the app was uninstalled; install it again and copy its token to SLACK_BOT_TOKEN'),
    routes: [],
    start: async () => {
      if (!identity) await persistence.start()
    },
    stop: persistence.stop,
  }
}
