import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Config, ConfigError, parseConfig } from '../../src/config.ts'
import { ROOT } from '../../src/root.ts'
import { SETTING_NAMES, SETTINGS } from '../../src/settings.ts'

type Environment = Record<string, string>
const KEY = 'k'.repeat(32)
const parse = (env: Environment = {}): Config => parseConfig({ OIM_SECRET_KEY: KEY, ...env })

function faultsOf(env: Environment): readonly string[] {
  try {
    parse(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}

const SLACK = { SLACK_SIGNING_SECRET: 's', SLACK_BOT_TOKEN: 'xoxb-1' }
const OAUTH = {
  SLACK_SIGNING_SECRET: 's',
  SLACK_CLIENT_ID: '12.34',
  SLACK_CLIENT_SECRET: 'c',
  PUBLIC_URL: 'https://bot.example.org',
}
const APP_ID = '0f4b3a52-8c1d-4d7e-9a36-1c2b3d4e5f60'
const TEAMS = { MicrosoftAppId: APP_ID, MicrosoftAppPassword: 'p', MicrosoftAppTenantId: 't' }
const CLOUD = {
  TEAMS_OPENID_METADATA_URL: 'https://keys.example/',
  TEAMS_TOKEN_ISSUER: 'https://issuer.example',
  TEAMS_TOKEN_URL: 'https://tokens.example',
}

describe('without any variable', () => {
  test('the preview runs, on this machine only', () => {
    expect(parse()).toEqual({
      production: false,
      host: '127.0.0.1',
      port: 3978,
      publicUrl: undefined,
      preview: true,
      databasePath: join(ROOT, 'var', 'oim.sqlite'),
      secretKey: KEY,
      adminToken: undefined,
      retentionDays: 90,
      dataDir: join(ROOT, 'data'),
      contactsPath: undefined,
      defaultLang: 'fr',
      logLevel: 'info',
      slack: { mode: 'off' },
      teams: { mode: 'off' },
    })
  })

  test('an empty variable counts as none', () => {
    const empty = Object.fromEntries(SETTING_NAMES.filter(n => n !== 'OIM_SECRET_KEY').map(n => [n, ' ']))
    expect(parse(empty)).toEqual(parse())
  })
})

test('every variable of the process is taken over', () => {
  expect(
    parse({
      HOST: '0.0.0.0',
      PORT: '0',
      PUBLIC_URL: 'https://bot.example/',
      OIM_PREVIEW: '0',
      DATABASE_URL: 'file:/data/oim.sqlite',
      OIM_ADMIN_TOKEN: 'a'.repeat(16),
      OIM_RETENTION_DAYS: '7',
      OIM_DATA_DIR: '/elsewhere',
      OIM_CONTACTS: '/contacts.yaml',
      OIM_DEFAULT_LANG: 'es',
      LOG_LEVEL: 'debug',
    }),
  ).toMatchObject({
    host: '0.0.0.0',
    port: 0,
    publicUrl: 'https://bot.example',
    preview: false,
    databasePath: '/data/oim.sqlite',
    adminToken: 'a'.repeat(16),
    retentionDays: 7,
    dataDir: '/elsewhere',
    contactsPath: '/contacts.yaml',
    defaultLang: 'es',
    logLevel: 'debug',
  })
})

test.each([
  ['file:./var/x.sqlite', './var/x.sqlite'],
  ['file:///data/x.sqlite', '/data/x.sqlite'],
])('the database of %s lies at %s', (url, path) => {
  expect(parse({ DATABASE_URL: url }).databasePath).toBe(path)
})

describe('a value that is not valid', () => {
  test.each<[string, string]>([
    ['PORT', '65536'],
    ['PORT', 'http'],
    ['PORT', '1.5'],
    ['PUBLIC_URL', 'bot.example'],
    ['PUBLIC_URL', 'ftp://bot.example'],
    ['OIM_PREVIEW', 'yes'],
    ['DATABASE_URL', 'postgres://db'],
    ['OIM_SECRET_KEY', 'too short'],
    ['OIM_ADMIN_TOKEN', 'too short'],
    ['OIM_RETENTION_DAYS', '0'],
    ['OIM_DEFAULT_LANG', 'de'],
    ['LOG_LEVEL', 'loud'],
    ['SLACK_BOT_TOKEN', 'xoxp-1'],
    ['SLACK_APP_TOKEN', 'xoxb-1'],
    ['SLACK_BOT_ID', 'U1'],
    ['SLACK_BOT_USER_ID', 'B1'],
    ['SLACK_API_URL', 'slack'],
    ['MicrosoftAppId', 'not-a-guid'],
    ['MicrosoftAppType', 'UserAssignedMSI'],
    ['TEAMS_OPENID_METADATA_URL', 'keys'],
    ['TEAMS_TOKEN_ISSUER', 'issuer'],
    ['TEAMS_TOKEN_URL', 'tokens'],
    ['OIM_TEAMS', 'true'],
    ['OIM_TEAMS_TENANTS', ' , ,'],
    ['OIM_TEAMS_TENANTS', 'example.onmicrosoft.com'],
  ])('of %s (%s) is named, with its meaning, and not repeated', (name, value) => {
    const fault = faultsOf({ [name]: value }).find(line => line.startsWith(`${name} `))
    expect(fault).toContain(` -> ${SETTINGS[name as keyof typeof SETTINGS].meaning}`)
    if (/KEY|TOKEN$|SECRET|Password/.test(name)) expect(fault).not.toContain(value)
  })

  test('does not hide the other faults', () => {
    const faults = faultsOf({
      PORT: 'x',
      LOG_LEVEL: 'loud',
      SLACK_BOT_ID: 'B1',
      TEAMS_TOKEN_URL: 'https://t.example',
    })
    for (const part of [
      'PORT ',
      'LOG_LEVEL ',
      'Slack is half set up',
      'SLACK_BOT_TOKEN is missing',
      'belong together',
      'MicrosoftAppId is missing',
    ])
      expect(
        faults.filter(fault => fault.includes(part)),
        part,
      ).toHaveLength(1)
    expect(new ConfigError(faults).message.split('\n')).toHaveLength(faults.length + 1)
  })
})

describe('Slack', () => {
  test('over HTTP', () => {
    expect(parse(SLACK).slack).toEqual({
      mode: 'http',
      signingSecret: 's',
      botToken: 'xoxb-1',
      identity: undefined,
      apiUrl: undefined,
    })
  })

  test('in many workspaces', () => {
    expect(parse(OAUTH).slack).toEqual({
      mode: 'oauth',
      signingSecret: 's',
      clientId: '12.34',
      clientSecret: 'c',
      publicUrl: 'https://bot.example.org',
      authorizeUrl: undefined,
      apiUrl: undefined,
    })
  })

  test.each(['SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET', 'PUBLIC_URL', 'OIM_SECRET_KEY'])(
    'in many workspaces needs %s',
    name => {
      expect(faultsOf({ ...OAUTH, [name]: '' }).join()).toContain(`${name} is missing`)
    },
  )

  test('is in one workspace or in many', () => {
    expect(faultsOf({ ...OAUTH, SLACK_BOT_TOKEN: 'xoxb-1' }).join()).toContain('SLACK_BOT_TOKEN excludes')
  })

  test('over Socket Mode, with its identity and another API', () => {
    const env = {
      SLACK_APP_TOKEN: 'xapp-1',
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_BOT_ID: 'B1',
      SLACK_BOT_USER_ID: 'U1',
    }
    expect(parse({ ...env, SLACK_API_URL: 'http://127.0.0.1:1/api/' }).slack).toEqual({
      mode: 'socket',
      appToken: 'xapp-1',
      botToken: 'xoxb-1',
      identity: { botId: 'B1', botUserId: 'U1' },
      apiUrl: 'http://127.0.0.1:1/api',
    })
  })

  test.each<[string, Environment, string, string]>([
    [
      'a bot token alone',
      { SLACK_BOT_TOKEN: 'xoxb-1' },
      'half set up',
      'SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN',
    ],
    ['another API alone', { SLACK_API_URL: 'http://127.0.0.1:1' }, 'half set up', 'give'],
    ['no bot token', { SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN is missing', 'Bot token'],
    ['both ways at once', { ...SLACK, SLACK_APP_TOKEN: 'xapp-1' }, 'exclude each other', 'keep the first'],
    ['half an identity', { ...SLACK, SLACK_BOT_ID: 'B1' }, 'belong together', 'both or neither'],
  ])('with %s is a fault with its remedy', (_, env, fault, remedy) => {
    const line = faultsOf(env).find(l => l.includes(fault))
    expect(line?.split(' -> ')[1]).toContain(remedy)
  })
})

describe('Teams', () => {
  test('of one tenant, in the public cloud', () => {
    expect(parse(TEAMS).teams).toEqual({
      mode: 'authenticated',
      appId: APP_ID,
      appPassword: 'p',
      appType: 'SingleTenant',
      tenantId: 't',
      allowedTenants: [],
      cloud: {
        openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
        tokenIssuer: 'https://api.botframework.com',
        tokenUrl: undefined,
      },
    })
  })

  test('of many tenants, some of them allowed, in another cloud', () => {
    const { MicrosoftAppTenantId: _, ...anyTenant } = TEAMS
    const env = { ...anyTenant, ...CLOUD, MicrosoftAppType: 'MultiTenant', OIM_TEAMS_TENANTS: 'a, b,' }
    expect(parse(env).teams).toMatchObject({
      appType: 'MultiTenant',
      allowedTenants: ['a', 'b'],
      cloud: {
        openIdMetadataUrl: 'https://keys.example',
        tokenIssuer: 'https://issuer.example',
        tokenUrl: 'https://tokens.example',
      },
    })
  })

  test('without authentication, on this machine only', () => {
    for (const HOST of ['127.0.0.1', '127.8.0.1', 'localhost', '::1'])
      expect(parse({ OIM_TEAMS: '1', HOST }).teams).toEqual({ mode: 'open' })
    for (const HOST of ['0.0.0.0', '10.0.0.1', '127.0.0.1.example', '::'])
      expect(faultsOf({ OIM_TEAMS: '1', HOST })).toEqual([expect.stringContaining('-> HOST=127.0.0.1')])
  })

  test('with an app id stays authenticated, whatever OIM_TEAMS says', () => {
    expect(parse({ ...TEAMS, OIM_TEAMS: '1' }).teams).toMatchObject({ mode: 'authenticated' })
  })

  test.each<[string, Environment, string]>([
    ['a password alone', { MicrosoftAppPassword: 'p' }, 'MicrosoftAppId is missing'],
    [
      'OIM_TEAMS beside half a set',
      { OIM_TEAMS: '1', MicrosoftAppTenantId: 't' },
      'MicrosoftAppId is missing',
    ],
    ['no password', { MicrosoftAppId: APP_ID, MicrosoftAppTenantId: 't' }, 'MicrosoftAppPassword is missing'],
    ['no tenant', { MicrosoftAppId: APP_ID, MicrosoftAppPassword: 'p' }, 'MicrosoftAppTenantId is missing'],
    ['half a cloud', { ...TEAMS, TEAMS_TOKEN_URL: 'https://t.example' }, 'all three or none'],
  ])('with %s is a fault', (_, env, fault) => {
    expect(faultsOf(env)).toEqual([expect.stringContaining(fault)])
  })
})

describe('in production', () => {
  const production = (env: Environment = {}): Environment => ({ NODE_ENV: 'production', ...env })

  test('no platform and no preview is a fault that names OIM_PREVIEW=1', () => {
    expect(faultsOf(production())).toEqual([expect.stringContaining('OIM_PREVIEW=1')])
    expect(parse(production({ OIM_PREVIEW: '1' })).preview).toBe(true)
  })

  test('the preview is off beside a platform, unless asked for', () => {
    expect(parse(production(SLACK)).preview).toBe(false)
    expect(parse(production({ ...SLACK, OIM_PREVIEW: '1' })).preview).toBe(true)
  })

  test('a key is required', () => {
    expect(() => parseConfig(production(SLACK))).toThrow('openssl rand -hex 32')
  })

  test('Teams without authentication is refused', () => {
    expect(faultsOf(production({ OIM_TEAMS: '1' }))).toEqual([
      expect.stringContaining('never allowed in production'),
    ])
  })
})
