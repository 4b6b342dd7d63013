import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SlackServer, startSlack } from '../../support/slack-server.ts'
import { DIRECT, eventBody, USER } from '../../support/slack-signer.ts'

let server: SlackServer
beforeEach(async () => {
  server = await startSlack()
})
afterEach(() => server.close())

const THREAD = '1699999999.000100'
const PROMPTS = 'assistant.threads.setSuggestedPrompts'
const openTab = (tab: string): Promise<Response> =>
  server.post(eventBody({ type: 'app_home_opened', channel: DIRECT, tab }))
const startThread = (): Promise<Response> =>
  server.post(
    eventBody({
      type: 'assistant_thread_started',
      assistant_thread: { user_id: USER, channel_id: DIRECT, thread_ts: THREAD, context: {} },
    }),
  )

describe('the agent suggests questions', () => {
  it.each([
    ['fr-FR', 'laissez-passer des Nations Unies'],
    ['en-GB', 'who handles the UN laissez-passer?'],
    ['es-ES', '¿'],
  ])('in its Messages tab, in %s', async (locale, text) => {
    server.slack.locale = locale
    await openTab('messages')
    const { args } = await server.slack.call(PROMPTS)
    expect(args).toMatchObject({ channel_id: DIRECT })
    expect(args).not.toHaveProperty('thread_ts')
    expect(JSON.stringify(args.prompts)).toContain(text)
    await server.settle()
    expect(server.slack.of('views.publish')).toEqual([])
  })

  it('in a thread of the older container', async () => {
    await startThread()
    expect((await server.slack.call(PROMPTS)).args).toMatchObject({ channel_id: DIRECT, thread_ts: THREAD })
  })

  it('nowhere where the app is no agent, and nothing is tried again', async () => {
    server.slack.set(PROMPTS, { kind: 'error', error: 'not_allowed' })
    await openTab('messages')
    await server.slack.call(PROMPTS)
    await server.settle()
    expect(server.slack.of(PROMPTS)).toHaveLength(1)
  })
})

describe('a turn in a thread with the agent', () => {
  it('shows a status, is answered there, once, and names the thread', async () => {
    await server.direct('trésorerie', { thread_ts: THREAD })
    const { args: title } = await server.slack.call('assistant.threads.setTitle')
    expect(title).toMatchObject({ channel_id: DIRECT, thread_ts: THREAD, title: 'trésorerie' })
    const { args: status } = await server.slack.call('assistant.threads.setStatus')
    expect(status).toMatchObject({ channel_id: DIRECT, thread_ts: THREAD })
    await server.settle()
    expect(server.slack.of('chat.postMessage').map(({ args }) => args.thread_ts)).toEqual([THREAD])
  })

  it('goes on from the turn before', async () => {
    await server.direct('trésorerie', { thread_ts: THREAD })
    await server.direct('stress', { thread_ts: THREAD, ts: '1700000005.000500' })
    await server.slack.call('chat.postMessage', 2)
    const [first, second] = server.core.asked
    expect(second?.conversation).toBe(first?.conversation)
  })

  it('on a sensitive matter is given no title', async () => {
    await server.direct('on m’a agressée au bureau', { thread_ts: THREAD })
    await server.slack.call('chat.postMessage')
    await server.settle()
    expect(server.slack.of('assistant.threads.setTitle')).toEqual([])
  })

  it('is answered though neither status nor title can be shown', async () => {
    server.slack.set('assistant.threads.setStatus', { kind: 'error', error: 'missing_scope' })
    server.slack.set('assistant.threads.setTitle', { kind: 'error', error: 'missing_scope' })
    await server.direct('trésorerie', { thread_ts: THREAD })
    await server.slack.call('chat.postMessage')
    await server.settle()
    expect(server.slack.of('chat.postMessage')).toHaveLength(1)
  })
})

describe('the workflow step', () => {
  const run = (question: string, callback = 'find-unit'): Promise<Response> =>
    server.post(
      eventBody({
        type: 'function_executed',
        function: { callback_id: callback, type: 'app' },
        inputs: { question },
        function_execution_id: 'Fx0STEP',
        workflow_execution_id: 'Wx0RUN',
        bot_access_token: 'xwfp-run',
      }),
    )

  it('gives the unit, the way up and how sure it is, with the token of the run', async () => {
    await run('hameçonnage')
    const { args, token } = await server.slack.call('functions.completeSuccess')
    expect(token).toBe('xwfp-run')
    expect(args.function_execution_id).toBe('Fx0STEP')
    expect(args.outputs).toMatchObject({
      name: 'Division de la trésorerie',
      chain: expect.stringMatching(/^Division de la trésorerie › /),
      confidence: 0.9,
      contact_channel: expect.any(String),
    })
    expect(server.core.asked).toMatchObject([{ record: false, private: true, intent: 'escalate' }])
  })

  it('gives empty texts where the directory names no unit', async () => {
    await run('quel temps fait-il ?')
    const { args } = await server.slack.call('functions.completeSuccess')
    expect(args.outputs).toMatchObject({ unit_id: '', name: '', chain: '' })
  })

  it('fails in words where the core fails', async () => {
    await run('boom')
    expect((await server.slack.call('functions.completeError')).args.error).toContain(
      'Une erreur est survenue',
    )
  })

  it('of another app is none of ours', async () => {
    expect((await run('trésorerie', 'somebody-else')).status).toBe(200)
    await server.settle()
    expect(server.core.asked).toEqual([])
  })
})
