import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Sent } from '../../support/bot-framework-double.ts'
import { CHANNEL, GROUP, type Harness, startTeams, TENANT } from '../../support/teams-harness.ts'

let teams: Harness
beforeEach(async () => {
  teams = await startTeams()
})
afterEach(() => teams.close())

const SENSITIVE = '<at>OIM</at> on m’a agressée au bureau'
const EDITED = { tenant: { id: TENANT }, eventType: 'editMessage' }
let edits = 0
const edit = (message: Record<string, unknown>, text: string): Record<string, unknown> => ({
  ...message,
  type: 'messageUpdate',
  text,
  channelData: EDITED,
  timestamp: `2026-11-24T10:00:0${++edits}Z`,
})
const cardIn = (sent: Sent | undefined): string => JSON.stringify(sent?.activity.attachments)

async function ask(text: string, where: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const message = teams.message(text, where)
  const before = teams.double.sent.length
  await teams.post(message)
  await teams.double.whenSent(before + 1)
  return message
}

test.each([
  ['a personal chat', {}, 'a:personal'],
  ['a group chat', GROUP, '19:group@thread.v2'],
  ['a channel', CHANNEL, '19:channel@thread.tacv2;messageid=1700000000000'],
])('an edited question in %s changes the answer that stands there', async (_name, where, conversation) => {
  const message = await ask('trésorerie', where)
  await teams.post(edit(message, 'hameçonnage'))
  const [updated] = await teams.double.whenUpdated(1)
  expect(updated?.path).toBe(`/connector/v3/conversations/${conversation}/activities/message-1`)
  expect(cardIn(updated)).toContain('commencez ici')
  expect(teams.double.sent).toHaveLength(1)
})

test('an edit delivered twice is answered once, and each further edit anew', async () => {
  const message = await ask('trésorerie')
  const first = edit(message, 'stress')
  await teams.post(first)
  await teams.double.whenUpdated(1)
  await teams.post(first)
  await teams.post(edit(message, 'trésorerie'))
  await teams.post(edit(message, 'stress'))
  await teams.double.whenUpdated(3)
  await teams.adapter.stop()
  expect(teams.core.asked.map(({ text }) => text)).toEqual(['trésorerie', 'stress', 'trésorerie', 'stress'])
  expect(teams.double.updated.map(({ path }) => path.split('/').at(-1))).toEqual([
    'message-1',
    'message-1',
    'message-1',
  ])
})

test('an edit that overtakes its question waits for the answer, and changes it', async () => {
  teams.double.failures.push({ status: 429, retryAfter: '1' })
  const message = teams.message('trésorerie')
  await Promise.all([teams.post(message), teams.double.whenRequested('/connector', 1)])
  await teams.post(edit(message, 'stress'))
  await teams.double.whenUpdated(1)
  expect(teams.double.sent).toHaveLength(1)
})

test('an edit of what was never answered, or whose answer was deleted, is answered anew', async () => {
  await teams.post(edit(teams.message(''), 'trésorerie'))
  await teams.double.whenSent(1)
  const message = await ask('trésorerie')
  teams.double.deleted.add('message-2')
  await teams.post(edit(message, 'stress'))
  const sent = await teams.double.whenSent(3)
  expect(cardIn(sent[2])).toContain('Laquelle')
  expect(teams.double.updated).toEqual([])
})

test('an edit survives a restart: what was answered is in the store', async () => {
  const message = await ask('trésorerie')
  const keys = vi.spyOn(teams.services.store.replies, 'get')
  await teams.post(edit(message, 'stress'))
  await teams.double.whenUpdated(1)
  expect(await keys.mock.results[0]?.value).toBe('message-1')
})

test('a question that becomes sensitive: a neutral line takes the card’s place, as a card, and the answer goes out in private', async () => {
  const message = await ask('trésorerie', GROUP)
  await teams.post(edit(message, SENSITIVE))
  const [line] = await teams.double.whenUpdated(1)
  expect(cardIn(line)).toContain('Je vous réponds dans notre conversation privée.')
  expect(cardIn(line)).not.toContain('rien signalé')
  const [, answer] = teams.double.sent
  expect(answer?.path).toContain('private-with-29:user')
})

test('of a sensitive question nothing is kept to find its answer by', async () => {
  const put = vi.spyOn(teams.services.store.replies, 'put')
  await ask(SENSITIVE)
  await ask(SENSITIVE, GROUP)
  await teams.adapter.stop()
  expect(put).not.toHaveBeenCalled()
})

test('a store that fails costs the update, never the answer', async () => {
  vi.spyOn(teams.services.store.replies, 'put').mockRejectedValue(new Error('no database'))
  vi.spyOn(teams.services.store.replies, 'get').mockRejectedValue(new Error('no database'))
  const message = await ask('trésorerie')
  await teams.post(edit(message, 'stress'))
  await teams.double.whenSent(2)
})
