import { afterEach, describe, expect, it } from 'vitest'
import type { SlackDouble } from '../../support/slack-double.ts'
import { type SlackServer, startSlack } from '../../support/slack-server.ts'
import {
  commandBody,
  eventBody,
  mentionBody,
  pressBody,
  SIGNING_SECRET,
  viewPressBody,
} from '../../support/slack-signer.ts'

let server: SlackServer
afterEach(() => server.close())

const oauth = ({ apiUrl }: SlackDouble) =>
  ({
    mode: 'oauth',
    signingSecret: SIGNING_SECRET,
    clientId: '12.34',
    clientSecret: 'the client secret',
    publicUrl: 'https://oim-bot.example.org',
    authorizeUrl: undefined,
    apiUrl,
  }) as const

const HOUR = 3_600

interface Grant {
  team?: string | null
  enterprise?: string
  token?: string
  expires?: number
}

/** What Slack answers to a code, or to a refresh token. */
const grant = ({ team = 'T0TEAM', enterprise, token = 'xoxb-one', expires }: Grant = {}) => ({
  kind: 'ok' as const,
  body: {
    app_id: 'A0APP',
    authed_user: { id: 'U0ADMIN' },
    scope: 'chat:write,commands',
    token_type: 'bot',
    access_token: token,
    bot_user_id: 'U0BOT',
    team: team === null ? null : { id: team, name: 'oim' },
    enterprise: enterprise ? { id: enterprise, name: 'org' } : null,
    is_enterprise_install: team === null,
    ...(expires === undefined ? {} : { refresh_token: `refresh of ${token}`, expires_in: expires }),
  },
})

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}${path}`, { redirect: 'manual', headers })

/** As a browser does it: the page's link, Slack's page, and back with the cookie. */
async function begin(): Promise<{ cookie: string; state: string; asked: URL }> {
  const response = await get('/slack/install?start=1')
  const asked = new URL(response.headers.get('location') ?? '')
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { cookie, state: asked.searchParams.get('state') ?? '', asked }
}
const comeBack = (state: string, cookie: string, code = 'code'): Promise<Response> =>
  get(`/slack/oauth_redirect?code=${code}&state=${encodeURIComponent(state)}`, { cookie })

async function install(what: Grant = {}): Promise<void> {
  server.slack.set('oauth.v2.access', grant(what))
  const { state, cookie } = await begin()
  expect((await comeBack(state, cookie)).status).toBe(200)
}

const stored = (id: string) => server.services.store.installations.get(`slack:${id}`)
const events = (type: string, event: object = {}, fields: object = {}): string =>
  eventBody({ type, ...event }, { event_time: Math.floor(Date.now() / 1000) + 60, ...fields })

describe('the install page', () => {
  it.each([
    ['fr', 'Ajouter à Slack'],
    ['en', 'Add to Slack'],
    ['es', 'Añadir a Slack'],
  ])('leads to Slack, in %s', async (lang, label) => {
    server = await startSlack({ config: oauth })
    const page = await get('/slack/install', { 'accept-language': lang })
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(html).toContain(`<html lang="${lang}">`)
    expect(html).toContain(`<a href="/slack/install?start=1">${label}</a>`)
  })

  it('asks Slack for the scopes of the manifest, to come back to our address only', async () => {
    server = await startSlack({ config: oauth })
    const { asked, cookie, state } = await begin()
    expect(asked.origin + asked.pathname).toBe('https://slack.com/oauth/v2/authorize')
    expect(asked.searchParams.get('client_id')).toBe('12.34')
    expect(asked.searchParams.get('redirect_uri')).toBe('https://oim-bot.example.org/slack/oauth_redirect')
    expect(asked.searchParams.get('scope')).toContain('chat:write,commands')
    expect(asked.searchParams.has('user_scope')).toBe(false)
    expect(cookie).toBe(`slack-app-oauth-state=${state}`)
  })
})

describe('an installation', () => {
  it('of a workspace answers its people, with its token', async () => {
    server = await startSlack({ config: oauth })
    await install()
    await server.mention('trésorerie')
    expect((await server.slack.call('chat.postMessage')).token).toBe('xoxb-one')
    expect((await server.slack.call('users.info')).token).toBe('xoxb-one')
  })

  it('is kept encrypted, without who made it, and is never in the log', async () => {
    server = await startSlack({ config: oauth })
    await install({ token: 'xoxb-secret', expires: 12 * HOUR })
    const sealed = (await stored('T0TEAM'))?.sealed ?? ''
    expect(sealed).toMatch(/^[\w-]{50,}$/)
    const opened = server.services.secret.open(sealed)
    expect(opened).toContain('xoxb-secret')
    expect(opened).not.toContain('U0ADMIN')
    for (const secret of ['xoxb-secret', 'refresh of', 'the client secret'])
      expect(server.logged.join('')).not.toContain(secret)
  })

  it('of an organisation answers in each of its workspaces', async () => {
    server = await startSlack({ config: oauth })
    await install({ team: null, enterprise: 'E0ORG', token: 'xoxb-org' })
    const authorizations = [
      {
        team_id: 'T0TWO',
        enterprise_id: 'E0ORG',
        is_enterprise_install: true,
        user_id: 'U0BOT',
        is_bot: true,
      },
    ]
    await server.post(
      mentionBody('trésorerie', {}, { team_id: 'T0TWO', enterprise_id: 'E0ORG', authorizations }),
    )
    const posted = await server.slack.call('chat.postMessage')
    expect([posted.token, posted.args.team_id]).toEqual(['xoxb-org', 'T0TWO'])
    expect((await server.slack.call('users.info')).token).toBe('xoxb-org')

    const command = commandBody('trésorerie', {
      team_id: 'T0THREE',
      enterprise_id: 'E0ORG',
      is_enterprise_install: 'true',
      response_url: server.slack.responseUrl,
    })
    await server.post(command)
    await server.slack.call('response_url')
    const press = pressBody('helpful.A1b2C3d4E5f6.fr..', {
      responseUrl: server.slack.responseUrl,
      fields: {
        team: { id: 'T0FOUR', domain: 'x' },
        enterprise: { id: 'E0ORG', name: 'org' },
        is_enterprise_install: true,
      },
    })
    await server.post(press)
    expect((await server.slack.call('chat.postEphemeral')).token).toBe('xoxb-org')
  })

  it('of an organisation shows Home tabs and modals in each of its workspaces', async () => {
    server = await startSlack({ config: oauth })
    await install({ team: null, enterprise: 'E0ORG', token: 'xoxb-org' })
    const authorizations = [{ team_id: null, enterprise_id: 'E0ORG', is_enterprise_install: true }]
    const around = { team_id: 'T0TWO', enterprise_id: 'E0ORG', authorizations }
    await server.post(events('app_home_opened', { tab: 'home' }, around))
    const { token, args } = await server.slack.call('views.publish')
    expect(token).toBe('xoxb-org')
    const fields = {
      team: null,
      enterprise: { id: 'E0ORG', name: 'org' },
      is_enterprise_install: true,
      user: { id: 'U0ASKER', team_id: 'T0TWO' },
    }
    const ask = { action_id: 'search:ask', type: 'plain_text_input', value: 'trésorerie' }
    await server.post(viewPressBody(args.view, ask, fields))
    expect((await server.slack.call('views.open')).token).toBe('xoxb-org')
  })

  it('made again takes the place of the earlier one at once', async () => {
    server = await startSlack({ config: oauth })
    await install()
    await server.direct('trésorerie')
    await server.slack.call('chat.postMessage')
    await install({ token: 'xoxb-two' })
    await server.direct('trésorerie')
    expect((await server.slack.call('chat.postMessage', 2)).token).toBe('xoxb-two')
  })

  it('of another workspace says nothing of ours: what comes from elsewhere is dropped, once', async () => {
    server = await startSlack({ config: oauth })
    await install()
    await server.post(mentionBody('trésorerie', {}, { team_id: 'T0STRANGER', authorizations: undefined }))
    await server.settle()
    expect(server.core.asked).toEqual([])
    expect(server.logged.join('')).toContain('the app is not installed there')
    expect(server.logged.join('')).not.toContain('tried again later')
  })
})

describe('coming back from Slack', () => {
  it.each([
    [
      'twice with one state',
      async ({ state, cookie }: { state: string; cookie: string }) => {
        await comeBack(state, cookie)
        return await comeBack(state, cookie)
      },
    ],
    ['in another browser', ({ state }: { state: string }) => comeBack(state, '')],
    ['with another state', ({ cookie }: { cookie: string }) => comeBack('forged', cookie)],
    ['with a forged state and cookie', () => comeBack('forged', 'slack-app-oauth-state=forged')],
    [
      'without a code',
      ({ state, cookie }: { state: string; cookie: string }) =>
        get(`/slack/oauth_redirect?state=${state}`, { cookie }),
    ],
  ])('%s is refused', async (_name, act) => {
    server = await startSlack({ config: oauth })
    server.slack.set('oauth.v2.access', grant())
    const response = await act(await begin())
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('Ce lien d’installation n’est plus valable')
  })

  it('after ten minutes is refused', async () => {
    server = await startSlack({ config: oauth })
    const state = server.services.secret.seal(
      JSON.stringify({
        use: 'slack-install',
        nonce: '11111111-2222-4333-8444-555555555555',
        until: Date.now() - 1,
      }),
    )
    expect((await comeBack(state, `slack-app-oauth-state=${state}`)).status).toBe(400)
    expect(server.slack.calls).toEqual([])
  })

  it('having said no is told that nothing was stored', async () => {
    server = await startSlack({ config: oauth })
    const { cookie, state } = await begin()
    const response = await get(`/slack/oauth_redirect?error=access_denied&state=${state}`, { cookie })
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('Rien n’a été enregistré')
  })

  it('with a code that Slack refuses is told so, and nothing is stored', async () => {
    server = await startSlack({ config: oauth })
    server.slack.set('oauth.v2.access', { kind: 'error', error: 'invalid_code' })
    const { cookie, state } = await begin()
    expect((await comeBack(state, cookie)).status).toBe(502)
    expect(await stored('T0TEAM')).toBeUndefined()
  })
})

describe('a workspace that leaves', () => {
  it.each([
    ['by uninstalling', 'app_uninstalled', {}],
    ['by revoking the bot’s token', 'tokens_revoked', { tokens: { bot: ['U0BOT'] } }],
  ])('%s is forgotten', async (_name, type, event) => {
    server = await startSlack({ config: oauth })
    await install()
    await server.post(events(type, event))
    await server.settle()
    expect(await stored('T0TEAM')).toBeUndefined()
  })

  it('as an organisation is forgotten', async () => {
    server = await startSlack({ config: oauth })
    await install({ team: null, enterprise: 'E0ORG' })
    await server.post(events('app_uninstalled', {}, { enterprise_id: 'E0ORG' }))
    await server.settle()
    expect(await stored('E0ORG')).toBeUndefined()
  })

  it.each([
    ['the token of a person is revoked', events('tokens_revoked', { tokens: { oauth: ['U0ASKER'] } })],
    ['the news is older than the installation', events('app_uninstalled', {}, { event_time: 1_700_000_000 })],
    ['another workspace leaves', events('app_uninstalled', {}, { team_id: 'T0OTHER' })],
  ])('stays where %s', async (_name, body) => {
    server = await startSlack({ config: oauth })
    await install()
    await server.post(body)
    await server.settle()
    expect(await stored('T0TEAM')).toBeDefined()
  })
})

describe('a token that rotates', () => {
  const renewals = () =>
    server.slack.of('oauth.v2.access').filter(({ args }) => args.grant_type === 'refresh_token')

  it('is renewed once, however many answers wait for it', async () => {
    server = await startSlack({ config: oauth })
    await install({ token: 'xoxb-old', expires: -1 })
    server.slack.set('oauth.v2.access', grant({ token: 'xoxb-new', expires: 12 * HOUR }))
    await Promise.all([1, 2, 3, 4, 5].map(n => server.direct('trésorerie', { ts: `170000000${n}.000100` })))
    await server.slack.call('chat.postMessage', 5)
    expect(new Set(server.slack.of('chat.postMessage').map(({ token }) => token))).toEqual(
      new Set(['xoxb-new']),
    )
    expect(renewals()).toHaveLength(1)
    expect(renewals()[0]?.args.refresh_token).toBe('refresh of xoxb-old')
    expect(server.services.secret.open((await stored('T0TEAM'))?.sealed ?? '')).toContain(
      'refresh of xoxb-new',
    )
  })

  it('is renewed beforehand, and nobody waits while the old one is valid', async () => {
    server = await startSlack({ config: oauth })
    await install({ token: 'xoxb-old', expires: HOUR })
    server.slack.set('oauth.v2.access', { kind: 'hang' })
    await server.direct('trésorerie')
    expect((await server.slack.call('chat.postMessage')).token).toBe('xoxb-old')
    expect(renewals()).toHaveLength(1)
    server.slack.release()
  })

  it('that cannot be renewed is used while it is valid', async () => {
    server = await startSlack({ config: oauth })
    await install({ token: 'xoxb-old', expires: HOUR })
    server.slack.set('oauth.v2.access', { kind: 'error', error: 'invalid_refresh_token' })
    await server.direct('trésorerie')
    expect((await server.slack.call('chat.postMessage')).token).toBe('xoxb-old')
  })

  it('that has expired and cannot be renewed ends the matter, with a line in the log', async () => {
    server = await startSlack({ config: oauth })
    await install({ token: 'xoxb-old', expires: -1 })
    server.slack.set('oauth.v2.access', { kind: 'error', error: 'invalid_refresh_token' })
    await server.direct('trésorerie')
    await server.slack.call('oauth.v2.access', 2)
    await server.settle()
    expect(server.logged.join('')).toContain('given up')
    expect(server.slack.of('chat.postMessage')).toEqual([])
  })

  it('is left to the process that renews it already', async () => {
    server = await startSlack({ config: oauth })
    await install({ token: 'xoxb-old', expires: HOUR })
    expect(await server.services.store.installations.lease('slack:T0TEAM', 60_000)).toBe(true)
    await server.direct('trésorerie')
    await server.slack.call('chat.postMessage')
    await server.settle()
    expect(renewals()).toEqual([])
  })
})

describe('one workspace in trouble', () => {
  it.each([
    ['hangs', { kind: 'hang' }],
    ['is rate-limited', { kind: 'status', status: 429, headers: { 'retry-after': '3600' } }],
    ['is inactive', { kind: 'error', error: 'account_inactive' }],
  ] as const)('that %s delays no other', async (_name, mode) => {
    server = await startSlack({ config: oauth })
    await install({ team: 'T0SICK', token: 'xoxb-sick' })
    await install({ team: 'T0TEAM', token: 'xoxb-well' })
    server.slack.set('chat.postMessage', mode, 'xoxb-sick')
    server.slack.set('users.info', mode, 'xoxb-sick')
    const sick = { team_id: 'T0SICK', authorizations: undefined }
    for (let n = 0; n < 20; n++)
      await server.post(
        mentionBody('trésorerie', { user: `U0SICK${n}`, ts: `17000001${10 + n}.000100` }, sick),
      )
    await server.mention('trésorerie')
    for (let posted = 1; ; posted++) {
      const { token } = await server.slack.call('chat.postMessage', posted)
      if (token === 'xoxb-well') break
    }
    // Nor did it take until the hanging calls were given up.
    if (mode.kind === 'hang') expect(server.logged.join('')).not.toContain('tried again later')
    server.slack.set('chat.postMessage', undefined, 'xoxb-sick')
    server.slack.set('users.info', undefined, 'xoxb-sick')
    server.slack.release()
  })
})

it('a store that does not answer costs no answer where the installation is known', async () => {
  let isDown = false
  server = await startSlack({
    config: oauth,
    change: ({ store, ...services }) => ({
      ...services,
      store: {
        ...store,
        installations: {
          ...store.installations,
          get: id => (isDown ? Promise.reject(new Error('down')) : store.installations.get(id)),
        },
      },
    }),
  })
  await install()
  await server.direct('trésorerie')
  await server.slack.call('chat.postMessage')
  isDown = true
  await server.direct('trésorerie')
  await server.slack.call('chat.postMessage', 2)
})

it('without a bot token from Slack nothing is stored', async () => {
  server = await startSlack({ config: oauth })
  server.slack.set('oauth.v2.access', { kind: 'ok', body: { ...grant().body, access_token: undefined } })
  const { cookie, state } = await begin()
  expect((await comeBack(state, cookie)).status).toBe(502)
  expect(server.logged.join('')).toContain('Slack gave no bot token')
})
