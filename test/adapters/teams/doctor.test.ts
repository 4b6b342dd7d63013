import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { diagnose, tokenUrlOf } from '../../../adapters/teams/doctor.ts'
import type { Check } from '../../../src/adapter.ts'
import type { TeamsConfig } from '../../../src/config.ts'
import { createExaminer } from '../../../src/examine.ts'
import { APP_ID, APP_PASSWORD, BotFrameworkDouble, ISSUER } from '../../support/bot-framework-double.ts'
import { startTeams } from '../../support/teams-harness.ts'

type Authenticated = Extract<TeamsConfig, { mode: 'authenticated' }>

let double: BotFrameworkDouble
beforeEach(async () => {
  double = await new BotFrameworkDouble().start()
})
afterEach(() => double.stop())

const config = (more: Partial<Authenticated> = {}): Authenticated => ({
  mode: 'authenticated',
  appId: APP_ID,
  appPassword: APP_PASSWORD,
  appType: 'SingleTenant',
  tenantId: 'tenant-1',
  allowedTenants: [],
  cloud: { openIdMetadataUrl: double.metadataUrl, tokenIssuer: ISSUER, tokenUrl: `${double.url}/token` },
  ...more,
})
const failing = (checks: readonly Check[]): string[] => checks.filter(c => !c.ok).map(c => c.name)

test('a set-up in order: keys, clock and an outbound token', async () => {
  const checks = await diagnose(config(), createExaminer(), undefined)
  expect(failing(checks)).toEqual([])
  expect(checks.map(c => c.name)).toEqual([
    'Teams: signing keys',
    'Teams: clock',
    'Teams: outbound token',
    'Teams: messaging endpoint',
  ])
  expect(double.count('/token')).toBe(1)
})

test('a wrong client secret is named with its remedy, and never printed', async () => {
  const checks = await diagnose(config({ appPassword: 'wrong-password' }), createExaminer(), undefined)
  expect(failing(checks)).toEqual(['Teams: outbound token'])
  expect(checks.at(-2)).toMatchObject({
    detail: 'the token server answered 400',
    remedy: expect.stringContaining('client secret'),
  })
  expect(JSON.stringify(checks)).not.toContain('wrong-password')
})

test('a key server that is down is named; the token is looked at all the same', async () => {
  double.isMetadataDown = true
  const checks = await diagnose(config(), createExaminer(), undefined)
  expect(failing(checks)).toEqual(['Teams: signing keys'])
  expect(checks[0]?.detail).toBe('the key server answered 503')
})

test('an issuer of another cloud is named', async () => {
  const { cloud } = config()
  const checks = await diagnose(
    config({ cloud: { ...cloud, tokenIssuer: 'https://other.example' } }),
    createExaminer(),
    undefined,
  )
  expect(failing(checks)).toContain('Teams: signing keys')
  expect(checks[0]?.detail).toBe(`the issuer there is ${ISSUER}, not https://other.example`)
})

describe('the public address', () => {
  test('is well where it turns a stranger away', async () => {
    const teams = await startTeams()
    const checks = await diagnose(config(), createExaminer(), teams.url)
    expect(checks.at(-1)).toMatchObject({
      ok: true,
      detail: `${teams.url}/api/messages turns strangers away`,
    })
    await teams.close()
  })

  test('is named where a bot without authentication, or another server, answers there', async () => {
    const open = await startTeams({ mode: 'open' })
    for (const url of [open.url, double.url]) {
      const checks = await diagnose(config(), createExaminer(), url)
      expect(failing(checks)).toEqual(['Teams: messaging endpoint'])
      expect(checks.at(-1)?.detail).toMatch(/answered (400|404) to a stranger, not 401/)
    }
    await open.close()
  })
})

test('a clock that is far off is named', async () => {
  const checks = await diagnose(config(), createExaminer({ now: () => Date.now() - 400_000 }), undefined)
  expect(failing(checks)).toEqual(['Teams: clock'])
})

test('without authentication there is nothing to look at', async () => {
  expect(failing(await diagnose({ mode: 'open' }, createExaminer(), undefined))).toEqual([])
  expect(double.requests).toEqual([])
})

test.each([
  ['SingleTenant', 'https://login.microsoftonline.com/tenant-1/oauth2/v2.0/token'],
  ['MultiTenant', 'https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token'],
] as const)('in the public cloud a %s bot gets its token from %s', (appType, url) => {
  const { cloud } = config()
  expect(tokenUrlOf(config({ appType, cloud: { ...cloud, tokenUrl: undefined } }))).toBe(url)
})
