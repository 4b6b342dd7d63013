import { createHmac, generateKeyPairSync } from 'node:crypto'
import { createRequire } from 'node:module'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { APP_ID } from '../../support/bot-framework-double.ts'
import { type Harness, startTeams } from '../../support/teams-harness.ts'

/** Its own parts, from where it stands. */
const library = createRequire(createRequire(import.meta.url).resolve('botbuilder'))
/** The library's list of trusted issuers: it grows with each tenant that an unverified token names. */
const libraryIssuers = (): string[] =>
  library('botframework-connector/lib/auth/tokenValidationParameters.js')
    .ToBotFromBotOrEmulatorTokenValidationParameters.issuer
const isTokenFromEmulator: (header: string) => boolean = library(
  'botframework-connector/lib/auth/emulatorValidation.js',
).EmulatorValidation.isTokenFromEmulator

let teams: Harness
let clock: number
beforeEach(async () => {
  clock = Date.now()
  teams = await startTeams({ now: () => clock })
})
afterEach(() => teams.close())

const seconds = (): number => Math.floor(Date.now() / 1000)
const base64 = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** Nothing was asked, sent, fetched for sending, or written down. */
async function expectNothingDone(): Promise<void> {
  await teams.adapter.stop()
  expect(teams.core.asked).toEqual([])
  expect(teams.core.pressed).toEqual([])
  expect(teams.double.count('/connector')).toBe(0)
  expect(teams.double.count('/token')).toBe(0)
  expect(await teams.services.store.claims.due('teams', 0, 100)).toEqual([])
}

const reasons = (): unknown[] => teams.logged.flatMap(line => JSON.parse(line).reason ?? [])

describe('a body that is no activity is refused: 401 to a stranger, 400 to Teams; the process lives', () => {
  test.each([
    ['nothing', ''],
    ['an empty object', '{}'],
    ['null', 'null'],
    ['malformed JSON', '{"type":'],
    ['a list', '[]'],
    ['a number', '7'],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
    ['a type and nothing else', '{"type":"message"}'],
  ])('%s', async (_name, body) => {
    for (const [status, headers] of [
      [401, {}],
      [400, bearer(await teams.double.sign())],
    ] as const) {
      const response = await teams.postRaw(body, headers)
      expect(response.status).toBe(status)
      expect(await response.text()).toBe('')
    }
    expect(reasons()).toEqual(['token-missing', 'body-malformed'])
    expect((await teams.post(teams.message(''))).status).toBe(200)
    await teams.double.whenSent(1)
  })

  test('an activity without an author, a conversation or a service URL', async () => {
    for (const missing of ['from', 'recipient', 'conversation', 'serviceUrl', 'id', 'channelId']) {
      const { [missing]: _left, ...rest } = teams.message('trésorerie')
      expect((await teams.post(rest)).status).toBe(400)
    }
    await expectNothingDone()
  })

  test('ids beyond their bound', async () => {
    expect((await teams.post(teams.message('x', { id: 'x'.repeat(1_001) }))).status).toBe(400)
    await expectNothingDone()
  })

  test('more than 1 MB is refused: with 413 to Teams, and to a stranger with 401, unread', async () => {
    const large = 'x'.repeat(1024 * 1024 + 1)
    expect((await teams.postRaw(large, bearer(await teams.double.sign()))).status).toBe(413)
    expect((await teams.postRaw(large)).status).toBe(401)
    await expectNothingDone()
  })

  test.each([
    ['a compression that nobody knows', { 'content-encoding': 'zstd-of-mine' }],
    ['a compression that it is not in', { 'content-encoding': 'gzip' }],
  ])('%s is 401 to a stranger', async (_name, headers) => {
    expect((await teams.postRaw(JSON.stringify(teams.message('x')), headers)).status).toBe(401)
    await expectNothingDone()
  })
})

test('a good token is taken', async () => {
  expect((await teams.post(teams.message('trésorerie'))).status).toBe(200)
  await teams.double.whenSent(1)
  expect(teams.core.asked).toHaveLength(1)
})

describe('a bad token is refused with 401 and an empty body; nothing is asked, stored or sent', () => {
  const rows: [string, string, () => Promise<string | undefined> | string | undefined][] = [
    ['no header', 'token-missing', () => undefined],
    ['Basic', 'token-missing', () => 'Basic dXNlcjpwYXNz'],
    ['Bearer and nothing', 'token-missing', () => 'Bearer'],
    ['garbage', 'token-malformed', () => 'Bearer garbage'],
    ['three parts of garbage', 'token-malformed', () => 'Bearer a.b.c'],
    ['expired an hour ago', 'token-expired', () => signed({ exp: seconds() - 3_600 })],
    ['expired beyond the tolerance', 'token-expired', () => signed({ exp: seconds() - 310 })],
    ['not yet valid', 'token-too-early', () => signed({ nbf: seconds() + 600 })],
    ['without an end', 'token-claim', () => signed({ exp: undefined })],
    ['an Entra token of the first version', 'key-unknown', () => entra({ appid: APP_ID, ver: '1.0' })],
    ['an Entra token of the second version', 'key-unknown', () => entra({ azp: APP_ID, ver: '2.0' })],
    [
      'an Entra token under a key of the channel',
      'token-issuer',
      () => signed({ iss: 'https://login.microsoftonline.com/any/v2.0', azp: APP_ID, ver: '2.0' }),
    ],
    ['a key brought along in the header', 'key-unknown', () => ownKey('jwk')],
    ['the address of a key in the header', 'key-unknown', () => ownKey('jku')],
    ['no key id', 'key-unknown', () => unsigned({ alg: 'RS256' })],
    ['a critical extension', 'token-malformed', () => unsigned({ alg: 'RS256', kid: 'key-1', crit: ['x'] })],
    [
      'a claim set that is a list',
      'token-signature',
      () => `Bearer ${base64({ alg: 'RS256', kid: 'key-1' })}.W10.c2ln`,
    ],
    [
      'a good token twice in one header',
      'token-missing',
      async () => `${await signed({})}, ${await signed({})}`,
    ],
    [
      'a service URL in a list',
      'service-url-mismatch',
      () => signed({ serviceurl: [teams.double.serviceUrl] }),
    ],
    ['another issuer', 'token-issuer', () => signed({ iss: 'https://sts.windows.net/any-tenant/' })],
    ['no issuer', 'token-issuer', () => signed({ iss: undefined })],
    ['another audience', 'token-audience', () => signed({ aud: 'another-app' })],
    ['no audience', 'token-audience', () => signed({ aud: undefined })],
    ['another service URL', 'service-url-mismatch', () => signed({ serviceurl: 'https://evil.example/' })],
    [
      'the service URL without its slash',
      'service-url-mismatch',
      () => signed({ serviceurl: teams.double.serviceUrl.slice(0, -1) }),
    ],
    ['no service URL', 'service-url-mismatch', () => signed({ serviceurl: undefined })],
    [
      'an unknown key',
      'key-unknown',
      async () => `Bearer ${await teams.double.sign({}, { kid: 'never-published' })}`,
    ],
    ['algorithm none', 'token-algorithm', () => unsigned({ alg: 'none', kid: 'key-1' })],
    ['HS256 with the public key', 'token-algorithm', () => hs256()],
    ['a changed claim under a good signature', 'token-signature', () => forged()],
    ['a signature of another key under a known id', 'token-signature', () => otherKey()],
  ]
  const signed = async (claims: Record<string, unknown>): Promise<string> =>
    `Bearer ${await teams.double.sign(claims)}`
  const claims = () => ({
    iss: 'https://api.botframework.com',
    aud: APP_ID,
    serviceurl: teams.double.serviceUrl,
    exp: seconds() + 600,
  })
  const unsigned = (header: object): string => `Bearer ${base64(header)}.${base64(claims())}.`
  async function hs256(): Promise<string> {
    const key = teams.double.keys[0]
    if (!key) throw new Error('no key')
    const signing = `${base64({ alg: 'HS256', kid: key.kid })}.${base64(claims())}`
    const mac = createHmac('sha256', await exportSPKI(key.publicKey)).update(signing)
    return `Bearer ${signing}.${mac.digest('base64url')}`
  }
  /** As Entra would sign it: with a key of its own, for our app id. */
  async function entra(claims: Record<string, unknown>): Promise<string> {
    const iss = 'https://sts.windows.net/11111111-2222-3333-4444-555555555555/'
    const { privateKey } = await generateKeyPair('RS256')
    const token = new SignJWT({ iss, aud: APP_ID, exp: seconds() + 600, ...claims })
    return `Bearer ${await token.setProtectedHeader({ alg: 'RS256', kid: 'entra-key' }).sign(privateKey)}`
  }
  async function ownKey(header: 'jwk' | 'jku'): Promise<string> {
    const { privateKey, publicKey } = await generateKeyPair('RS256')
    const brought =
      header === 'jwk' ? { jwk: await exportJWK(publicKey) } : { jku: `${teams.double.url}/connector/keys` }
    const token = new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: 'mine', ...brought })
    return `Bearer ${await token.sign(privateKey)}`
  }
  async function forged(): Promise<string> {
    const [header, , signature] = (await teams.double.sign()).split('.')
    return `Bearer ${header}.${base64({ ...claims(), exp: seconds() + 99_999 })}.${signature}`
  }
  async function otherKey(): Promise<string> {
    const [published] = teams.double.keys
    await teams.double.rollKey('key-1')
    const token = await teams.double.sign()
    teams.double.keys = published ? [published] : []
    return `Bearer ${token}`
  }

  test.each(rows)('%s: %s', async (_name, reason, authorization) => {
    const value = await authorization()
    const activity = JSON.stringify(teams.message('trésorerie'))
    const response = await teams.postRaw(activity, value ? { authorization: value } : {})
    expect(response.status).toBe(401)
    expect(await response.text()).toBe('')
    expect(reasons()).toEqual([reason])
    await expectNothingDone()
  })

  test('a key that is not endorsed for the channel', async () => {
    await teams.double.rollKey('key-of-another-channel', ['webchat'])
    expect((await teams.post(teams.message('trésorerie'))).status).toBe(401)
    expect(reasons()).toEqual(['key-not-endorsed'])
    await expectNothingDone()
  })

  test('a channel that the key is not endorsed for', async () => {
    expect((await teams.post(teams.message('trésorerie', { channelId: 'webchat' }))).status).toBe(401)
    await expectNothingDone()
  })

  test('a press and an installation, too', async () => {
    const arrival = { ...teams.message(''), type: 'installationUpdate', action: 'add' }
    expect((await teams.postRaw(JSON.stringify(arrival))).status).toBe(401)
    await expectNothingDone()
  })

  test('no token, no text in the log', async () => {
    const token = await teams.double.sign({ aud: 'another-app' })
    await teams.postRaw(JSON.stringify(teams.message('ma question secrète')), bearer(token))
    expect(teams.logged.join('\n')).not.toContain(token)
    expect(teams.logged.join('\n')).not.toContain('secrète')
  })
})

test('four minutes of skew are tolerated either way', async () => {
  for (const claims of [{ exp: seconds() - 240 }, { nbf: seconds() + 240 }]) {
    const token = await teams.double.sign(claims)
    expect((await teams.postRaw(JSON.stringify(teams.message('')), bearer(token))).status).toBe(200)
  }
  await teams.double.whenSent(2)
})

describe('keys', () => {
  const ask = async () => (await teams.post(teams.message(''))).status

  test('a new key is found without a restart, a minute after the last look', async () => {
    expect(await ask()).toBe(200)
    await teams.double.rollKey('key-2')
    expect(await ask()).toBe(401)
    clock += 60_000
    expect(await ask()).toBe(200)
    await teams.double.whenSent(2)
  })

  test('while the metadata server is down, known keys stay good', async () => {
    expect(await ask()).toBe(200)
    teams.double.isMetadataDown = true
    clock += 60_000
    const unknown = bearer(await teams.double.sign({}, { kid: 'never-published' }))
    expect((await teams.postRaw(JSON.stringify(teams.message('')), unknown)).status).toBe(401)
    expect(await ask()).toBe(200)
    await teams.double.whenSent(2)
  })

  test('two hundred junk tokens cost one look and leave nothing behind', async () => {
    await ask()
    clock += 60_000
    const looks = teams.double.count('/keys')
    const trusted = libraryIssuers().length
    for (let i = 0; i < 200; i += 1) {
      const junk = `${base64({ alg: 'RS256', kid: `junk-${i}` })}.${base64({ tid: `tenant-${i}` })}.c2ln`
      expect((await teams.postRaw(JSON.stringify(teams.message('x')), bearer(junk))).status).toBe(401)
    }
    const last = `${base64({ alg: 'RS256' })}.${base64({ iss: 'x', tid: 'junk' })}.c2ln`
    expect(teams.double.count('/keys')).toBe(looks + 1)
    expect(libraryIssuers()).toHaveLength(trusted)
    // and this is what the library would have done with any one of them
    isTokenFromEmulator(`Bearer ${last}`)
    expect(libraryIssuers().length).toBeGreaterThan(trusted)
    expect(await ask()).toBe(200)
    await teams.double.whenSent(2)
  })

  test('down at the start: refused, and let in a minute after the server is back', async () => {
    teams.double.isMetadataDown = true
    expect(await ask()).toBe(401)
    teams.double.isMetadataDown = false
    clock += 60_000
    expect(await ask()).toBe(200)
    await teams.double.whenSent(1)
  })

  test('a withdrawn key is refused a day after the last look', async () => {
    expect(await ask()).toBe(200)
    const withdrawn = bearer(await teams.double.sign({ exp: seconds() + 3 * 86_400 }))
    await teams.double.rollKey('key-2')
    clock += 86_400_001
    const post = () => teams.postRaw(JSON.stringify(teams.message('')), withdrawn)
    expect((await post()).status).toBe(200)
    await teams.double.whenRequested('/keys', 2)
    await expect.poll(async () => (await post()).status).toBe(401)
  })

  test('a key that is no RSA key does not shut out the others', async () => {
    const [good] = teams.double.keys
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const bad = { ...publicKey.export({ format: 'jwk' }), kid: 'bad', endorsements: ['msteams'] }
    if (good) teams.double.keys = [{ ...good, jwk: bad }, good]
    expect(await ask()).toBe(200)
    await teams.double.whenSent(1)
  })
})

describe('without authentication (OIM_TEAMS=1)', () => {
  let open: Harness
  beforeEach(async () => {
    open = await startTeams({ mode: 'open' })
  })
  afterEach(() => open.close())

  test('a local test client is answered', async () => {
    const response = await open.postRaw(JSON.stringify(open.message('trésorerie')))
    expect(response.status).toBe(200)
    const [sent] = await open.double.whenSent(1)
    expect(sent?.authorization).toBeUndefined()
  })

  test.each(['https://smba.trafficmanager.net/emea/', 'http://10.0.0.1/', 'http://127.0.0.1.evil.example/'])(
    'a service URL beyond this machine is refused: %s',
    async serviceUrl => {
      const response = await open.postRaw(JSON.stringify(open.message('trésorerie', { serviceUrl })))
      expect(response.status).toBe(400)
      expect(open.core.asked).toEqual([])
    },
  )
})
