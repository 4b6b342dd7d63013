import type { WebClient } from '@slack/web-api'
import type { Message } from './render.ts'

/** Where a message goes. */
export interface Spot {
  channel: string
  /** The `ts` of a thread's first message. */
  thread?: string | undefined
}

const address = ({ channel, thread }: Spot) => ({ channel, ...(thread ? { thread_ts: thread } : {}) })

/** A message for all in the channel, or in the direct conversation. */
export const post = (client: WebClient, spot: Spot, { text, blocks }: Message): Promise<unknown> =>
  client.chat.postMessage({
    ...address(spot),
    text,
    blocks,
    unfurl_links: false,
    unfurl_media: false,
    parse: 'none',
  })

/** A message that only `user` sees, until the client is closed. */
export const whisper = (
  client: WebClient,
  spot: Spot,
  user: string,
  { text, blocks }: Message,
): Promise<unknown> => client.chat.postEphemeral({ ...address(spot), user, text, blocks, parse: 'none' })
