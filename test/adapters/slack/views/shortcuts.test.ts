import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerId } from '../../../../src/answer/answer.ts'
import { encodePress } from '../../../../src/cards/press.ts'
import { idOf } from '../../../support/fake-directory.ts'
import { buttonsOf } from '../../../support/slack-blocks.ts'
import { type SlackServer, startSlack } from '../../../support/slack-server.ts'
import {
  CHANNEL,
  globalShortcutBody,
  messageShortcutBody,
  submissionBody,
  USER,
  viewPressBody,
} from '../../../support/slack-signer.ts'

let server: SlackServer
beforeEach(async () => {
  server = await startSlack()
})
afterEach(() => server.close())

const text = (part: unknown): string => JSON.stringify(part)
const blocksOf = (view: unknown): unknown => (view as { blocks: unknown }).blocks
const ANSWER = answerId.parse('A1b2C3d4E5f6')
const THREAD = '1700000001.000200'

/** 'Who handles this?' on a message with this text; resolves to the modal. */
async function propose(message: string, fields?: Record<string, unknown>): Promise<unknown> {
  await server.post(messageShortcutBody(message, server.slack.responseUrl, fields))
  return (await server.slack.call('views.open')).args.view
}
async function press(view: unknown, value: string | undefined): Promise<void> {
  await server.post(viewPressBody(view, { action_id: `oim:${value}`, type: 'button', value }))
}

describe('‘Who handles this?’ on a message', () => {
  it('opens a modal with the proposal, the alternatives and a menu over the directory', async () => {
    const view = await propose('Qui tient la trésorerie ici ?')
    expect(text(view)).toContain('*Division de la trésorerie*')
    expect(text(view)).toContain('Autres possibilités')
    expect(text(view)).toContain('*Département de la gestion financière et administrative*')
    expect(text(view)).toContain('"action_id":"oim:pick:fr"')
    expect(view).toMatchObject({
      title: { text: 'Qui s’en occupe ?' },
      submit: { text: 'Répondre dans le fil' },
      close: { text: 'Fermer' },
    })
    expect(buttonsOf(view)).not.toHaveProperty('Partager')
  })

  it('reads a text of somebody else, which is not recorded', async () => {
    await propose('trésorerie')
    expect(server.core.asked).toMatchObject([{ text: 'trésorerie', private: true, record: false }])
  })

  it('posts the card in the thread of the message when it is sent off, with the name of who did', async () => {
    const view = await propose('trésorerie')
    const acknowledged = await server.post(submissionBody(view))
    expect(await acknowledged.text()).toBe('')
    const { args } = await server.slack.call('chat.postMessage')
    expect(args).toMatchObject({ channel: CHANNEL, thread_ts: THREAD })
    expect(args.text).toMatch(/^Fiche partagée par <@U0ASKER>\nDivision de la trésorerie/)
    expect(server.core.pressed).toMatchObject([{ press: { action: 'share' }, by: { private: false } }])
  })

  it('on a reply in a thread posts to that thread', async () => {
    const view = await propose('trésorerie', { thread_ts: '1699999999.000100' })
    await server.post(submissionBody(view))
    expect((await server.slack.call('chat.postMessage')).args.thread_ts).toBe('1699999999.000100')
  })

  it('posts through the address of the shortcut where the bot is no member', async () => {
    server.slack.set('chat.postMessage', { kind: 'error', error: 'not_in_channel' })
    const view = await propose('trésorerie')
    await server.post(submissionBody(view))
    expect((await server.slack.call('response_url')).args).toMatchObject({
      response_type: 'in_channel',
      replace_original: false,
      thread_ts: THREAD,
    })
  })

  it('tells the person alone where it cannot be posted at all', async () => {
    const view = await propose('trésorerie')
    server.slack.set('chat.postMessage', { kind: 'error', error: 'not_in_channel' })
    server.slack.set('response_url', { kind: 'status', status: 404 })
    await server.post(submissionBody(view))
    const { args } = await server.slack.call('chat.postMessage', 2)
    expect(args).toMatchObject({ channel: USER })
    expect(args.text).toContain('Invitez le robot')
  })

  it('shows another proposal in its place, and posts what is shown', async () => {
    const view = await propose('stress')
    expect(view).not.toHaveProperty('submit')
    const opened = Object.values(buttonsOf(blocksOf(view))).find(({ value }) =>
      value.includes(idOf('finance')),
    )
    await press(view, opened?.value)
    const { args } = await server.slack.call('views.update')
    expect(args).toMatchObject({ view_id: 'V0VIEW', view: { submit: { text: 'Répondre dans le fil' } } })
    expect(text(args.view)).toContain('Autres possibilités')
    expect(text(args.view)).toContain('*Division de la trésorerie*')
    await server.post(submissionBody(args.view))
    expect((await server.slack.call('chat.postMessage')).args.text).toContain('Département de la gestion')
  })

  it('shows the unit that was picked from the menu', async () => {
    const view = await propose('quel temps fait-il ?')
    const value = encodePress({ action: 'open', answer: ANSWER, lang: 'fr', entity: idOf('dg') })
    await server.post(
      viewPressBody(view, {
        action_id: 'oim:pick:fr',
        type: 'external_select',
        selected_option: { text: { type: 'plain_text', text: 'x' }, value },
      }),
    )
    expect(text((await server.slack.call('views.update')).args.view)).toContain('*Directeur général*')
  })

  it('says a line over the modal, which stays', async () => {
    const view = await propose('trésorerie')
    await press(view, buttonsOf(view).Oui?.value)
    const { args } = await server.slack.call('views.push')
    expect(text(args.view)).toContain('thanks (fr)')
    expect(args.view).not.toHaveProperty('submit')
  })

  it('on a sensitive matter shows the card to the person alone, with nothing to post', async () => {
    const view = await propose('on m’a agressée au bureau')
    expect(view).not.toHaveProperty('submit')
    expect(text(view)).toContain('Ce robot n’a rien signalé à personne.')
    expect(text(view)).not.toContain('Autres possibilités')
    await server.post(submissionBody(view))
    await server.settle()
    expect(server.slack.of('chat.postMessage')).toEqual([])
  })

  it('on a message without words offers the menu', async () => {
    const view = await propose('')
    expect(text(view)).toContain('ne contient pas de texte')
    expect(text(view)).toContain('oim:pick:fr')
    expect(server.core.asked).toEqual([])
  })

  it('whispers the card where the modal comes too late', async () => {
    server.slack.set('views.open', { kind: 'error', error: 'expired_trigger_id' })
    await server.post(messageShortcutBody('trésorerie', server.slack.responseUrl))
    const { args } = await server.slack.call('chat.postEphemeral')
    expect(args).toMatchObject({ channel: CHANNEL, user: USER })
    expect(text(args.blocks)).toContain('*Division de la trésorerie*')
  })

  it('writes to the person where the modal comes too late and the bot is no member', async () => {
    server.slack.set('views.open', { kind: 'error', error: 'expired_trigger_id' })
    server.slack.set('chat.postEphemeral', { kind: 'error', error: 'not_in_channel' })
    await server.post(messageShortcutBody('trésorerie', server.slack.responseUrl))
    expect((await server.slack.call('chat.postMessage')).args.channel).toBe(USER)
  })

  it('says so in the modal where the core fails', async () => {
    expect(text(await propose('boom'))).toContain('Une erreur est survenue')
  })

  it('delivered three times opens one modal', async () => {
    const body = messageShortcutBody('trésorerie', server.slack.responseUrl)
    await Promise.all([server.post(body), server.post(body), server.post(body)])
    await server.settle()
    expect(server.slack.of('views.open')).toHaveLength(1)
  })
})

describe('the shortcut of the message box', () => {
  async function search(): Promise<unknown> {
    await server.post(globalShortcutBody())
    return (await server.slack.call('views.open')).args.view
  }

  it('opens a box to ask in and a menu over the directory, in the reader’s language', async () => {
    server.slack.locale = 'es-ES'
    const view = await search()
    expect(view).toMatchObject({ type: 'modal', submit: { text: 'Buscar' } })
    expect(text(view)).toContain('"type":"plain_text_input"')
    expect(text(view)).toContain('"action_id":"oim:pick:es"')
  })

  it('answers below the box when return is pressed', async () => {
    const view = await search()
    await server.post(
      viewPressBody(view, { action_id: 'search:ask', type: 'plain_text_input', value: 'trésorerie' }),
    )
    const { args } = await server.slack.call('views.update')
    expect(text(args.view)).toContain('*Division de la trésorerie*')
    expect(text(args.view)).toContain('"type":"plain_text_input"')
    expect(server.core.asked).toMatchObject([{ text: 'trésorerie', private: true, record: true }])
  })

  it('stays open when it is sent off, says that it searches, and then shows the card', async () => {
    const view = await search()
    const acknowledged = await server.post(submissionBody(view, 'phishing'))
    const said = await acknowledged.json()
    expect(said).toMatchObject({ response_action: 'update', view: { type: 'modal' } })
    expect(text(said)).toContain('Recherche en cours')
    const { args } = await server.slack.call('views.update')
    expect(text(args.view)).toContain('1.  *Division de la trésorerie*')
    expect(text(args.view)).not.toContain('Recherche en cours')
    expect(args.view).toMatchObject({ submit: { text: 'Chercher' } })
  })

  it('keeps the conversation from one question to the next', async () => {
    const view = await search()
    await server.post(submissionBody(view, 'trésorerie'))
    await server.slack.call('views.update')
    await server.post(submissionBody(view, 'stress'))
    await server.slack.call('views.update', 2)
    const [first, second] = server.core.asked
    expect(second?.conversation).toBe(first?.conversation)
  })

  it('proposes nothing that belonged to the question before', async () => {
    const view = await search()
    await server.post(submissionBody(view, 'trésorerie'))
    const first = await server.slack.call('views.update')
    expect(text(first.args.view)).toContain('Autres possibilités')
    await server.post(submissionBody(first.args.view, 'phishing'))
    const second = await server.slack.call('views.update', 2)
    expect(text(second.args.view)).not.toContain('Autres possibilités')
  })

  it('tells nobody anything where the modal was closed meanwhile', async () => {
    const view = await search()
    server.slack.set('views.update', { kind: 'error', error: 'not_found' })
    await server.post(submissionBody(view, 'trésorerie'))
    await server.slack.call('views.update')
    await server.settle()
    expect(server.slack.calls.map(({ method }) => method)).not.toContain('chat.postMessage')
    expect(server.logged.join()).not.toContain('tried again later')
  })

  it('writes to the person where the modal comes too late', async () => {
    server.slack.set('views.open', { kind: 'error', error: 'expired_trigger_id' })
    await server.post(globalShortcutBody())
    const { args } = await server.slack.call('chat.postMessage')
    expect(args).toMatchObject({ channel: USER })
    expect(args.text).toContain('n’a pas pu s’ouvrir à temps')
  })

  it('says a line for a button that is none of ours', async () => {
    const view = await search()
    await server.post(viewPressBody(view, { action_id: 'somebody:else', type: 'button', value: 'x' }))
    expect(text((await server.slack.call('views.push')).args.view)).toContain('n’est plus valable')
  })
})

describe('a modal', () => {
  it('whose data nobody can read does nothing when it is sent off', async () => {
    const odd = { type: 'modal', callback_id: 'oim:search', private_metadata: '{"kind":"search"' }
    expect(await (await server.post(submissionBody(odd, 'trésorerie'))).text()).toBe('')
    await server.settle()
    expect(server.slack.calls).toEqual([])
  })
})
