import * as z from 'zod/v4'
import { langSchema } from './lang.ts'

/**
 * Every environment variable: the one table from which the parser, `.env.example` and the
 * configuration table of the README and docs/operate.md are made.
 */
interface Setting<S extends z.ZodType> {
  group: 'Process' | 'Slack' | 'Teams'
  schema: S
  example: string
  meaning: string
}
const setting = <S extends z.ZodType>(s: Setting<S>): Setting<S> => s

const text = z.string().trim().min(1)
const url = z.url({ protocol: /^https?$/ }).transform(u => u.replace(/\/$/, ''))
const flag = z.enum(['0', '1']).transform(v => v === '1')
const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most)

export const SETTINGS = {
  HOST: setting({
    group: 'Process',
    schema: text,
    example: '127.0.0.1',
    meaning: 'Address to listen on; 127.0.0.1 by default, 0.0.0.0 in the image.',
  }),
  PORT: setting({
    group: 'Process',
    schema: count(0, 65535),
    example: '3978',
    meaning: 'Port to listen on; 3978 by default.',
  }),
  PUBLIC_URL: setting({
    group: 'Process',
    schema: url,
    example: 'https://oim-bot.example.org',
    meaning:
      'Where people and platforms reach this server; needed for links to unit pages and for Slack OAuth.',
  }),
  OIM_PREVIEW: setting({
    group: 'Process',
    schema: flag,
    example: '1',
    meaning: 'The preview page at `/`: 1 shows it, 0 does not; 1 by default, 0 in production.',
  }),
  DATABASE_URL: setting({
    group: 'Process',
    schema: z.string().regex(/^file:.+/, 'must be file:PATH'),
    example: 'file:./var/oim.sqlite',
    meaning: 'The database: `file:PATH` for the embedded SQLite; under `./var` by default.',
  }),
  OIM_SECRET_KEY: setting({
    group: 'Process',
    schema: z.string().min(32, 'must have at least 32 characters'),
    example: '',
    meaning:
      'Key of hashes and encryption, at least 32 characters (`openssl rand -hex 32`); required in production, else made once under `./var`.',
  }),
  OIM_ADMIN_TOKEN: setting({
    group: 'Process',
    schema: z.string().min(16, 'must have at least 16 characters'),
    example: '',
    meaning: 'Bearer token for `/metrics` from beyond this machine, at least 16 characters.',
  }),
  OIM_RETENTION_DAYS: setting({
    group: 'Process',
    schema: count(1, 3650),
    example: '90',
    meaning:
      'Days for which questions stay that were unanswered, disliked or picked among choices; 90 by default.',
  }),
  OIM_DATA_DIR: setting({
    group: 'Process',
    schema: text,
    example: './data',
    meaning: 'Another dataset instead of `data/` (the messages stay).',
  }),
  OIM_CONTACTS: setting({
    group: 'Process',
    schema: text,
    example: './contacts.yaml',
    meaning: 'Your contacts, laid over the directory; see `data/contacts.example.yaml`.',
  }),
  OIM_DEFAULT_LANG: setting({
    group: 'Process',
    schema: langSchema,
    example: 'fr',
    meaning: 'Language where nothing else tells: fr (default), en or es.',
  }),
  LOG_LEVEL: setting({
    group: 'Process',
    schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
    example: 'info',
    meaning: 'How much is logged; info by default.',
  }),
  NODE_ENV: setting({
    group: 'Process',
    schema: text,
    example: 'production',
    meaning: '`production` hardens the set-up: a key is required, the preview is off.',
  }),

  SLACK_SIGNING_SECRET: setting({
    group: 'Slack',
    schema: text,
    example: '',
    meaning: 'Signing secret of the Slack app (Basic Information): HTTP mode.',
  }),
  SLACK_BOT_TOKEN: setting({
    group: 'Slack',
    schema: z.string().regex(/^xoxb-/, 'must begin with xoxb-'),
    example: '',
    meaning: 'Bot token (`xoxb-`) of one workspace.',
  }),
  SLACK_APP_TOKEN: setting({
    group: 'Slack',
    schema: z.string().regex(/^xapp-/, 'must begin with xapp-'),
    example: '',
    meaning: 'App token (`xapp-`): Socket Mode, no public address needed.',
  }),
  SLACK_CLIENT_ID: setting({
    group: 'Slack',
    schema: z.string().regex(/^\d+\.\d+$/, 'must be two numbers with a dot between them'),
    example: '',
    meaning: 'Client ID of the Slack app, with SLACK_CLIENT_SECRET: many workspaces, each installs by OAuth.',
  }),
  SLACK_CLIENT_SECRET: setting({
    group: 'Slack',
    schema: text,
    example: '',
    meaning: 'Client secret of the Slack app (Basic Information).',
  }),
  SLACK_BOT_ID: setting({
    group: 'Slack',
    schema: z.string().regex(/^B/, 'must begin with B'),
    example: '',
    meaning: 'Optional, with SLACK_BOT_USER_ID: spares the look-up at start.',
  }),
  SLACK_BOT_USER_ID: setting({
    group: 'Slack',
    schema: z.string().regex(/^[UW]/, 'must begin with U or W'),
    example: '',
    meaning: 'Optional, with SLACK_BOT_ID.',
  }),
  SLACK_API_URL: setting({
    group: 'Slack',
    schema: url,
    example: '',
    meaning: 'Another base of the Web API, for tests; its host is then accepted for response_url too.',
  }),
  SLACK_AUTHORIZE_URL: setting({
    group: 'Slack',
    schema: url,
    example: '',
    meaning: 'Another page where an installation is allowed, for tests.',
  }),

  MicrosoftAppId: setting({
    group: 'Teams',
    schema: z.uuid('must be a GUID'),
    example: '',
    meaning: 'App id of the Azure bot registration.',
  }),
  MicrosoftAppPassword: setting({
    group: 'Teams',
    schema: text,
    example: '',
    meaning: 'Client secret of the registration.',
  }),
  MicrosoftAppTenantId: setting({
    group: 'Teams',
    schema: text,
    example: '',
    meaning: 'Your tenant; required with SingleTenant.',
  }),
  MicrosoftAppType: setting({
    group: 'Teams',
    schema: z.enum(['SingleTenant', 'MultiTenant']),
    example: 'SingleTenant',
    meaning: 'SingleTenant (default) or MultiTenant.',
  }),
  OIM_TEAMS_TENANTS: setting({
    group: 'Teams',
    schema: z
      .string()
      .transform(v =>
        v
          .split(',')
          .map(t => t.trim())
          .filter(Boolean),
      )
      // commas alone would let everybody in, a domain name nobody: activities carry ids
      .pipe(
        z.array(z.string().regex(/^[^.]+$/, 'must hold tenant ids, not domain names')).min(1, 'is empty'),
      ),
    example: '',
    meaning: 'Tenants that may use the bot, by their ids, separated by commas; empty: all.',
  }),
  TEAMS_OPENID_METADATA_URL: setting({
    group: 'Teams',
    schema: url,
    example: '',
    meaning: 'OpenID metadata of the token issuer, for other clouds and tests.',
  }),
  TEAMS_TOKEN_ISSUER: setting({
    group: 'Teams',
    schema: url,
    example: '',
    meaning: 'Issuer of inbound tokens, for other clouds and tests.',
  }),
  TEAMS_TOKEN_URL: setting({
    group: 'Teams',
    schema: url,
    example: '',
    meaning: 'Where outbound tokens come from, for other clouds and tests.',
  }),
  OIM_TEAMS: setting({
    group: 'Teams',
    schema: flag,
    example: '',
    meaning:
      '1: Teams without an app id and without authentication, for local test clients on a loopback address only.',
  }),
} as const satisfies Record<string, Setting<z.ZodType>>

export type SettingName = keyof typeof SETTINGS
export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[]
export type Values = { [N in SettingName]?: z.infer<(typeof SETTINGS)[N]['schema']> }
