import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isFromSlack } from '../../../adapters/slack/verify.ts'
import { type SlackServer, startSlack } from '../../support/slack-server.ts'
import { commandBody, SIGNING_SECRET, signedHeaders } from '../../support/slack-signer.ts'

const NOW_MS = 1_700_000_000_000
const at = (seconds: number) => NOW_MS / 1000 + seconds

function judge(body: string, headers: Record<string, string | undefined>): boolean {
  const signed = {
    timestamp: headers['x-slack-request-timestamp'],
    signature: headers['x-slack-signature'],
    body: Buffer.from(body),
  }
  return isFromSlack(signed, SIGNING_SECRET, NOW_MS)
}

describe('a signature', () => {
  it('is Slack’s own published example', () => {
    // docs.slack.dev/authentication/verifying-requests-from-slack
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c'
    const signed = {
      timestamp: '1531420618',
      signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
      body: Buffer.from(body),
    }
    expect(isFromSlack(signed, '8f742231b10e8888abcd99yyyzzz85a5', 1531420618_000)).toBe(true)
  })

  it.each([
    [0, true],
    [-300, true],
    [-301, false],
    [60, true],
    [61, false],
  ])('made %i seconds from now is good: %s', (seconds, isGood) => {
    expect(judge('a=b', signedHeaders('a=b', { timestamp: at(seconds) }))).toBe(isGood)
  })

  it('of another secret, another body or another scheme is refused', () => {
    const good = signedHeaders('a=b', { timestamp: at(0) })
    expect(judge('a=b', signedHeaders('a=b', { timestamp: at(0), secret: 'other' }))).toBe(false)
    expect(judge('a=c', good)).toBe(false)
    const other = good['x-slack-signature']?.replace('v0=', 'v1=')
    expect(judge('a=b', { ...good, 'x-slack-signature': other })).toBe(false)
  })

  it.each(['', 'NaN', '1e9', '-5', ' 1700000000', '1700000000.0'])(
    'with the time "%s" is refused',
    timestamp => {
      const good = signedHeaders('a=b', { timestamp: at(0) })
      expect(judge('a=b', { ...good, 'x-slack-request-timestamp': timestamp })).toBe(false)
    },
  )
})

describe('a request', () => {
  let server: SlackServer
  beforeEach(async () => {
    server = await startSlack()
  })
  afterEach(() => server.close())

  const body = commandBody('trésorerie')
  const now = Math.floor(Date.now() / 1000)
  const { 'x-slack-signature': _, ...unsigned } = signedHeaders(body)
  const { 'x-slack-request-timestamp': __, ...timeless } = signedHeaders(body)
  it.each([
    ['without a signature', unsigned],
    ['without a time', timeless],
    ['signed with another secret', signedHeaders(body, { secret: 'other' })],
    ['signed for another body', signedHeaders(commandBody('stress'))],
    ['301 seconds old', signedHeaders(body, { timestamp: now - 301 })],
    ['more than 60 seconds ahead', signedHeaders(body, { timestamp: now + 65 })],
  ])('%s gets 401, and nothing is done', async (_name, headers) => {
    expect((await server.post(body, headers)).status).toBe(401)
    await server.settle()
    expect(server.core.asked).toEqual([])
    expect(server.slack.calls).toEqual([])
  })
})
