import * as z from 'zod/v4'
import type { Check, Examiner } from '../../src/adapter.ts'
import type { SlackConfig } from '../../src/config.ts'
import type { Fetched } from '../../src/fetch.ts'
import { CALLS, COMMANDS, EVENTS } from './scopes.ts'

type OnConfig = Exclude<SlackConfig, { mode: 'off' }>

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

/** The bot token, what it may do, who it is, the clock and, with Socket Mode, the app token. */
export async function diagnose(config: OnConfig, examiner: Examiner): Promise<Check[]> {
  const call = (method: string, token: string): Promise<Answered> =>
    callSlack(`${config.apiUrl ?? PUBLIC_API}/${method}`, token, examiner)
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

async function callSlack(url: string, token: string, examiner: Examiner): Promise<Answered> {
  const headers = { authorization: `Bearer ${token}` }
  const fetched = await examiner.fetch(url, { method: 'POST', headers })
  if (fetched.status !== 200) throw new Error(`Slack answered ${fetched.status}`)
  return { ...fetched, body: answerSchema.parse(JSON.parse(fetched.text)) }
}

function examine({ body, headers }: Answered, config: OnConfig, examiner: Examiner): Check[] {
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
  const needed = new Set(
    [CALLS, EVENTS, COMMANDS].flatMap(table => Object.values(table)).filter(s => s !== null),
  )
  const missing = [...needed].filter(scope => !held.has(scope))
  if (missing.length === 0) return { name, ok: true, detail: [...needed].join(', ') }
  return {
    name,
    ok: false,
    detail: `missing: ${missing.join(', ')}`,
    remedy:
      'add them under OAuth & Permissions, or paste manifests/slack/manifest.json; then reinstall the app',
  }
}

/** With wrong ids the bot would answer itself. */
function checkIds(body: Answered['body'], { identity }: OnConfig): Check[] {
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
