import type { Route } from '../../src/adapter.ts'

/** Where something happened; an organisation may have let the bot in for all its workspaces. */
export interface Source {
  teamId?: string | undefined
  enterpriseId?: string | undefined
  isEnterpriseInstall: boolean
}

/** With what the bot speaks there, and by what it knows itself. */
export interface Bot {
  botToken: string
  botId?: string
  botUserId?: string
}

/** The workspaces that have let the bot in: one by its token, or as many as have installed it. */
export interface Workspaces {
  /** @throws DeadEnd where the bot is not, or no longer, installed */
  botOf(source: Source): Promise<Bot>
  /** Uninstalled, or its token revoked, at that time. */
  left(source: Source, at: Date): Promise<void>
  readonly routes: readonly Route[]
  start(): Promise<void>
  stop(): void
}
