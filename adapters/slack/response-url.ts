import { DeadEnd } from './failures.ts'
import type { Message } from './render.ts'

/** Posts to the address that Slack gave with a command or a press: 30 minutes and five uses long. */
export type Respond = (url: string | undefined, response: Response) => Promise<void>

interface Response extends Message {
  response_type: 'ephemeral' | 'in_channel'
  /** In place of the message whose button was pressed. */
  replace_original: boolean
  /** The thread to post in. */
  thread_ts?: string
}

const SLACK_HOST = /^(?:[a-z0-9-]+\.)*slack(?:-gov)?\.com$/

/**
 * The address comes with the request, so its host is checked before anything is sent there.
 * @throws DeadEnd where there is no address, it is not Slack's, or it is no longer valid
 */
export function createRespond(apiUrl: string | undefined, timeoutMs: number): Respond {
  const own = apiUrl === undefined ? undefined : new URL(apiUrl)
  const isAllowed = (url: URL): boolean => {
    if (url.username || url.password) return false
    if (url.origin === own?.origin) return true
    return url.protocol === 'https:' && url.port === '' && SLACK_HOST.test(url.hostname)
  }
  return async (address, response) => {
    const url = address !== undefined && URL.canParse(address) ? new URL(address) : undefined
    if (!url) throw new DeadEnd('no response_url')
    if (!isAllowed(url)) throw new DeadEnd(`response_url of another host: ${url.host}`)
    const reply = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(response),
      signal: AbortSignal.timeout(timeoutMs),
    })
    await reply.body?.cancel()
    if (reply.ok) return
    const isPassing = reply.status >= 500 || reply.status === 408 || reply.status === 429
    const message = `response_url answered ${reply.status}`
    throw isPassing ? new Error(message) : new DeadEnd(message)
  }
}
