import { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faultsOfOptions } from '../../support/slack-blocks.ts'
import { createSlackDouble, type SlackDouble } from '../../support/slack-double.ts'

/** The double is the judge of the other tests here, so that it is itself tried with what is wrong. */

let slack: SlackDouble
beforeEach(async () => {
  slack = await createSlackDouble()
})
afterEach(() => slack.close())

const BLOCKS = [{ type: 'section', text: { type: 'mrkdwn', text: 'a' } }]
const GOOD = { channel: 'C0GENERAL', text: 'a', blocks: BLOCKS }
const MODAL = { type: 'modal', title: { type: 'plain_text', text: 'a' }, blocks: BLOCKS }
const INPUT = { type: 'input', label: { type: 'plain_text', text: 'a' }, element: { type: 'datepicker' } }

async function call(method: string, args: Record<string, unknown>): Promise<void> {
  const client = new WebClient('xoxb-test', { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } })
  await client.apiCall(method, args).catch(() => {})
}

describe('the Slack double takes', () => {
  it.each([
    ['chat.postMessage', GOOD],
    ['views.open', { trigger_id: '1.2', view: MODAL }],
    ['views.publish', { user_id: 'U0ASKER', view: { ...MODAL, type: 'home' } }],
    [
      'chat.unfurl',
      { channel: 'C0GENERAL', ts: '1700000000.000100', unfurls: { 'https://a.b/c': { blocks: BLOCKS } } },
    ],
  ])('%s', async (method, args) => {
    await call(method, args)
    expect(slack.of(method)).toHaveLength(1)
    expect(slack.faults).toEqual([])
  })
})

describe('the Slack double writes down', () => {
  it.each([
    ['a method that Slack does not have', 'chat.shout', GOOD, 'unknown method'],
    [
      'an argument that is not of the method',
      'chat.postMessage',
      { ...GOOD, view: MODAL },
      'Unrecognized key',
    ],
    ['an argument that is missing', 'chat.postMessage', { ...GOOD, channel: undefined }, 'channel'],
    ['a channel that is no id', 'chat.postMessage', { ...GOOD, channel: '#general' }, 'no id'],
    ['a text that is too long', 'chat.postMessage', { ...GOOD, text: 'a'.repeat(4_001) }, 'text'],
    ['too many blocks', 'chat.postMessage', { ...GOOD, blocks: Array(51).fill(BLOCKS[0]) }, '51 blocks'],
    ['an input in a message', 'chat.postMessage', { ...GOOD, blocks: [INPUT] }, 'an input in a message'],
    [
      'a modal title that is too long',
      'views.open',
      { trigger_id: '1.2', view: { ...MODAL, title: { text: 'a'.repeat(25) } } },
      'view title',
    ],
    [
      'an input without a submit button',
      'views.open',
      { trigger_id: '1.2', view: { ...MODAL, blocks: [INPUT] } },
      'without submit',
    ],
    [
      'an unfurl that is no address',
      'chat.unfurl',
      { channel: 'C0GENERAL', ts: '1700000000.000100', unfurls: { a: { blocks: BLOCKS } } },
      'unfurls',
    ],
    [
      'a fifth prompt',
      'assistant.threads.setSuggestedPrompts',
      { channel_id: 'D0DIRECT', prompts: Array(5).fill({ title: 'a', message: 'a' }) },
      'prompts',
    ],
  ])('%s', async (_name, method, args, fault) => {
    await call(method, args)
    expect(slack.faults.join()).toContain(fault)
  })
})

it('a fault of one workspace is no fault of the others', async () => {
  slack.set('chat.postMessage', { kind: 'error', error: 'account_inactive' }, 'xoxb-other')
  const post = (token: string) =>
    new WebClient(token, { slackApiUrl: slack.apiUrl }).apiCall('chat.postMessage', GOOD)
  await expect(post('xoxb-other')).rejects.toThrow('account_inactive')
  expect((await post('xoxb-test')).ok).toBe(true)
})

it('options for a select are counted and measured', () => {
  const option = (value: string) => ({ text: { type: 'plain_text', text: 'a' }, value })
  expect(faultsOfOptions([option('v'.repeat(75))])).toEqual([])
  expect(faultsOfOptions([option('v'.repeat(76))])).toHaveLength(1)
  expect(faultsOfOptions(Array(101).fill(option('v')))).toEqual(['101 options'])
})
