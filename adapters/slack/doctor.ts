import * as z from 'zod/v4'
import type { Check, Examiner } from '../../src/adapter.ts'
import type { SlackConfig } from '../../src/config.ts'
import type { Fetched } from '../../src/fetch.ts'
import { NEEDED_SCOPES } from './scopes.ts'

type OnConfig = Exclude<SlackConfig, { mode: 'off' }>
type ManyConfig = Extract<OnConfig, { mode: 'oauth' }>
type OneConfig = Exclude<OnConfig, ManyConfig>

const PUBLIC_API = 'https://slack.com/api'
const answerSchema = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  user_id: z.string().optional(),
  bot_id: z.string().optional(),
})
type Answered = Fetched & { body: z.infer<typeof answerSchema> }

const COPY_TOKEN = 'copy the bot token anew from OAuth & Permissions of the app to SLACK_BOT_TOKEN'
const REACH = 'see whether this machine reaches the Web API of Slack (proxy, firewall)'

/** One workspace: the token, what it may do, who it is. Many: the app's own credentials. And the clock. */
export async function diagnose(config: OnConfig, examiner: Examiner): Promise<Check[]> {
  return config.mode === 'oauth' ? await diagnoseMany(config, examiner) : await diagnoseOne(config, examiner)
}

async function diagnoseOne(config: OneConfig, examiner: Examiner): Promise<Check[]> {
  const call = (method: string, token: string): Promise<Answered> =>
    callSlack(urlOf(config, method), { headers: { authorization: `Bearer ${token}` } }, examiner)
  const checks: Check[] = []
  let answered: Answered | undefined
  const reached = await examiner.check('Slack: reached', REACH, async () => {
    answered = await call('auth.test', config.botToken)
    return config.mode === 'http' ? 'events come over HTTP' : 'events come over Socket Mode'
  })
  checks.push(reached)
  if (answered) checks.push(...examine(answered, config, examiner))
  if (answered && config.mode === 'socket') checks.push(await checkAppToken(config.appToken, call, examiner))
  return checks
}

/** Exchanges a code that is none: Slack looks at the credentials first, and says which of the two is wrong. */
async function diagnoseMany(config: ManyConfig, examiner: Examiner): Promise<Check[]> {
  const { clientId, clientSecret, publicUrl } = config
  const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, code: 'doctor' })
  let answered: Answered | undefined
  const reached = await examiner.check('Slack: reached', REACH, async () => {
    answered = await callSlack(urlOf(config, 'oauth.v2.access'), { body }, examiner)
    return 'workspaces install by OAuth'
  })
  if (!answered) return [reached]
  const { error } = answered.body
  const name = 'Slack: client id and secret'
  const remedy = 'copy both anew from Basic Information of the app to SLACK_CLIENT_ID and SLACK_CLIENT_SECRET'
  return [
    reached,
    examiner.checkClock('Slack: clock', answered),
    error === 'invalid_code'
      ? { name, ok: true, detail: 'Slack knows them' }
      : { name, ok: false, detail: error ?? 'refused', remedy },
    await checkInstallPage(publicUrl, examiner),
  ]
}

function checkInstallPage(publicUrl: string, examiner: Examiner): Promise<Check> {
  const remedy = 'start the server, and see that PUBLIC_URL leads to it; it must be a redirect URL of the app'
  return examiner.check('Slack: install page', remedy, async () => {
    const { status } = await examiner.fetch(`${publicUrl}/slack/install`)
    if (status !== 200) throw new Error(`${publicUrl}/slack/install answered ${status}`)
    return `${publicUrl}/slack/install answers`
  })
}

const urlOf = ({ apiUrl }: OnConfig, method: string): string => `${apiUrl ?? PUBLIC_API}/${method}`

async function callSlack(url: string, init: RequestInit, examiner: Examiner): Promise<Answered> {
  const fetched = await examiner.fetch(url, { ...init, method: 'POST' })
  if (fetched.status !== 200) throw new Error(`Slack answered ${fetched.status}`)
  return { ...fetched, body: answerSchema.parse(JSON.parse(fetched.text)) }
}

function examine({ body, headers }: Answered, config: OneConfig, examiner: Examiner): Check[] {
  const clock = examiner.checkClock('Slack: clock', { headers })
  const name = 'Slack: bot token'
  if (!body.ok) return [clock, { name, ok: false, detail: body.error ?? 'refused', remedy: COPY_TOKEN }]
  const token: Check = { name, ok: true, detail: `bot ${body.bot_id}, user ${body.user_id}` }
  return [clock, token, checkScopes(headers.get('x-oauth-scopes')), ...checkIds(body, config)]
}

/** What the code calls and hears is what the app must have been granted. */
function checkScopes(granted: string | null): Check {
  const name = 'Slack: scopes'
  if (granted === null) return { name, ok: true, detail: 'Slack does not tell which are granted' }
  const held = new Set(granted.split(',').map(scope => scope.trim()))
  const missing = NEEDED_SCOPES.filter(scope => !held.has(scope))
  if (missing.length === 0) return { name, ok: true, detail: NEEDED_SCOPES.join(', ') }
  return {
    name,
    ok: false,
    detail: `missing: ${missing.join(', ')}`,
    remedy:
      'add them under OAuth & Permissions, or paste manifests/slack/manifest.json; then reinstall the app',
  }
}

/** With wrong ids the bot would answer itself. */
function checkIds(body: Answered['body'], { identity }: OneConfig): Check[] {
  if (!identity) return []
  const isRight = identity.botId === body.bot_id && identity.botUserId === body.user_id
  const name = 'Slack: bot ids'
  if (isRight) return [{ name, ok: true, detail: 'as given' }]
  return [
    {
      name,
      ok: false,
      detail: `given ${identity.botId} and ${identity.botUserId}`,
      remedy: `set SLACK_BOT_ID=${body.bot_id} and SLACK_BOT_USER_ID=${body.user_id}, or neither`,
    },
  ]
}

/** Asks for the address of a connection and makes none: a second one would take deliveries away. */
function checkAppToken(
  appToken: string,
  call: (method: string, token: string) => Promise<Answered>,
  examiner: Examiner,
): Promise<Check> {
  const remedy = 'make an app token with connections:write under Basic Information, and switch Socket Mode on'
  return examiner.check('Slack: app token', remedy, async () => {
    const { body } = await call('apps.connections.open', appToken)
    if (!body.ok) throw new Error(body.error ?? 'refused')
    return 'connections may be opened'
  })
}
