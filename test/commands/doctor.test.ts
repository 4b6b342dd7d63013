import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { doctor } from '../../src/commands/doctor.ts'
import { createExaminer } from '../../src/examine.ts'
import { APP_ID, APP_PASSWORD, BotFrameworkDouble, ISSUER } from '../support/bot-framework-double.ts'
import { KEY } from '../support/inbox.ts'
import { loadOrganisation, newFolder, ORGANISATION_DIR } from '../support/organisation.ts'
import { createSlackDouble } from '../support/slack-double.ts'

type Environment = Record<string, string>
const toClose: (() => Promise<unknown>)[] = []
afterEach(async () => {
  await Promise.all(toClose.splice(0).map(close => close()))
})

/** A set-up in which all is well: the model of the invented organisation is kept beside the database. */
function setup(more: Environment = {}): Environment {
  const folder = newFolder()
  loadOrganisation(undefined, join(folder, 'prepared'))
  return {
    OIM_SECRET_KEY: KEY,
    OIM_DATA_DIR: ORGANISATION_DIR,
    DATABASE_URL: `file:${join(folder, 'oim.sqlite')}`,
    ...more,
  }
}

async function run(env: Environment) {
  const lines: string[] = []
  const messages: string[] = []
  const io = { out: (line: string) => lines.push(line), err: (line: string) => messages.push(line) }
  const code = await doctor(env, io, createExaminer({ fetchMs: 2_000 }))
  const failed = lines.filter(line => line.startsWith('FAIL'))
  return { code, lines, failed, messages }
}

/** Our server as a stranger finds it: its health, and a closed door. */
async function serveHealth(status: number): Promise<string> {
  const server = createServer((request, response) =>
    response.writeHead(request.url === '/healthz' ? status : 401).end('{"status":"ok"}'),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  toClose.push(() => new Promise(resolve => server.close(resolve)))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('without a platform all is well, and each line says what was found', async () => {
  const { code, lines, messages } = await run(setup())
  expect(code).toBe(0)
  expect(lines.map(line => line.split(':', 1)[0])).toEqual([
    'ok    set-up',
    'ok    secret key',
    'ok    directory',
    'ok    model',
    'ok    database',
    'ok    public address',
    'ok    Slack',
    'ok    Teams',
  ])
  expect(messages).toEqual(['8 checks, all well'])
})

test('with both platforms and an address all is well', async () => {
  const slack = await createSlackDouble()
  const teams = await new BotFrameworkDouble().start()
  toClose.push(
    () => slack.close(),
    () => teams.stop(),
  )
  const env = setup({
    PUBLIC_URL: await serveHealth(200),
    SLACK_SIGNING_SECRET: 'signing',
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_API_URL: slack.apiUrl,
    MicrosoftAppId: APP_ID,
    MicrosoftAppPassword: APP_PASSWORD,
    MicrosoftAppTenantId: 'tenant',
    TEAMS_OPENID_METADATA_URL: teams.metadataUrl,
    TEAMS_TOKEN_ISSUER: ISSUER,
    TEAMS_TOKEN_URL: `${teams.url}/token`,
  })
  const { code, failed, lines } = await run(env)
  expect([failed, code]).toEqual([[], 0])
  expect(lines.filter(line => /Slack|Teams/.test(line))).toHaveLength(8)
})

describe('each fault fails alone, exits 1 and says what to do', () => {
  test.each<[string, () => Environment | Promise<Environment>, RegExp]>([
    [
      'a directory with faults',
      () => setup({ OIM_CONTACTS: '/nowhere/contacts.yaml' }),
      /^FAIL {2}directory: .* faults -> .*oim -- check$/,
    ],
    [
      'no model',
      () => setup({ DATABASE_URL: `file:${join(newFolder(), 'oim.sqlite')}` }),
      /^FAIL {2}model: .* -> npm run build/,
    ],
    [
      'an address where nobody answers',
      () => setup({ PUBLIC_URL: 'http://127.0.0.1:9' }),
      /^FAIL {2}public address: fetch failed: .* -> start the server/,
    ],
    [
      'an address where somebody else answers',
      async () => setup({ PUBLIC_URL: await serveHealth(502) }),
      /^FAIL {2}public address: .* answered 502 -> /,
    ],
  ])('%s', async (_, envOf, says) => {
    const { code, failed } = await run(await envOf())
    expect(failed).toEqual([expect.stringMatching(says)])
    expect(code).toBe(1)
  })

  test('a database that cannot be written', async () => {
    // a file stands where its folder would have to be
    const env = setup({ DATABASE_URL: `file:${join(ORGANISATION_DIR, 'source.yaml', 'oim.sqlite')}` })
    const { code, failed } = await run(env)
    expect(failed).toContainEqual(expect.stringMatching(/^FAIL {2}database: .* -> .*DATABASE_URL$/))
    expect(code).toBe(1)
  })
})

test('faults of the set-up come all at once, each with its remedy', async () => {
  const { code, lines, messages } = await run({ PORT: 'many', SLACK_BOT_TOKEN: 'broken' })
  expect(code).toBe(1)
  expect(lines).toHaveLength(2)
  for (const line of lines) expect(line).toMatch(/^FAIL {2}set-up: \S+ .+ -> .+$/)
  expect(messages).toEqual(['2 checks, 2 failed'])
})
