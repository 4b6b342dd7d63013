import { Assistant } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Lang } from '../../src/lang.ts'
import { answerDirect, type Tools } from './answers.ts'
import { messageSchema } from './bodies.ts'
import { cut } from './mrkdwn.ts'
import { langOf } from './readers.ts'
import type { Spot } from './send.ts'
import { threadStartedSchema } from './signals.ts'

/**
 * The conversation with the bot as an agent. In the newer form (`agent_view`) it is the Messages tab, in the
 * older one (`assistant_view`) a thread of its own container; the same prompts, status and title in both.
 */

const EXAMPLES = ['core:help.example1', 'core:help.example2', 'core:help.example3'] as const
/** The list of conversations shows no more of it. */
const TITLE_MOST = 60
/** What an answer can do without, so that it neither delays nor fails it. */
type Decoration = Promise<unknown>

/** The older form. Its context (which channel is beside it) changes no answer, so that none is kept. */
export const createAssistant = (tools: Tools): Assistant =>
  new Assistant({
    threadContextStore: { get: async () => ({}), save: async () => {} },
    threadStarted: ({ body, client }) => {
      const { team_id: team, event } = threadStartedSchema.parse(body)
      const { user_id: user, channel_id: channel, thread_ts: thread } = event.assistant_thread
      return suggest(tools, client, { team, user }, { channel, thread })
    },
    threadContextChanged: async () => {},
    userMessage: ({ event, body, client }) =>
      answerInThread(tools, client, body.team_id, messageSchema.parse(event)),
  })

/** The newer form: the Messages tab. Where the app is no agent, Slack has no prompts, and says so. */
export async function openMessages(
  tools: Tools,
  client: WebClient,
  who: { team: string; user: string },
  channel: string | undefined,
): Promise<void> {
  if (!channel) return
  try {
    await suggest(tools, client, who, { channel })
  } catch (error) {
    tools.services.log.debug({ err: error }, 'Slack shows no agent here')
  }
}

/** Examples to press, in the language of who opened the conversation. */
async function suggest(
  { services, readers }: Tools,
  client: WebClient,
  { team, user }: { team: string; user: string },
  { channel, thread }: Spot,
): Promise<void> {
  const lang = langOf(await readers.of(team, user), services.defaultLang)
  const prompts = EXAMPLES.map(key => {
    const text = services.translate(lang, key)
    return { title: cut(text, TITLE_MOST), message: text }
  })
  await client.assistant.threads.setSuggestedPrompts({
    channel_id: channel,
    ...(thread ? { thread_ts: thread } : {}),
    title: services.translate(lang, 'core:help.title'),
    prompts,
  })
}

/** A turn in a thread of the direct conversation: status while it is worked, then the answer, then a title. */
async function answerInThread(
  tools: Tools,
  client: WebClient,
  team: string,
  event: ReturnType<typeof messageSchema.parse>,
): Promise<void> {
  const { channel, user, text, thread_ts: thread = event.ts } = event
  const { services } = tools
  const decorate = (decoration: Decoration): void =>
    void decoration.catch((error: unknown) => services.log.debug({ err: error }, 'Slack shows no agent here'))
  const lang: Lang = langOf(await tools.readers.of(team, user), services.defaultLang)
  const spot = { channel_id: channel, thread_ts: thread }
  const status = services.translate(lang, 'slack:search.waiting')
  decorate(client.assistant.threads.setStatus({ ...spot, status }))
  await answerDirect(tools, client, team, event)
  if (services.core.isSensitive(text)) return
  decorate(client.assistant.threads.setTitle({ ...spot, title: cut(text, TITLE_MOST) || '…' }))
}
