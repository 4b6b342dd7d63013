import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ROOT } from '../../src/root.ts'
import { endServers, LOOPBACK_ONLY, oim, startServer } from '../support/processes.ts'
import { createSlackDouble } from '../support/slack-double.ts'
import { SIGNING_SECRET } from '../support/slack-signer.ts'

afterAll(endServers)

const files = [LOOPBACK_ONLY, join('test', 'support', 'list-packages.cjs')]
const NODE_OPTIONS = files.map(file => `--require ${join(ROOT, file)}`).join(' ')

/** Of the packages that only Teams needs, those that were loaded. */
function teamsPackages(log: string): string[] {
  const loaded = /LOADED: (.*)/.exec(log)?.[1]
  if (loaded === undefined) throw new Error(`nothing was listed:\n${log}`)
  return loaded.split(' ').filter(name => /^(botbuilder|botframework|@microsoft\/|@azure\/)/.test(name))
}

async function loadedByServer(env: Record<string, string>): Promise<string[]> {
  const server = startServer({ env: { ...env, NODE_OPTIONS } })
  await server.says('"ready"')
  server.signal('SIGTERM')
  await server.ended
  return teamsPackages(server.log())
}

test('the command line loads nothing of Teams', async () => {
  const { err } = await oim(['list', '--json'], { env: { NODE_OPTIONS } })
  expect(teamsPackages(err)).toEqual([])
})

test('nor does a server for Slack and the preview', async () => {
  const slack = await createSlackDouble()
  const env = { SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_API_URL: slack.apiUrl }
  expect(await loadedByServer(env)).toEqual([])
  await slack.close()
})

test('a server for Teams does, which shows that the list is one', async () => {
  const loaded = await loadedByServer({ OIM_TEAMS: '1' })
  expect(loaded).toContain('botbuilder')
  expect(loaded).toContain('@microsoft/teams-ai')
})
