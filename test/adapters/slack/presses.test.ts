import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerId } from '../../../src/answer/answer.ts'
import { type Action, encodePress, type Press } from '../../../src/cards/press.ts'
import { GONE } from '../../support/fake-core.ts'
import { idOf } from '../../support/fake-directory.ts'
import { buttonsOf } from '../../support/slack-blocks.ts'
import { type SlackServer, startSlack } from '../../support/slack-server.ts'
import { CHANNEL, DIRECT, USER } from '../../support/slack-signer.ts'

let server: SlackServer
beforeEach(async () => {
  server = await startSlack()
})
afterEach(() => server.close())

const press = (action: Action, more: Partial<Press> = {}): string =>
  encodePress({
    action,
    answer: answerId.parse('A1b2C3d4E5f6'),
    lang: 'fr',
    entity: idOf('treasury'),
    ...more,
  })

const shown = (args: Readonly<Record<string, unknown>>): string => JSON.stringify(args.blocks)

describe('a button on a card that only the asker sees', () => {
  it('puts the next card in its place', async () => {
    await server.command('trésorerie')
    const card = await server.slack.call('response_url')
    const { Escalader } = buttonsOf(card.args.blocks)
    await server.press(Escalader?.value ?? '', { isEphemeral: true })
    const { args } = await server.slack.call('response_url', 2)
    expect(args).toMatchObject({ response_type: 'ephemeral', replace_original: true })
    expect(shown(args)).toContain('1.  *Division de la trésorerie*  commencez ici')
  })

  it.each(['open', 'parent', 'children', 'lang'] as const)('%s shows a card', async action => {
    await server.press(press(action), { isEphemeral: true })
    expect((await server.slack.call('response_url')).args).toMatchObject({ replace_original: true })
    expect(server.core.pressed).toMatchObject([{ press: { action }, by: { private: true, record: true } }])
  })

  it('page turns to the page that it names', async () => {
    let page: number | undefined
    await server.close()
    server = await startSlack({
      change: services => ({
        ...services,
        toCard: (answer, options) => {
          page = options?.page
          return services.toCard(answer, options)
        },
      }),
    })
    await server.press(press('page', { page: 2 }), { isEphemeral: true })
    await server.slack.call('response_url')
    expect(page).toBe(2)
  })

  it.each([
    ['helpful', 'thanks'],
    ['unhelpful', 'thanks'],
    ['not-this', 'thanks'],
    ['report', 'reported'],
    ['none', 'rephrase'],
  ] as const)('%s says a line beside the card, which stays', async (action, code) => {
    await server.press(press(action), { isEphemeral: true })
    const { args } = await server.slack.call('response_url')
    expect(args).toMatchObject({ response_type: 'ephemeral', replace_original: false, text: `${code} (fr)` })
  })

  it('works from the menu too', async () => {
    const value = press('report')
    const actions = [{ action_id: 'oim:menu:0', type: 'overflow', selected_option: { value } }]
    await server.press(value, { isEphemeral: true, fields: { actions } })
    expect((await server.slack.call('response_url')).args.text).toBe('reported (fr)')
  })

  it('reaches the asker by the Web API where the address has expired', async () => {
    server.slack.set('response_url', { kind: 'status', status: 404 })
    await server.press(press('open'), { isEphemeral: true })
    expect((await server.slack.call('chat.postEphemeral')).args).toMatchObject({
      channel: CHANNEL,
      user: USER,
    })
  })
})

describe('a button on a card in a channel', () => {
  it('shows the next card to the presser alone, in the thread', async () => {
    await server.press(press('open'), { thread: '1700000000.000100' })
    const { args } = await server.slack.call('chat.postEphemeral')
    expect(args).toMatchObject({ channel: CHANNEL, user: USER, thread_ts: '1700000000.000100' })
    expect(buttonsOf(args.blocks)).toHaveProperty('Partager')
    expect(server.slack.of('response_url')).toEqual([])
  })

  it('thanks the presser alone', async () => {
    await server.press(press('helpful'))
    expect((await server.slack.call('chat.postEphemeral')).args.text).toBe('thanks (fr)')
  })

  it('takes the address of the press where the bot is no member', async () => {
    server.slack.set('chat.postEphemeral', { kind: 'error', error: 'not_in_channel' })
    await server.press(press('open'))
    const { args } = await server.slack.call('response_url')
    expect(args).toMatchObject({ response_type: 'ephemeral', replace_original: false })
  })
})

describe('a button in the direct conversation', () => {
  it('puts the next card in its place, without a share button', async () => {
    await server.press(press('open'), { channel: DIRECT })
    const { args } = await server.slack.call('response_url')
    expect(args).toMatchObject({ replace_original: true })
    expect(buttonsOf(args.blocks)).not.toHaveProperty('Partager')
  })

  it('edits its own message where the address has expired', async () => {
    server.slack.set('response_url', { kind: 'status', status: 404 })
    await server.press(press('open'), { channel: DIRECT })
    const { args } = await server.slack.call('chat.update')
    expect(args).toMatchObject({ channel: DIRECT, ts: '1700000001.000200' })
    expect(shown(args)).toContain('*Division de la trésorerie*')
  })
})

describe('share', () => {
  it('asks first', async () => {
    await server.command('trésorerie')
    const { args } = await server.slack.call('response_url')
    expect(shown(args)).toContain('"confirm":{"title":{"type":"plain_text","text":"Partager cette fiche"}')
  })

  it('posts the card for all, with the name of who shared it', async () => {
    await server.press(press('share'), { isEphemeral: true })
    const { args } = await server.slack.call('chat.postMessage')
    expect(args.channel).toBe(CHANNEL)
    expect(args.text).toMatch(/^Fiche partagée par <@U0ASKER>\n/)
    expect(shown(args)).toContain('Fiche partagée par <@U0ASKER>')
    expect(buttonsOf(args.blocks)).not.toHaveProperty('Partager')
    expect(server.core.pressed).toMatchObject([{ by: { private: false } }])
  })

  it('takes the address of the press where the bot is no member', async () => {
    server.slack.set('chat.postMessage', { kind: 'error', error: 'not_in_channel' })
    await server.press(press('share'), { isEphemeral: true })
    expect((await server.slack.call('response_url')).args).toMatchObject({
      response_type: 'in_channel',
      replace_original: false,
    })
  })

  it('never posts a sensitive card', async () => {
    await server.close()
    server = await startSlack({
      change: ({ core, ...services }) => ({
        ...services,
        core: { ...core, act: () => core.ask({ text: 'agressée', private: true, record: false }) },
      }),
    })
    await server.press(press('share'), { isEphemeral: true })
    expect((await server.slack.call('response_url')).args.text).toContain('Ce bouton n’est plus valable')
    expect(server.slack.of('chat.postMessage')).toEqual([])
  })
})

describe('a button that leads nowhere', () => {
  it('says so where what it belongs to is gone', async () => {
    await server.press(press('open', { answer: GONE }), { isEphemeral: true })
    const { args } = await server.slack.call('response_url')
    expect(args).toMatchObject({ text: 'gone (fr)', replace_original: false })
  })

  it.each([
    ['an action nobody knows', 'explode.A1b2C3d4E5f6.fr..', undefined],
    ['an id that is none', 'open.short.fr..', undefined],
    ['an entity that is markup', 'open.A1b2C3d4E5f6.fr.<!channel>.', undefined],
    ['nothing', '', undefined],
    ['an element that is not ours', press('open'), 'somebody:else'],
  ])('says so for %s, in the reader’s language', async (_name, value, actionId) => {
    server.slack.locale = 'en-US'
    await server.press(value, { isEphemeral: true, ...(actionId ? { actionId } : {}) })
    const { args } = await server.slack.call('response_url')
    expect(args).toMatchObject({ response_type: 'ephemeral', replace_original: false })
    expect(args.text).toBe('This button is no longer valid. Please ask your question again.')
    expect(server.core.pressed).toEqual([])
  })

  it('says so where the core fails', async () => {
    await server.close()
    server = await startSlack({
      change: ({ core, ...services }) => ({
        ...services,
        core: { ...core, act: () => Promise.reject(new Error('broken')) },
      }),
    })
    await server.press(press('open'), { isEphemeral: true })
    expect((await server.slack.call('response_url')).args.text).toContain('Une erreur est survenue')
  })
})
