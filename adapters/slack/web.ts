import { type Logger, LogLevel, WebClient, type WebClientOptions } from '@slack/web-api'
import type { Log } from '../../src/log.ts'
import type { Timing } from './timing.ts'
import type { Workspaces } from './workspaces.ts'

/** The libraries' log lines go to ours. Their debug lines hold whole messages and go nowhere. */
export function createLibraryLog(log: Log): Logger {
  const say = (parts: readonly unknown[]): string =>
    parts.map(part => (part instanceof Error ? part.message : String(part))).join(' ')
  return {
    debug: () => {},
    info: (...parts: unknown[]) => log.debug(say(parts)),
    warn: (...parts: unknown[]) => log.warn(say(parts)),
    error: (...parts: unknown[]) => log.error(say(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}

/**
 * For calls that carry an answer. The library's own default is ten retries without any deadline, and on a
 * rate limit it holds every other call of the workspace too; ours goes back to the inbox, which waits.
 */
export function clientOptions(apiUrl: string | undefined, { callMs, retries }: Timing): WebClientOptions {
  return {
    timeout: callMs,
    retryConfig: { retries, minTimeout: 500, maxTimeout: 5_000 },
    rejectRateLimitedCalls: true,
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
  }
}

/** For calls that an answer can do without: one attempt, and no waiting for a rate limit. */
export function createQuickClient(
  token: string,
  apiUrl: string | undefined,
  timing: Timing,
  log: Log,
): WebClient {
  return new WebClient(token, {
    ...clientOptions(apiUrl, timing),
    timeout: timing.lookUpMs,
    retryConfig: { retries: 0 },
    logger: createLibraryLog(log),
  })
}

/** A quick client for each workspace, made anew when its token changes. */
export function createQuickClients(
  workspaces: Workspaces,
  apiUrl: string | undefined,
  timing: Timing,
  log: Log,
): (team: string) => Promise<WebClient> {
  const clients = new Map<string, WebClient>()
  return async team => {
    const { botToken } = await workspaces.botOf({ teamId: team, isEnterpriseInstall: false })
    const known = clients.get(team)
    if (known?.token === botToken) return known
    const client = createQuickClient(botToken, apiUrl, timing, log)
    clients.set(team, client)
    return client
  }
}
