import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeadEnd } from '../../../adapters/slack/failures.ts'
import { createRespond, type Respond } from '../../../adapters/slack/response-url.ts'
import { createSlackDouble, type SlackDouble } from '../../support/slack-double.ts'

let slack: SlackDouble
beforeEach(async () => {
  slack = await createSlackDouble()
})
afterEach(() => slack.close())

const MESSAGE: Parameters<Respond>[1] = {
  text: 'a',
  blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'a' } }],
  response_type: 'ephemeral',
  replace_original: false,
}

describe('an address that comes with a request', () => {
  it.each([
    'http://hooks.slack.com/commands/1',
    'https://hooks.slack.com:8443/commands/1',
    'https://hooks.slack.com@evil.example/',
    'https://user:pass@hooks.slack.com/',
    'https://evilslack.com/',
    'https://slack.com.evil.example/',
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:1/commands',
    'file:///etc/passwd',
    'not an address',
    '',
    undefined,
  ])('%s is refused', async address => {
    await expect(createRespond(slack.apiUrl, 1_000)(address, MESSAGE)).rejects.toThrow(DeadEnd)
  })

  it.each([
    'https://hooks.slack.com/commands/T1/1/x',
    'https://slack.com/x',
    'https://hooks.slack-gov.com/x',
  ])('%s is Slack’s', async address => {
    const sent: string[] = []
    const { fetch } = globalThis
    globalThis.fetch = async url => {
      sent.push(String(url))
      return new Response('ok')
    }
    try {
      await createRespond(undefined, 1_000)(address, MESSAGE)
    } finally {
      globalThis.fetch = fetch
    }
    expect(sent).toEqual([address])
  })

  it('of the configured Web API’s own host is taken', async () => {
    await createRespond(slack.apiUrl, 1_000)(slack.responseUrl, MESSAGE)
    expect((await slack.call('response_url')).args).toEqual(MESSAGE)
  })

  it.each([
    [404, true],
    [410, true],
    [400, true],
    [429, false],
    [500, false],
  ])('that answers %i is closed for good: %s', async (status, isFinal) => {
    slack.set('response_url', { kind: 'status', status })
    const failure = await createRespond(slack.apiUrl, 1_000)(slack.responseUrl, MESSAGE).catch(
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(Error)
    expect(failure instanceof DeadEnd).toBe(isFinal)
  })

  it('that redirects is not followed', async () => {
    slack.set('response_url', { kind: 'status', status: 302, headers: { location: slack.responseUrl } })
    await expect(createRespond(slack.apiUrl, 1_000)(slack.responseUrl, MESSAGE)).rejects.toThrow()
    expect(slack.calls).toHaveLength(1)
  })

  it('that hangs is left', async () => {
    slack.set('response_url', { kind: 'hang' })
    await expect(createRespond(slack.apiUrl, 20)(slack.responseUrl, MESSAGE)).rejects.toThrow()
  })
})
