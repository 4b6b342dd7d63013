import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../src/answer/answer.ts'
import { decodePress } from '../../src/cards/press.ts'
import { createStore } from '../../src/store/sqlite/index.ts'
import {
  APP_ID,
  APP_PASSWORD,
  BotFrameworkDouble,
  ISSUER,
  OUTBOUND_TOKEN,
} from '../support/bot-framework-double.ts'
import { endServers, type ServerProcess, startServer } from '../support/processes.ts'
import { createSlackDouble, type SlackDouble } from '../support/slack-double.ts'
import {
  commandBody,
  homeOpenedBody,
  mentionBody,
  messageShortcutBody,
  SIGNING_SECRET,
  signedHeaders,
  submissionBody,
  suggestionBody,
} from '../support/slack-signer.ts'

/** The seven questions of the proof: text, as a slash command or a mention, type, first entity, its title. */
const PROOF = [
  ['/oim unit trésorerie', 'unit', 'div-tresorerie', 'Division de la trésorerie'],
  [
    "à qui m'adresser pour un laissez-passer des Nations Unies ?",
    'unit',
    'unite-voyages-personnel',
    'voyage',
  ],
  ['where do I escalate a phishing mail?', 'chain', 'unite-securite-numerique', 'Security'],
  ['¿quién lleva las compras?', 'unit', 'div-chaine-approvisionnement', 'suministro'],
  ['qui est au-dessus de la Division du budget ?', 'unit', 'dept-finances-administration', 'Département'],
  ['quelles unités sont à Manille ?', 'list', 'centre-operations-securite-manille', 'Manille'],
  ['quel temps fait-il ?', 'not-covered', undefined, 'annuaire'],
] as const
const BOT_TOKEN = 'xoxb-proof-of-the-seven'
const TENANT = '11111111-2222-3333-4444-555555555555'

let slack: SlackDouble
let teams: BotFrameworkDouble
let server: ServerProcess

beforeAll(async () => {
  slack = await createSlackDouble()
  teams = await new BotFrameworkDouble().start()
  server = startServer({
    env: {
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      MicrosoftAppId: APP_ID,
      MicrosoftAppPassword: APP_PASSWORD,
      MicrosoftAppTenantId: TENANT,
      TEAMS_OPENID_METADATA_URL: teams.metadataUrl,
      TEAMS_TOKEN_ISSUER: ISSUER,
      TEAMS_TOKEN_URL: `${teams.url}/token`,
    },
  })
  await server.says('"ready"')
})
afterAll(async () => {
  await endServers()
  await slack.close()
  await teams.stop()
})

/** The answer behind a message, as the process kept it: by a button that the person sees. */
async function answerBehind(message: object): Promise<Answer | undefined> {
  const texts = JSON.stringify(message).match(/"[a-z-]+\.[\w-]{12}\.[a-z]{2}\.[a-z0-9-]*\.\d*"/g) ?? []
  const press = texts.map(text => decodePress(JSON.parse(text))).find(Boolean)
  if (!press) return undefined
  const store = await createStore({ path: server.databasePath, retentionDays: 90 })
  try {
    return await store.answers.get(press.answer)
  } finally {
    await store.close()
  }
}

async function askSlack(text: string, n: number): Promise<object> {
  const isCommand = text.startsWith('/oim ')
  const body = isCommand
    ? commandBody(text.slice('/oim '.length), { response_url: slack.responseUrl })
    : mentionBody(text)
  const url = `${server.url}/slack/events`
  const { status } = await fetch(url, { method: 'POST', headers: signedHeaders(body), body })
  expect(status).toBe(200)
  const { args } = await (isCommand ? slack.call('response_url') : slack.call('chat.postMessage', n))
  return args
}

const CONVERSATION = { id: 'a:personal', conversationType: 'personal', tenantId: TENANT }
let count = 0
async function askTeams(
  text: string,
  token: string,
): Promise<{ status: number; sent: () => Promise<object> }> {
  const activity = {
    type: 'message',
    id: `activity-${++count}`,
    text,
    channelId: 'msteams',
    serviceUrl: teams.serviceUrl,
    from: { id: '29:user', name: 'Awa', aadObjectId: 'aad-user' },
    recipient: { id: `28:${APP_ID}`, name: 'OIM' },
    // A conversation a question: no follow-up is meant.
    conversation: { ...CONVERSATION, id: `a:personal-${count}` },
    channelData: { tenant: { id: TENANT } },
    locale: 'fr-CH',
  }
  const before = teams.sent.length
  const { status } = await fetch(`${server.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(activity),
  })
  const sent = async () => (await teams.whenSent(before + 1)).slice(before).map(s => s.activity)
  return { status, sent }
}

describe('the seven questions of the proof', () => {
  test('through Slack, signed', async () => {
    for (const [index, [text, type, first, title]] of PROOF.entries()) {
      const message = await askSlack(text, index)
      expect(JSON.stringify(message), text).toContain(title)
      const answer = await answerBehind(message)
      if (first) expect([answer?.type, answer?.entities[0]], text).toEqual([type, first])
    }
    expect(slack.faults).toEqual([])
    expect(slack.of('chat.postMessage').every(call => call.token === BOT_TOKEN)).toBe(true)
  })

  test('through Teams, authenticated', async () => {
    for (const [text, type, first, title] of PROOF) {
      const { status, sent } = await askTeams(text, await teams.sign())
      expect(status).toBe(200)
      const activities = await sent()
      expect(JSON.stringify(activities), text).toContain(title)
      const answer = await answerBehind(activities)
      if (first) expect([answer?.type, answer?.entities[0]], text).toEqual([type, first])
    }
    expect(teams.sent.every(({ authorization }) => authorization === `Bearer ${OUTBOUND_TOKEN}`)).toBe(true)
  })

  test('through the preview', async () => {
    for (const [text, type, first] of PROOF) {
      const { answer } = (await server.ask(text, { 'accept-language': 'fr' })).body
      expect([answer.type, answer.entities[0]], text).toEqual([type, first])
    }
  })
})

describe('Slack’s other surfaces, signed', () => {
  const send = async (body: string): Promise<Response> => {
    const response = await fetch(`${server.url}/slack/events`, {
      method: 'POST',
      headers: signedHeaders(body),
      body,
    })
    expect(response.status).toBe(200)
    return response
  }

  test('the Home tab, a menu that fills, and ‘Who handles this?’ with a reply in the thread', async () => {
    await send(homeOpenedBody())
    const home = await slack.call('views.publish')
    expect(JSON.stringify(home.args.view)).toContain('*Directeur général*')
    const { options } = (await (await send(suggestionBody('oim:pick:es', 'tesoreria'))).json()) as {
      options: { text: { text: string } }[]
    }
    expect(options[0]?.text.text).toBe('División de Tesorería')
    const posted = slack.of('chat.postMessage').length
    await send(messageShortcutBody('who can open a bank account for us?', slack.responseUrl))
    const { args } = await slack.call('views.open')
    await send(submissionBody(args.view))
    const reply = await slack.call('chat.postMessage', posted + 1)
    expect(reply.args.thread_ts).toBe('1700000001.000200')
    expect(reply.args.text).toMatch(/^[^\n]*<@U0ASKER>\n/)
    expect(slack.faults).toEqual([])
  })
})

describe('an unsigned request', () => {
  test('reaches nothing: Slack', async () => {
    const body = mentionBody('Division du budget')
    const headers = signedHeaders(body, { secret: 'another secret' })
    const calls = slack.calls.length
    expect((await fetch(`${server.url}/slack/events`, { method: 'POST', headers, body })).status).toBe(401)
    expect(slack.calls).toHaveLength(calls)
  })

  test('reaches nothing: Teams', async () => {
    const { status } = await askTeams('Division du budget', await teams.sign({ aud: 'somebody else' }))
    expect(status).toBe(401)
  })
})

test('neither a question nor a token stands in the log, and nothing beyond this machine was connected to', async () => {
  server.signal('SIGTERM')
  expect(await server.ended).toEqual({ code: 0, signal: null })
  const log = server.log()
  expect(log.length).toBeGreaterThan(100)
  for (const [text] of PROOF) expect(log).not.toContain(text.slice(-15))
  for (const word of ['trésorerie', 'laissez-passer', 'phishing', 'compras', 'Awa', 'aad-user'])
    expect(log).not.toContain(word)
  for (const secret of [BOT_TOKEN, SIGNING_SECRET, APP_PASSWORD, OUTBOUND_TOKEN, 'eyJ'])
    expect(log).not.toContain(secret)
  expect(log).not.toContain('BEYOND THIS MACHINE')
})
