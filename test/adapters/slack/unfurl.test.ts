import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonsOf } from '../../support/slack-blocks.ts'
import { withOurs } from '../../support/slack-ours.ts'
import { type SlackServer, startSlack } from '../../support/slack-server.ts'
import { CHANNEL, linkSharedBody, USER } from '../../support/slack-signer.ts'

let server: SlackServer
beforeEach(async () => {
  server = await startSlack({
    change: services => ({ ...withOurs()(services), publicUrl: 'https://oim.example/bot' }),
  })
})
afterEach(() => server.close())

const TREASURY = 'https://oim.example/bot/unit/div-tresorerie?lang=en'
const text = (part: unknown): string => JSON.stringify(part)

describe('a link to a unit’s page', () => {
  it('gets a compact card, in the language of the link', async () => {
    await server.post(linkSharedBody([TREASURY]))
    const { args } = await server.slack.call('chat.unfurl')
    expect(args).toMatchObject({ channel: CHANNEL, ts: '1700000001.000200' })
    expect(Object.keys(args.unfurls as object)).toEqual([TREASURY])
    expect(text(args.unfurls)).toContain('*Treasury Division*')
    expect(text(args.unfurls)).toContain('Division · Director General › ')
  })

  it('is unfolded while it is still being written', async () => {
    const fields = {
      channel: 'COMPOSER',
      message_ts: 'U0ASKER-909b5454-75f8',
      unfurl_id: 'U0.1-2',
      source: 'composer',
    }
    await server.post(linkSharedBody([TREASURY], fields))
    const { args } = await server.slack.call('chat.unfurl')
    expect(args).toMatchObject({ source: 'composer', unfurl_id: 'U0.1-2' })
    expect(args).not.toHaveProperty('channel')
  })

  it('opens the whole card for whoever presses, alone, and leaves the message as it is', async () => {
    await server.post(linkSharedBody([TREASURY]))
    const open = buttonsOf((await server.slack.call('chat.unfurl')).args.unfurls).Open?.value ?? ''
    const container = {
      type: 'message_attachment',
      message_ts: '1700000001.000200',
      attachment_id: 1,
      channel_id: CHANNEL,
      is_ephemeral: false,
      is_app_unfurl: true,
    }
    await server.press(open, { fields: { container } })
    const { args } = await server.slack.call('chat.postEphemeral')
    expect(args).toMatchObject({ user: USER })
    expect(text(args.blocks)).toContain('Come here for')
    expect(server.slack.of('chat.update')).toEqual([])
  })

  it('twice in a message gets one card, and no more than five are unfolded', async () => {
    const many = ['budget', 'tresorerie', 'achats', 'audit', 'x', 'y'].map(
      name => `https://oim.example/bot/unit/div-${name}`,
    )
    await server.post(linkSharedBody([TREASURY, TREASURY, ...many]))
    const { args } = await server.slack.call('chat.unfurl')
    expect(Object.keys(args.unfurls as object).length).toBeLessThanOrEqual(5)
    expect(Object.keys(args.unfurls as object)).toContain(TREASURY)
  })
})

describe('what is not unfolded', () => {
  it.each([
    ['a unit that there is not', 'https://oim.example/bot/unit/nobody'],
    ['another page of ours', 'https://oim.example/bot/privacy'],
    ['another host', 'https://evil.example/bot/unit/div-tresorerie'],
    ['another host that ends alike', 'https://oim.example.evil.example/bot/unit/div-tresorerie'],
    ['another path', 'https://oim.example/unit/div-tresorerie'],
    ['no address', 'not an address'],
    ['a unit of sensitive matters', 'https://oim.example/bot/unit/bureau-deontologie'],
  ])('%s', async (_name, url) => {
    await server.post(linkSharedBody([url]))
    await server.settle()
    expect(server.slack.calls).toEqual([])
  })

  it('anything, where nobody knows the public address', async () => {
    await server.close()
    server = await startSlack({ change: withOurs() })
    await server.post(linkSharedBody([TREASURY]))
    await server.settle()
    expect(server.slack.calls).toEqual([])
  })

  it('a link that Slack refuses to: given up quietly', async () => {
    server.slack.set('chat.unfurl', { kind: 'error', error: 'cannot_unfurl_url' })
    await server.post(linkSharedBody([TREASURY]))
    await server.slack.call('chat.unfurl')
    await server.settle()
    expect(server.slack.of('chat.unfurl')).toHaveLength(1)
  })
})
