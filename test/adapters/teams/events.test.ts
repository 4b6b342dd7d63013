import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod/v4'
import { LIMITS } from '../../../adapters/teams/limits.ts'
import { answerId } from '../../../src/answer/answer.ts'
import type { Press } from '../../../src/cards/press.ts'
import { OUTBOUND_TOKEN, type Sent } from '../../support/bot-framework-double.ts'
import { GONE } from '../../support/fake-core.ts'
import { idOf } from '../../support/fake-directory.ts'
import { BOT, CHANNEL, GROUP, type Harness, startTeams, TENANT, USER } from '../../support/teams-harness.ts'

let teams: Harness
beforeEach(async () => {
  teams = await startTeams({ limits: { ...LIMITS, invokeMs: 50 } })
})
afterEach(() => teams.close())

const ANSWER = answerId.parse('A1b2C3d4E5f6')
const pressOf = (press: Partial<Press> = {}): Press => ({
  action: 'open',
  answer: ANSWER,
  entity: idOf('finance'),
  lang: 'fr',
  ...press,
})
const cardIn = (sent: Sent | undefined): string => JSON.stringify(sent?.activity.attachments?.[0]?.content)
const pathTo = (conversation: string, activity: unknown): string =>
  `/connector/v3/conversations/${conversation}/activities/${activity}`

describe('a message', () => {
  test('in a personal chat is answered with a card, in reply', async () => {
    const activity = teams.message('trésorerie')
    const response = await teams.post(activity)
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
    const [sent] = await teams.double.whenSent(1)
    expect(sent?.path).toBe(pathTo('a:personal', activity.id))
    expect(sent?.authorization).toBe(`Bearer ${OUTBOUND_TOKEN}`)
    expect(sent?.activity).toMatchObject({ type: 'message', summary: 'Division de la trésorerie' })
    expect(sent?.activity.text).toBeUndefined()
    expect(sent?.activity.attachments).toMatchObject([
      { contentType: 'application/vnd.microsoft.card.adaptive', content: { version: '1.5', lang: 'fr' } },
    ])
    expect(teams.core.asked).toMatchObject([
      { text: 'trésorerie', locale: 'fr-CH', private: true, record: true },
    ])
  })

  test('in a group chat is read without the mention', async () => {
    const activity = teams.message('<at>OIM</at>&nbsp;qui g&#232;re la trésorerie ?\r\n', GROUP)
    await teams.post(activity)
    const [sent] = await teams.double.whenSent(1)
    expect(sent?.path).toBe(pathTo('19:group@thread.v2', activity.id))
    expect(teams.core.asked).toMatchObject([{ text: 'qui gère la trésorerie ?', private: false }])
  })

  test('in a channel is answered in its thread', async () => {
    const activity = teams.message('<at>OIM</at> trésorerie', CHANNEL)
    await teams.post(activity)
    const [sent] = await teams.double.whenSent(1)
    expect(sent?.path).toBe(pathTo('19:channel@thread.tacv2;messageid=1700000000000', activity.id))
    expect(sent?.activity.replyToId).toBe(activity.id)
    expect(teams.core.asked).toMatchObject([{ text: 'trésorerie', private: false }])
  })

  test('of a mention alone gets help', async () => {
    await teams.post(teams.message('<at>OIM</at>', CHANNEL))
    const [sent] = await teams.double.whenSent(1)
    expect(cardIn(sent)).toContain('Que cherchez-vous')
  })

  test('of 40,000 characters is cut, and answered', async () => {
    await teams.post(teams.message('é'.repeat(40_000)))
    await teams.double.whenSent(1)
    expect(teams.core.asked[0]?.text.length).toBe(LIMITS.questionLength)
  })

  test('is answered in the saved language', async () => {
    await teams.post(teams.message('trésorerie'))
    await teams.double.whenSent(1)
    await teams.services.store.preferences.setLang(teams.core.asked[0]?.asker ?? '', 'es')
    await teams.post(teams.message('trésorerie'))
    const [, second] = await teams.double.whenSent(2)
    expect(cardIn(second)).toContain('División de Tesorería')
  })

  test('is asked by a hash of the person and the place, the same each time, another elsewhere', async () => {
    await teams.post(teams.message('trésorerie'))
    await teams.post(teams.message('trésorerie', { from: { ...USER, id: '29:other-id' } }))
    await teams.post(teams.message('trésorerie', { ...GROUP, channelData: { tenant: { id: 'other' } } }))
    await teams.double.whenSent(3)
    const [first, second, third] = teams.core.asked
    expect(first?.asker).toMatch(/^[\w-]{32}$/)
    expect(second).toMatchObject({ asker: first?.asker, conversation: first?.conversation })
    expect(third?.asker).not.toBe(first?.asker)
    expect(third?.conversation).not.toBe(first?.conversation)
  })

  test('delivered three times is answered once', async () => {
    const activity = teams.message('trésorerie')
    for (let i = 0; i < 3; i += 1) expect((await teams.post(activity)).status).toBe(200)
    await teams.double.whenSent(1)
    await teams.post(activity)
    await teams.post(teams.message('stress'))
    await teams.double.whenSent(2)
    expect(teams.core.asked.map(question => question.text)).toEqual(['trésorerie', 'stress'])
  })

  test('that breaks the core gets a plain line, in the language of the person', async () => {
    await teams.post(teams.message('boom', { locale: 'en-GB' }))
    const [sent] = await teams.double.whenSent(1)
    expect(sent?.activity.text).toBe('I could not answer. Try again in a moment.')
  })

  test('with markup in it is shown as text', async () => {
    const typed =
      '<script>alert(1)</script> <at>everyone</at> **gras** [ici](https://evil.example) {{DATE(2024)}}'
    const html = typed.replace(/</g, '&lt;').replace(/>/g, '&gt;')
    await teams.post(teams.message(`<at>OIM</at> ${html}`))
    const [sent] = await teams.double.whenSent(1)
    const { speak, ...read } = sent?.activity.attachments?.[0]?.content ?? {}
    const shown = JSON.stringify(read)
    expect(speak).toContain('&lt;script&gt;')
    for (const live of ['<script', '<at>', '**gras**', '[ici]', '{{DATE']) expect(shown).not.toContain(live)
    expect(shown).toContain('&lt;at&gt;everyone&lt;/at&gt; \\\\*\\\\*gras\\\\*\\\\*')
  })

  test('leaves nothing that was typed, and no token, in the log', async () => {
    await teams.post(teams.message('une question très secrète'))
    await teams.double.whenSent(1)
    await teams.post(teams.message('boom secrète'))
    await teams.double.whenSent(2)
    expect(teams.logged.length).toBeGreaterThan(0)
    for (const word of ['secrète', OUTBOUND_TOKEN]) expect(teams.logged.join('\n')).not.toContain(word)
  })
})

describe('what is no question is acknowledged and left alone', () => {
  test.each([
    ['the bot’s own message', { from: BOT }],
    ['another bot’s message', { from: { ...USER, role: 'bot' } }],
    ['the bot’s own message, updated', { type: 'messageUpdate', from: BOT }],
    ['a message that is taken back', { type: 'messageDelete' }],
    [
      'a deleted message that is back',
      { type: 'messageUpdate', channelData: { tenant: { id: TENANT }, eventType: 'undeleteMessage' } },
    ],
    ['a reaction', { type: 'messageReaction' }],
    ['somebody typing', { type: 'typing' }],
    ['somebody else joining', { type: 'conversationUpdate', membersAdded: [{ id: '29:else' }] }],
    ['somebody else leaving', { type: 'conversationUpdate', membersRemoved: [{ id: '29:else' }] }],
    [
      'a team with another name',
      {
        type: 'conversationUpdate',
        channelData: { tenant: { id: TENANT }, team: { id: '19:team' }, eventType: 'teamRenamed' },
      },
    ],
    ['the bot being removed', { type: 'installationUpdate', action: 'remove' }],
    ['the bot being updated', { type: 'installationUpdate', action: 'add-upgrade' }],
    [
      'an event that nobody knows yet',
      { type: 'conversationUpdate', channelData: { tenant: { id: TENANT }, eventType: 'constructor' } },
    ],
  ])('%s', async (_name, more) => {
    expect((await teams.post(teams.message('trésorerie', more))).status).toBe(200)
    await teams.adapter.stop()
    expect(teams.core.asked).toEqual([])
    expect(teams.double.count('/connector')).toBe(0)
  })

  test('an invoke that is none of ours', async () => {
    const invoke = teams.message('', { type: 'invoke', name: 'task/fetch' })
    expect((await teams.post(invoke)).status).toBe(501)
  })
})

describe('a press', () => {
  const answerTo = async (activity: object) => (await teams.post(activity)).json()

  test.each([
    ['a personal chat', {}, true],
    ['a group chat', GROUP, false],
    ['a channel', CHANNEL, false],
  ])('in %s replaces the card with the next one', async (_name, where, isPrivate) => {
    const body = await answerTo(teams.press(pressOf(), where))
    expect(body).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { type: 'AdaptiveCard', version: '1.5' },
    })
    expect(JSON.stringify(body)).toContain('Département de la gestion financière')
    expect(teams.core.pressed).toMatchObject([{ press: pressOf(), by: { private: isPrivate, record: true } }])
    expect(teams.double.count('/connector')).toBe(0)
  })

  test('of feedback is thanked with a message', async () => {
    expect(await answerTo(teams.press(pressOf({ action: 'helpful' })))).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'thanks (fr)',
    })
  })

  test('on an answer that is no longer kept says so', async () => {
    expect(await answerTo(teams.press(pressOf({ answer: GONE })))).toMatchObject({ value: 'gone (fr)' })
  })

  test.each([
    ['an unknown verb', { action: { type: 'Action.Execute', verb: 'other', data: { press: 'x' } } }],
    ['an unknown action', { action: { type: 'Action.Execute', verb: 'oim', data: { press: 'rm.a.fr..' } } }],
    ['no data', { action: { type: 'Action.Execute', verb: 'oim' } }],
    ['nothing', null],
    ['a text', 'open'],
  ])('with %s gets the same line, and reaches no core', async (_name, value) => {
    const body = await answerTo(teams.press(pressOf(), { value, locale: 'es' }))
    expect(body).toMatchObject({ statusCode: 200, value: 'gone (es)' })
    expect(teams.core.pressed).toEqual([])
  })

  test.each([
    ['hangs', () => new Promise<never>(() => {})],
    ['fails', () => Promise.reject(new Error('broken'))],
  ])('is answered in time where the core %s', async (_name, act) => {
    vi.spyOn(teams.services.core, 'act').mockImplementation(act)
    expect(await answerTo(teams.press(pressOf({ lang: 'en' })))).toMatchObject({
      statusCode: 200,
      value: 'I could not answer. Try again in a moment.',
    })
  })

  test('to share, in a channel, shows the card to all in the thread', async () => {
    const share = teams.press(pressOf({ action: 'share' }), { ...CHANNEL, replyToId: 'the-card' })
    expect(await answerTo(share)).toMatchObject({ value: 'La fiche est partagée dans cette conversation.' })
    const [sent] = await teams.double.whenSent(1)
    expect(sent?.path).toBe(pathTo('19:channel@thread.tacv2;messageid=1700000000000', 'the-card'))
    expect(cardIn(sent)).toContain('Département de la gestion financière')
  })

  test('offers to share where others read along, and not in a personal chat', async () => {
    expect(JSON.stringify(await answerTo(teams.press(pressOf(), GROUP)))).toContain('Partager')
    expect(JSON.stringify(await answerTo(teams.press(pressOf())))).not.toContain('Partager')
  })
})

describe('a sensitive matter', () => {
  const SENSITIVE = 'on m’a agressée au bureau'

  test.each([
    ['a group chat', GROUP],
    ['a channel', CHANNEL],
  ])('asked in %s is answered to the asker alone, beside one neutral line', async (_name, where) => {
    await teams.post(teams.message(`<at>OIM</at> ${SENSITIVE}`, where))
    const [answer, line] = await teams.double.whenSent(2)
    expect(answer?.path).toMatch(/^\/connector\/v3\/conversations\/private-with-29:user\/activities$/)
    expect(cardIn(answer)).toContain('rien signalé à personne')
    expect(teams.double.opened).toEqual([
      {
        isGroup: false,
        bot: BOT,
        members: [USER],
        tenantId: TENANT,
        channelData: { tenant: { id: TENANT } },
      },
    ])
    expect(line?.path).toContain(where.conversation.id)
    expect(line?.activity.attachments ?? []).toEqual([])
    expect(line?.activity.text).toBe('Je vous réponds dans notre conversation privée.')
  })

  test('asks to write in private where that chat cannot be opened', async () => {
    teams.double.isPrivateClosed = true
    await teams.post(teams.message(SENSITIVE, GROUP))
    const [line] = await teams.double.whenSent(1)
    expect(line?.activity.text).toContain('Écrivez-moi en conversation privée')
  })

  test('is not tried twice where only the line beside it fails', async () => {
    // opened, answered; then the line is refused three times
    const send = teams.double.failures
    await teams.post(teams.message('trésorerie'))
    await teams.double.whenSent(1)
    vi.spyOn(teams.double.sent, 'push').mockImplementation((...items) => {
      send.push({ status: 500 }, { status: 500 }, { status: 500 })
      return Array.prototype.push.apply(teams.double.sent, items)
    })
    await teams.post(teams.message(SENSITIVE, GROUP))
    await teams.adapter.stop()
    expect(
      teams.double.sent.map(sent => sent.path).filter(path => path.includes('private-with')),
    ).toHaveLength(1)
  })

  test('is answered at once in a personal chat', async () => {
    await teams.post(teams.message(SENSITIVE))
    const [answer] = await teams.double.whenSent(1)
    expect(answer?.path).toContain('a:personal')
    expect(cardIn(answer)).toContain('rien signalé à personne')
  })

  test('is never written down, whereas another question waits encrypted', async () => {
    const take = vi.spyOn(teams.services.store.claims, 'take')
    await teams.post(teams.message(SENSITIVE))
    await teams.post(teams.message('trésorerie'))
    await teams.double.whenSent(2)
    const [sensitive, other] = take.mock.calls.map(([claim]) => claim)
    expect(sensitive?.payload).toBeUndefined()
    expect(other?.payload).toBeDefined()
    expect(other?.payload).not.toContain('trésorerie')
  })
})

describe('arrival', () => {
  const installed = (more: object) => ({
    ...teams.message('', { ...more, text: undefined }),
    type: 'installationUpdate',
    action: 'add',
  })
  const joined = (more: object) => ({
    ...teams.message('', { ...more, text: undefined }),
    type: 'conversationUpdate',
    membersAdded: [{ id: USER.id }, { id: BOT.id }],
  })

  test('is greeted once with the help card, in each scope, though Teams tells it twice', async () => {
    for (const where of [{}, GROUP, CHANNEL]) {
      await teams.post(installed(where))
      await teams.post(joined(where))
    }
    const sent = await teams.double.whenSent(3)
    await teams.adapter.stop()
    expect(sent).toHaveLength(3)
    for (const welcome of sent) expect(cardIn(welcome)).toContain('Que cherchez-vous')
    expect(teams.core.asked.every(question => !question.record)).toBe(true)
  })
})

describe('a tenant list', () => {
  let listed: Harness
  beforeEach(async () => {
    listed = await startTeams({ config: { allowedTenants: [TENANT.toUpperCase()] } })
  })
  afterEach(() => listed.close())

  const foreign = {
    conversation: { id: 'a:foreign', conversationType: 'personal', tenantId: 'foreign' },
    channelData: { tenant: { id: 'foreign' } },
    locale: 'en-US',
  }
  const nowhere = {
    conversation: { id: 'a:foreign', conversationType: 'personal' },
    channelData: {},
    locale: 'en',
  }
  const contradictory = { channelData: { tenant: { id: 'foreign' } }, locale: 'en' }

  test('lets its own people in', async () => {
    await listed.post(listed.message('trésorerie'))
    await listed.double.whenSent(1)
    expect(listed.core.asked).toHaveLength(1)
  })

  test.each([
    ['foreign', foreign],
    ['missing', nowhere],
    ['contradictory', contradictory],
  ])('%s: one polite line in the person’s language, and nothing is stored', async (_name, more) => {
    const take = vi.spyOn(listed.services.store.claims, 'take')
    const saved = vi.spyOn(listed.services.store.preferences, 'lang')
    expect((await listed.post(listed.message('trésorerie', more))).status).toBe(200)
    const sent = await listed.double.whenSent(1)
    await listed.adapter.stop()
    expect(sent.map(({ activity }) => activity.text)).toEqual([
      'This assistant is for the staff of the organization that installed it.',
    ])
    expect(listed.core.asked).toEqual([])
    expect(take).not.toHaveBeenCalled()
    expect(saved).not.toHaveBeenCalled()
  })

  test('refuses a press with 403', async () => {
    const body = await (await listed.post(listed.press(pressOf(), foreign))).json()
    expect(body).toEqual({
      statusCode: 403,
      type: 'application/vnd.microsoft.error',
      value: {
        code: '403',
        message: 'This assistant is for the staff of the organization that installed it.',
      },
    })
    expect(listed.core.pressed).toEqual([])
  })

  test('greets nobody else', async () => {
    await listed.post({ ...listed.message('', foreign), type: 'installationUpdate', action: 'add' })
    await listed.adapter.stop()
    expect(listed.double.count('/connector')).toBe(0)
  })
})

describe('a card that several people read', () => {
  const LUIS = { id: '29:luis', name: 'Luis', aadObjectId: 'aad-luis' }
  const refreshIn = (sent: Sent | undefined) => sent?.activity.attachments?.[0]?.content.refresh
  async function viewBy(refresh: unknown, more: object): Promise<unknown> {
    const value = { ...z.object({ action: z.object({}).loose() }).parse(refresh), trigger: 'automatic' }
    const invoke = teams.invoke('adaptiveCard/action', value, { ...GROUP, ...more })
    return (await teams.post(invoke)).json()
  }

  test('is shown to each in their own language, to the asker in the language of the question', async () => {
    await teams.post(teams.message('<at>OIM</at> trésorerie', GROUP))
    const [sent] = await teams.double.whenSent(1)
    const refresh = refreshIn(sent)
    expect(await viewBy(refresh, { from: LUIS, locale: 'es-ES' })).toMatchObject({
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: { lang: 'es' },
    })
    expect(await viewBy(refresh, { from: LUIS, locale: 'xx' })).toMatchObject({ value: { lang: 'fr' } })
    expect(await viewBy(refresh, { from: USER, locale: 'es-ES' })).toMatchObject({ value: { lang: 'fr' } })
    // looking at a card is no turn of the conversation, and sends nothing
    for (const { by } of teams.core.pressed)
      expect(by).toEqual({ asker: expect.any(String), record: false, private: false })
    expect(teams.double.sent).toHaveLength(1)
  })

  test('offers each to share, and is not asked for again', async () => {
    await teams.post(teams.message('<at>OIM</at> trésorerie', CHANNEL))
    const [sent] = await teams.double.whenSent(1)
    const shown = await viewBy(refreshIn(sent), { from: LUIS })
    expect(JSON.stringify(shown)).toContain('Partager')
    expect(JSON.stringify(shown)).not.toContain('refresh')
  })

  test('stays as it is for one reader alone, and where the matter is sensitive', async () => {
    await teams.post(teams.message('trésorerie'))
    await teams.post(teams.message('on m’a agressée', GROUP))
    const sent = await teams.double.whenSent(3)
    expect(sent.map(refreshIn)).toEqual([undefined, undefined, undefined])
  })

  test.each([
    ['another action', 'report'],
    ['no press', 'x'],
  ])('with %s in place of the view is told so', async (_name, action) => {
    const press = `${action}.${ANSWER}.fr..`
    const data = { press, asker: 'a' }
    const refresh = { action: { type: 'Action.Execute', verb: 'oim-view', data } }
    expect(await viewBy(refresh, { from: LUIS })).toMatchObject({ value: 'gone (fr)' })
    expect(teams.core.pressed).toEqual([])
  })
})
