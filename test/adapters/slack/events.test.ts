import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonsOf } from '../../support/slack-blocks.ts'
import { type SlackServer, startSlack } from '../../support/slack-server.ts'
import { CHANNEL, DIRECT, mentionBody, USER } from '../../support/slack-signer.ts'

let server: SlackServer
beforeEach(async () => {
  server = await startSlack()
})
afterEach(() => server.close())

const shown = (args: Readonly<Record<string, unknown>>): string => JSON.stringify(args.blocks)

describe('/oim', () => {
  it('shows the card to the asker alone, with a button to share', async () => {
    await server.command('unit trésorerie')
    const { args } = await server.slack.call('response_url')
    expect(args).toMatchObject({ response_type: 'ephemeral', replace_original: false })
    expect(shown(args)).toContain('*Division de la trésorerie*')
    expect(args.text).toContain('Division de la trésorerie')
    expect(Object.keys(buttonsOf(args.blocks))).toEqual(
      expect.arrayContaining(['Escalader', 'Au-dessus', 'Partager', 'English', 'Signaler une erreur']),
    )
    expect(server.core.asked).toMatchObject([
      { text: 'trésorerie', intent: 'find', private: true, record: true },
    ])
  })

  it('reaches the asker by the Web API where the address has expired', async () => {
    server.slack.set('response_url', { kind: 'status', status: 404 })
    await server.command('trésorerie')
    const { args } = await server.slack.call('chat.postEphemeral')
    expect(args).toMatchObject({ channel: CHANNEL, user: USER })
    await server.settle()
    expect(server.slack.of('response_url')).toHaveLength(1)
  })

  it('sends nothing to an address that is not Slack’s', async () => {
    await server.command('trésorerie', { response_url: 'https://hooks.slack.com.evil.example/x' })
    await server.slack.call('chat.postEphemeral')
    expect(server.slack.of('response_url')).toEqual([])
    expect(server.logged.join('')).toContain('another host: hooks.slack.com.evil.example')
  })

  it('shows help for no text', async () => {
    await server.command('')
    expect(shown((await server.slack.call('response_url')).args)).toContain('• trésorerie')
  })

  it('says so where the core fails, in the asker’s language', async () => {
    server.slack.locale = 'es-ES'
    await server.command('boom')
    expect((await server.slack.call('response_url')).args.text).toContain('Se ha producido un error')
  })
})

describe('a mention', () => {
  it('is answered in its thread, for all', async () => {
    await server.mention('qui tient la trésorerie ?')
    const { args } = await server.slack.call('chat.postMessage')
    expect(args).toMatchObject({ channel: CHANNEL, thread_ts: '1700000000.000100' })
    expect(buttonsOf(args.blocks)).not.toHaveProperty('Partager')
    expect(server.core.asked).toMatchObject([{ text: '<@U0BOT> qui tient la trésorerie ?', private: false }])
  })

  it('in a running thread is answered there, and is another turn of it', async () => {
    await server.mention('trésorerie', { ts: '1700000000.000100' })
    await server.mention('stress', { ts: '1700000005.000500', thread_ts: '1700000000.000100' })
    const { args } = await server.slack.call('chat.postMessage', 2)
    expect(args).toMatchObject({ thread_ts: '1700000000.000100' })
    const keys = server.core.asked.map(question => question.conversation)
    expect(keys[1]).toBe(keys[0])
    expect(keys[0]).toMatch(/^[\w-]{32}$/)
  })

  it('on a sensitive matter is answered to the asker alone, with a neutral line for the others', async () => {
    await server.mention('on m’a agressée au bureau')
    const line = await server.slack.call('chat.postMessage')
    expect(line.args.text).toBe('La réponse a été envoyée en privé à la personne qui a posé la question.')
    const [whispered] = server.slack.of('chat.postEphemeral')
    expect(whispered?.args).toMatchObject({ channel: CHANNEL, user: USER })
    expect(buttonsOf(whispered?.args.blocks)).not.toHaveProperty('Partager')
    expect(buttonsOf(whispered?.args.blocks)).not.toHaveProperty('Oui')
  })

  it('is answered to the asker alone where the channel takes no posts', async () => {
    server.slack.set('chat.postMessage', { kind: 'error', error: 'restricted_action' })
    await server.mention('trésorerie')
    expect((await server.slack.call('chat.postEphemeral')).args).toMatchObject({ user: USER })
  })
})

describe('a direct message', () => {
  it('is answered in the conversation', async () => {
    await server.direct('trésorerie')
    const { args } = await server.slack.call('chat.postMessage')
    expect(args.channel).toBe(DIRECT)
    expect(args).not.toHaveProperty('thread_ts')
    expect(server.core.asked).toMatchObject([{ private: true }])
  })

  it('in a thread is answered in the thread', async () => {
    await server.direct('trésorerie', { thread_ts: '1699999999.000100' })
    expect((await server.slack.call('chat.postMessage')).args.thread_ts).toBe('1699999999.000100')
  })

  it('on a sensitive matter is answered there: nobody else reads it', async () => {
    await server.direct('on m’a agressée au bureau')
    await server.slack.call('chat.postMessage')
    await server.settle()
    expect(server.slack.of('chat.postMessage')).toHaveLength(1)
    expect(server.slack.of('chat.postEphemeral')).toEqual([])
  })
})

describe('the language', () => {
  it('follows the locale that Slack tells, asked once an hour', async () => {
    server.slack.locale = 'en-GB'
    await server.command('trésorerie')
    await server.slack.call('response_url')
    expect(await (await server.command('trésorerie')).text()).toContain('Treasury Division')
    expect(server.slack.of('users.info')).toHaveLength(1)
  })

  it('is the saved one rather', async () => {
    const asker = server.services.secret.hash('asker', 'slack', 'T0TEAM', USER)
    await server.services.store.preferences.setLang(asker, 'es')
    await server.command('trésorerie')
    expect(shown((await server.slack.call('response_url')).args)).toContain('División de Tesorería')
    expect(server.core.asked).toMatchObject([{ asker, saved: 'es', locale: 'fr-FR' }])
  })

  it('is the default where Slack tells none', async () => {
    server.slack.set('users.info', { kind: 'error', error: 'user_not_found' })
    await server.command('trésorerie')
    expect(shown((await server.slack.call('response_url')).args)).toContain('Division de la trésorerie')
  })
})

describe('what is not answered', () => {
  it.each([
    ['a bot’s message', { bot_id: 'B0OTHER' }],
    ['Slackbot’s message', { user: 'USLACKBOT' }],
    ['the bot’s own message', { user: 'U0BOT' }],
    ['an edited message', { subtype: 'message_changed', user: undefined, text: undefined }],
    ['an edited mention', { edited: { user: USER, ts: '1.1' } }],
    ['a joining', { subtype: 'channel_join' }],
    ['a message in a channel, which comes as a mention too', { channel: CHANNEL, channel_type: 'channel' }],
  ])('%s', async (_name, fields) => {
    expect((await server.direct('trésorerie', fields)).status).toBe(200)
    await server.settle()
    expect(server.slack.calls).toEqual([])
  })

  it('a mention in the direct conversation, which comes as a message too', async () => {
    await server.mention('trésorerie', { channel: DIRECT })
    await server.direct('<@U0BOT> trésorerie')
    await server.slack.call('chat.postMessage')
    await server.settle()
    expect(server.core.asked).toHaveLength(1)
  })

  it('a repetition: the same event three times is answered once', async () => {
    const body = mentionBody('trésorerie')
    const replies = await Promise.all([server.post(body), server.post(body), server.post(body)])
    expect(replies.map(reply => reply.status)).toEqual([200, 200, 200])
    await server.slack.call('chat.postMessage')
    await server.post(body)
    await server.settle()
    expect(server.slack.of('chat.postMessage')).toHaveLength(1)
  })
})

describe('a text that speaks Slack’s markup', () => {
  it('is shown as text', async () => {
    await server.mention('&lt;!channel&gt; &amp; @here *gras* `code` <https://evil.example|clic> <script>')
    const { args } = await server.slack.call('chat.postMessage')
    const everything = JSON.stringify(args)
    expect(everything).toContain('&lt;!channel&gt; &amp;')
    for (const markup of ['<!channel>', '@here', '*gras*', '`', '<https', '<script'])
      expect(everything).not.toContain(markup)
  })

  it.each(['🎉🎉', '?!…', '\u202Eesrever', '\u200B\u200D', 'a'.repeat(40_000)])(
    '%.10s is answered',
    async text => {
      await server.command(text)
      await server.slack.call('response_url')
      expect(server.core.asked[0]?.text.length).toBeLessThanOrEqual(4_000)
    },
  )
})

describe('the log', () => {
  it('holds neither what was asked nor a secret', async () => {
    server.slack.set('chat.postMessage', { kind: 'error', error: 'is_archived' })
    await server.mention('trésorerie confidentielle')
    await server.command('boom confidentiel')
    await server.settle()
    const log = server.logged.join('\n')
    expect(log).toContain('is_archived')
    for (const secret of ['confidentiel', 'xoxb-', 'commands/T0TEAM', USER]) expect(log).not.toContain(secret)
  })
})
