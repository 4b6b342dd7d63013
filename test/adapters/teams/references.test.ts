import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest'
import { answerSchema } from '../../../src/answer/answer.ts'
import type { Card } from '../../../src/cards/card.ts'
import type { References } from '../../../src/store/store.ts'
import { OUTBOUND_TOKEN } from '../../support/bot-framework-double.ts'
import { idOf } from '../../support/fake-directory.ts'
import { BOT, CHANNEL, GROUP, type Harness, startTeams, TENANT, USER } from '../../support/teams-harness.ts'

let teams: Harness
beforeEach(async () => {
  teams = await startTeams()
})
afterEach(() => teams.close())

const PLACE = {
  channel: '19:channel@thread.tacv2',
  group: '19:group@thread.v2',
  team: '19:general@thread.tacv2',
}
const tenant = { id: TENANT }
const inTeam = {
  conversation: { ...CHANNEL.conversation, id: PLACE.team },
  channelData: { tenant, team: { id: PLACE.team } },
}
const inChannel = {
  ...CHANNEL,
  channelData: { tenant, team: { id: PLACE.team }, channel: { id: PLACE.channel } },
}

const cardOf = (harness: Harness): Card =>
  harness.services.toCard(
    answerSchema.parse({
      type: 'unit',
      intent: 'find',
      id: 'pppppppppppp',
      lang: 'fr',
      confidence: 1,
      sensitive: false,
      entities: [idOf('treasury')],
      alternatives: [],
      notes: [],
    }),
  )
const tell = (whom: Parameters<Harness['adapter']['tell']>[0]) => teams.adapter.tell(whom, cardOf(teams))

const happens = (more: Record<string, unknown>): Promise<Response> => teams.post(teams.message('', more))
const install = (where: Record<string, unknown>, action = 'add') =>
  happens({ type: 'installationUpdate', action, ...where })

async function whenKept(count: number): Promise<void> {
  await expect
    .poll(() => kept.mock.settledResults.filter(({ type }) => type === 'fulfilled').length)
    .toBe(count)
}
let kept: MockInstance<References['put']>
let forgotten: MockInstance<References['forget']>
beforeEach(() => {
  kept = vi.spyOn(teams.services.store.references, 'put')
  forgotten = vi.spyOn(teams.services.store.references, 'forget')
})
const whenForgotten = () =>
  expect.poll(() => forgotten.mock.settledResults.filter(({ type }) => type === 'fulfilled').length).toBe(1)

/** The asker's hash, as the core knows a person. */
async function asker(): Promise<string> {
  await teams.post(teams.message('trésorerie'))
  await teams.double.whenSent(1)
  await whenKept(1)
  return teams.core.asked[0]?.asker ?? ''
}

describe('somebody who has not just asked can be written to', () => {
  test('a person, in their personal chat, as no reply to anything', async () => {
    expect(await tell({ asker: await asker() })).toBe('sent')
    const [, told] = teams.double.sent
    expect(told?.path).toBe('/connector/v3/conversations/a:personal/activities')
    expect(told?.authorization).toBe(`Bearer ${OUTBOUND_TOKEN}`)
    expect(told?.activity.replyToId).toBeUndefined()
    expect(JSON.stringify(told?.activity)).toContain('Division de la trésorerie')
  })

  test('a group chat', async () => {
    await install(GROUP)
    await whenKept(1)
    expect(await tell({ place: PLACE.group })).toBe('sent')
    expect(teams.double.sent.at(-1)?.path).toBe(`/connector/v3/conversations/${PLACE.group}/activities`)
  })

  test('a channel, as a new thread, though the bot was asked in another one', async () => {
    await teams.post(teams.message('trésorerie', inChannel))
    await teams.double.whenSent(1)
    await whenKept(1)
    expect(await tell({ place: PLACE.channel })).toBe('sent')
    const [opened] = await teams.double.whenOpened(1)
    expect(opened).toMatchObject({ isGroup: true, channelData: { channel: { id: PLACE.channel } } })
    expect(JSON.stringify(opened?.activity)).toContain('Division de la trésorerie')
    expect(opened?.members).toBeUndefined()
  })

  test('from the installation on, without a word of theirs', async () => {
    await install(inTeam)
    await whenKept(1)
    expect(await tell({ place: PLACE.team })).toBe('sent')
  })

  test('by another process: the reference is in the store, encrypted, with no name of a person', async () => {
    const whom = { asker: await asker() }
    const [reference] = kept.mock.calls.map(([written]) => written)
    for (const part of ['a:personal', USER.name, USER.id, TENANT, teams.double.serviceUrl])
      expect(JSON.stringify(reference)).not.toContain(part)
    const json = JSON.parse(teams.services.secret.open(reference?.sealed ?? ''))
    expect(json).toEqual({
      kind: 'person',
      serviceUrl: teams.double.serviceUrl,
      channelId: 'msteams',
      bot: BOT,
      conversation: 'a:personal',
      tenant: TENANT,
    })
    const later = await startTeams({ beside: teams })
    expect(await later.adapter.tell(whom, cardOf(later))).toBe('sent')
    await later.close()
  })

  test('nobody whom the bot does not know', async () => {
    expect(await tell({ asker: 'a-stranger' })).toBe('unknown')
    expect(await tell({ place: '19:elsewhere' })).toBe('unknown')
    expect(teams.double.count('/connector')).toBe(0)
  })

  test('a connector that is busy is waited for; one that stays down rejects', async () => {
    const whom = { asker: await asker() }
    teams.double.failures.push({ status: 429, retryAfter: '2' })
    expect(await tell(whom)).toBe('sent')
    expect(teams.pauses).toEqual([2_000])
    teams.double.failure = { status: 503 }
    await expect(tell(whom)).rejects.toMatchObject({ status: 503 })
  })
})

describe('a bot that was removed or blocked is noticed, and the place forgotten', () => {
  test.each([
    [403, 'BotNotInConversationRoster'],
    [403, 'MessageWritesBlocked'],
    [403, 'ConversationBlockedByUser'],
    [404, 'ConversationNotFound'],
  ])('by %i %s at the next proactive send', async (status, code) => {
    const whom = { asker: await asker() }
    teams.double.failures.push({ status, code })
    expect(await tell(whom)).toBe('gone')
    expect(await tell(whom)).toBe('unknown')
    expect(teams.double.count('/connector')).toBe(2)
  })

  test('by the same at an ordinary answer', async () => {
    teams.double.failures.push({ status: 403, code: 'BotNotInConversationRoster' })
    await teams.post(teams.message('trésorerie'))
    await whenForgotten()
    expect(await tell({ asker: teams.core.asked[0]?.asker ?? '' })).toBe('unknown')
  })

  test('a message that is refused for itself forgets nothing', async () => {
    const whom = { asker: await asker() }
    teams.double.failures.push({ status: 413, code: 'MessageSizeTooBig' })
    expect(await tell(whom)).toBe('refused')
    expect(await tell(whom)).toBe('sent')
  })

  test.each([
    ['uninstalled', { type: 'installationUpdate', action: 'remove' }],
    ['taken out of the chat', { type: 'conversationUpdate', membersRemoved: [{ id: BOT.id }] }],
  ])('by Teams’ own word that it was %s', async (_name, event) => {
    const whom = { asker: await asker() }
    await happens(event)
    await whenForgotten()
    expect(await tell(whom)).toBe('unknown')
  })

  test.each([
    ['leaves', { type: 'conversationUpdate', membersRemoved: [{ id: BOT.id }] }, {}],
    ['is deleted', { type: 'conversationUpdate' }, { eventType: 'teamDeleted' }],
  ])('for all channels of a team that it %s', async (_name, event, more) => {
    await install(inTeam)
    await teams.post(teams.message('trésorerie', inChannel))
    await whenKept(2)
    await happens({ ...event, ...inTeam, channelData: { ...inTeam.channelData, ...more } })
    await whenForgotten()
    for (const place of [PLACE.team, PLACE.channel]) expect(await tell({ place })).toBe('unknown')
  })

  test('for one channel that is deleted, and no other', async () => {
    await install(inTeam)
    await teams.post(teams.message('trésorerie', inChannel))
    await whenKept(2)
    const channelData = { ...inChannel.channelData, eventType: 'channelDeleted' }
    await happens({ type: 'conversationUpdate', ...inTeam, channelData })
    await whenForgotten()
    expect(await tell({ place: PLACE.channel })).toBe('unknown')
    expect(await tell({ place: PLACE.team })).toBe('sent')
  })

  test('and known again when it is back', async () => {
    const whom = { asker: await asker() }
    await install({}, 'remove')
    await whenForgotten()
    await install({})
    await whenKept(2)
    expect(await tell(whom)).toBe('sent')
  })
})

describe('what is written down', () => {
  test('once for many messages of a place, and again when its address changes', async () => {
    for (let i = 0; i < 3; i += 1) await teams.post(teams.message('trésorerie'))
    await teams.double.whenSent(3)
    expect(kept).toHaveBeenCalledTimes(1)
    const moved = `${teams.double.url}/connector/emea/`
    const token = await teams.double.sign({ serviceurl: moved })
    const renewal = teams.message('', {
      type: 'installationUpdate',
      action: 'add-upgrade',
      serviceUrl: moved,
    })
    await teams.postRaw(JSON.stringify(renewal), { authorization: `Bearer ${token}` })
    await whenKept(2)
    await teams.adapter.stop()
    expect(teams.core.asked).toHaveLength(3)
  })

  test('nothing of a team’s new name, nor of people who come and go', async () => {
    const rename = {
      ...inTeam.channelData,
      eventType: 'teamRenamed',
      team: { id: PLACE.team, name: 'Nouveau nom' },
    }
    await happens({ type: 'conversationUpdate', ...inTeam, channelData: rename })
    await happens({ type: 'conversationUpdate', ...inTeam, membersAdded: [{ id: USER.id }] })
    await teams.adapter.stop()
    expect(kept).not.toHaveBeenCalled()
  })

  test('nothing of a sensitive question', async () => {
    await teams.post(teams.message('on m’a agressée au bureau'))
    await teams.double.whenSent(1)
    await teams.adapter.stop()
    expect(kept).not.toHaveBeenCalled()
  })

  test('a store that fails costs nobody the answer', async () => {
    kept.mockRejectedValue(new Error('no database'))
    await teams.post(teams.message('trésorerie'))
    await teams.double.whenSent(1)
  })
})

test('a tenant that has left the list is written to no more, and forgotten', async () => {
  const whom = { asker: await asker() }
  const listed = await startTeams({
    beside: teams,
    config: { allowedTenants: ['99999999-2222-3333-4444-555555555555'] },
  })
  expect(await listed.adapter.tell(whom, cardOf(listed))).toBe('unknown')
  await listed.close()
  expect(await tell(whom)).toBe('unknown')
  expect(teams.double.count('/connector')).toBe(1)
})

test('what was kept without authentication is not written to with it', async () => {
  const open = await startTeams({ mode: 'open', beside: teams })
  await open.postRaw(JSON.stringify(open.message('trésorerie')))
  await teams.double.whenSent(1)
  await whenKept(1)
  const whom = { asker: teams.core.asked[0]?.asker ?? '' }
  expect(await tell(whom)).toBe('unknown')
  expect(await open.adapter.tell(whom, cardOf(open))).toBe('sent')
  await open.close()
})
