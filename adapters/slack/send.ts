import type { WebClient } from '@slack/web-api'
import { isUnfit } from './failures.ts'
import { type Message, shorten } from './render.ts'

/** Where a message goes. */
export interface Spot {
  channel: string
  /** The `ts` of a thread's first message. */
  thread?: string | undefined
}

const address = ({ channel, thread }: Spot) => ({ channel, ...(thread ? { thread_ts: thread } : {}) })

/** A message for all in the channel, or in the direct conversation. */
export const post = (client: WebClient, spot: Spot, message: Message): Promise<unknown> =>
  asFits(message, ({ text, blocks }) =>
    client.chat.postMessage({
      ...address(spot),
      text,
      blocks,
      unfurl_links: false,
      unfurl_media: false,
      parse: 'none',
    }),
  )

/** A message that only `user` sees, until the client is closed. */
export const whisper = (client: WebClient, spot: Spot, user: string, message: Message): Promise<unknown> =>
  asFits(message, ({ text, blocks }) =>
    client.chat.postEphemeral({ ...address(spot), user, text, blocks, parse: 'none' }),
  )

/** A message in the direct conversation with `user`: open where a channel takes nothing (chat.postMessage, channel). */
export const postDirect = (client: WebClient, user: string, message: Message): Promise<unknown> =>
  post(client, { channel: user }, message)

/** In place of a message of the bot's own. */
export const edit = (
  client: WebClient,
  { channel, ts }: { channel: string; ts: string },
  message: Message,
): Promise<unknown> =>
  asFits(message, ({ text, blocks }) => client.chat.update({ channel, ts, text, blocks, parse: 'none' }))

/** Once more as a short text, where Slack does not take what the message holds. */
async function asFits(message: Message, send: (message: Message) => Promise<unknown>): Promise<unknown> {
  try {
    return await send(message)
  } catch (error) {
    if (!isUnfit(error)) throw error
    return await send(shorten(message))
  }
}
