import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Lang } from './lang.ts'
import { ROOT } from './root.ts'
import { SETTING_NAMES, SETTINGS, type SettingName, type Values } from './settings.ts'

/** The set-up, parsed once into modes. Only this file reads the environment. */
export interface Config {
  production: boolean
  host: string
  port: number
  publicUrl: string | undefined
  preview: boolean
  databasePath: string
  secretKey: string
  adminToken: string | undefined
  retentionDays: number
  dataDir: string
  contactsPath: string | undefined
  defaultLang: Lang
  logLevel: string
  slack: SlackConfig
  teams: TeamsConfig
}

/** One workspace, by a token that its administrator copied. */
interface OneWorkspace {
  botToken: string
  /** Both known: no look-up at start. */
  identity: { botId: string; botUserId: string } | undefined
  /** Another base of the Web API. */
  apiUrl: string | undefined
}
export type SlackConfig =
  | { mode: 'off' }
  | ({ mode: 'http'; signingSecret: string } & OneWorkspace)
  | ({ mode: 'socket'; appToken: string } & OneWorkspace)
  /** Many workspaces, over HTTP. */
  | {
      mode: 'oauth'
      signingSecret: string
      clientId: string
      clientSecret: string
      publicUrl: string
      authorizeUrl: string | undefined
      apiUrl: string | undefined
    }

export type TeamsConfig =
  | { mode: 'off' }
  /** For local test clients: nobody is authenticated, replies go to loopback addresses only. */
  | { mode: 'open' }
  | {
      mode: 'authenticated'
      appId: string
      appPassword: string
      appType: 'SingleTenant' | 'MultiTenant'
      tenantId: string | undefined
      /** Empty: all. */
      allowedTenants: readonly string[]
      cloud: { openIdMetadataUrl: string; tokenIssuer: string; tokenUrl: string | undefined }
    }

/** Where the public cloud's Bot Framework publishes its keys, and who signs (learn.microsoft.com, Bot Connector authentication). */
const PUBLIC_CLOUD = {
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  tokenIssuer: 'https://api.botframework.com',
}

/** Every fault of the set-up, each with its remedy. */
export class ConfigError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`the set-up has faults:\n${faults.map(f => `  ${f}`).join('\n')}`)
    this.name = 'ConfigError'
    this.faults = faults
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws ConfigError with every fault at once */
export function parseConfig(env: Environment): Config {
  const faults: string[] = []
  const values = parseValues(env, faults)
  const production = values.NODE_ENV === 'production'
  const host = values.HOST ?? '127.0.0.1'
  const slack = parseSlack(values, faults)
  const teams = parseTeams(values, { host, production }, faults)
  const preview = values.OIM_PREVIEW ?? !production
  if (production && !preview && slack.mode === 'off' && teams.mode === 'off')
    faults.push(
      'no platform is configured in production -> set up Slack or Teams, or OIM_PREVIEW=1 for the preview alone',
    )
  if (production && !values.OIM_SECRET_KEY)
    faults.push('OIM_SECRET_KEY is missing in production -> set it to the output of: openssl rand -hex 32')
  if (faults.length > 0) throw new ConfigError(faults)
  return {
    production,
    host,
    port: values.PORT ?? 3978,
    publicUrl: values.PUBLIC_URL,
    preview,
    databasePath: values.DATABASE_URL?.replace(/^file:(\/\/)?/, '') ?? join(ROOT, 'var', 'oim.sqlite'),
    secretKey: values.OIM_SECRET_KEY ?? localSecretKey(),
    adminToken: values.OIM_ADMIN_TOKEN,
    retentionDays: values.OIM_RETENTION_DAYS ?? 90,
    dataDir: resolve(values.OIM_DATA_DIR ?? join(ROOT, 'data')),
    contactsPath: values.OIM_CONTACTS && resolve(values.OIM_CONTACTS),
    defaultLang: values.OIM_DEFAULT_LANG ?? 'fr',
    logLevel: values.LOG_LEVEL ?? 'info',
    slack,
    teams,
  }
}

function parseValues(env: Environment, faults: string[]): Values {
  const parsed = SETTING_NAMES.flatMap(name => {
    const given = env[name]?.trim()
    if (!given) return []
    const result = SETTINGS[name].schema.safeParse(given)
    if (result.success) return [[name, result.data]]
    faults.push(`${name} ${result.error.issues[0]?.message ?? 'is not valid'} -> ${SETTINGS[name].meaning}`)
    return []
  })
  return Object.fromEntries(parsed) as Values
}

const missing = (name: SettingName, because: string): string =>
  `${name} is missing, ${because} -> ${SETTINGS[name].meaning}`

function parseSlack(v: Values, faults: string[]): SlackConfig {
  const isNamed = SETTING_NAMES.some(name => SETTINGS[name].group === 'Slack' && v[name] !== undefined)
  if (!isNamed) return { mode: 'off' }
  return v.SLACK_CLIENT_ID || v.SLACK_CLIENT_SECRET
    ? parseManyWorkspaces(v, faults)
    : parseOneWorkspace(v, faults)
}

function parseManyWorkspaces(v: Values, faults: string[]): SlackConfig {
  const needed = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET', 'PUBLIC_URL'] as const
  for (const name of [...needed, 'OIM_SECRET_KEY'] as const)
    if (!v[name]) faults.push(missing(name, 'Slack is set up for many workspaces'))
  for (const name of ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_BOT_ID', 'SLACK_BOT_USER_ID'] as const)
    if (v[name])
      faults.push(`${name} excludes SLACK_CLIENT_ID -> keep the first for one workspace, the second for many`)
  return {
    mode: 'oauth',
    signingSecret: v.SLACK_SIGNING_SECRET ?? '',
    clientId: v.SLACK_CLIENT_ID ?? '',
    clientSecret: v.SLACK_CLIENT_SECRET ?? '',
    publicUrl: v.PUBLIC_URL ?? '',
    authorizeUrl: v.SLACK_AUTHORIZE_URL,
    apiUrl: v.SLACK_API_URL,
  }
}

function parseOneWorkspace(v: Values, faults: string[]): SlackConfig {
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken, SLACK_BOT_TOKEN: botToken } = v
  if (!signingSecret && !appToken)
    faults.push('Slack is half set up -> give SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode)')
  if (signingSecret && appToken)
    faults.push(
      'SLACK_SIGNING_SECRET and SLACK_APP_TOKEN exclude each other -> keep the first for HTTP, the second for Socket Mode',
    )
  if (!botToken) faults.push(missing('SLACK_BOT_TOKEN', 'Slack is set up otherwise'))
  if (Boolean(v.SLACK_BOT_ID) !== Boolean(v.SLACK_BOT_USER_ID))
    faults.push('SLACK_BOT_ID and SLACK_BOT_USER_ID belong together -> give both or neither')
  if (!botToken) return { mode: 'off' }
  const one: OneWorkspace = {
    botToken,
    identity:
      v.SLACK_BOT_ID && v.SLACK_BOT_USER_ID
        ? { botId: v.SLACK_BOT_ID, botUserId: v.SLACK_BOT_USER_ID }
        : undefined,
    apiUrl: v.SLACK_API_URL,
  }
  if (appToken) return { mode: 'socket', appToken, ...one }
  return signingSecret ? { mode: 'http', signingSecret, ...one } : { mode: 'off' }
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|::1|\[::1\])$/

function parseTeams(
  v: Values,
  { host, production }: { host: string; production: boolean },
  faults: string[],
): TeamsConfig {
  const { MicrosoftAppId: appId, MicrosoftAppPassword: appPassword } = v
  const appType = v.MicrosoftAppType ?? 'SingleTenant'
  if (!appId) {
    const named = SETTING_NAMES.filter(
      name => SETTINGS[name].group === 'Teams' && name !== 'OIM_TEAMS' && v[name] !== undefined,
    )
    if (named.length > 0) faults.push(missing('MicrosoftAppId', `though ${named.join(', ')} is given`))
    if (!v.OIM_TEAMS) return { mode: 'off' }
    if (production)
      faults.push('OIM_TEAMS=1 is never allowed in production -> give MicrosoftAppId and its secret')
    if (!LOOPBACK.test(host)) faults.push(`OIM_TEAMS=1 needs a loopback HOST, not ${host} -> HOST=127.0.0.1`)
    return { mode: 'open' }
  }
  if (!appPassword) faults.push(missing('MicrosoftAppPassword', 'MicrosoftAppId is given'))
  if (appType === 'SingleTenant' && !v.MicrosoftAppTenantId)
    faults.push(missing('MicrosoftAppTenantId', 'the app type is SingleTenant'))
  const cloud = [v.TEAMS_OPENID_METADATA_URL, v.TEAMS_TOKEN_ISSUER, v.TEAMS_TOKEN_URL]
  if (cloud.some(Boolean) && !cloud.every(Boolean))
    faults.push(
      'TEAMS_OPENID_METADATA_URL, TEAMS_TOKEN_ISSUER and TEAMS_TOKEN_URL belong together -> give all three or none',
    )
  return {
    mode: 'authenticated',
    appId,
    appPassword: appPassword ?? '',
    appType,
    tenantId: v.MicrosoftAppTenantId,
    allowedTenants: v.OIM_TEAMS_TENANTS ?? [],
    cloud: {
      openIdMetadataUrl: v.TEAMS_OPENID_METADATA_URL ?? PUBLIC_CLOUD.openIdMetadataUrl,
      tokenIssuer: v.TEAMS_TOKEN_ISSUER ?? PUBLIC_CLOUD.tokenIssuer,
      tokenUrl: v.TEAMS_TOKEN_URL,
    },
  }
}

/** A key of this machine's own, made once: enough for trying the bot out. */
function localSecretKey(): string {
  const path = join(ROOT, 'var', 'secret.key')
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  mkdirSync(dirname(path), { recursive: true })
  const key = randomBytes(32).toString('hex')
  writeFileSync(path, `${key}\n`, { mode: 0o600 })
  return key
}
