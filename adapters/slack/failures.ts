import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api'
import type { Log } from '../../src/log.ts'
import { RetryLater } from '../../src/store/inbox.ts'

/** A way to the person that can never work, however often it is tried. */
export class DeadEnd extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'DeadEnd'
  }
}

/** Refusals of the Web API that another attempt would only repeat (docs.slack.dev/reference/methods, errors of each method in scopes.ts). */
const FINAL: ReadonlySet<string> = new Set([
  'access_denied',
  'account_inactive',
  'cannot_unfurl_message',
  'cannot_unfurl_url',
  'cant_update_message',
  'channel_not_found',
  'edit_window_closed',
  'exchanged_trigger_id',
  'expired_trigger_id',
  'hash_conflict',
  'invalid_auth',
  'invalid_blocks',
  'invalid_trigger_id',
  'invalid_refresh_token',
  'is_archived',
  'message_not_found',
  'messages_tab_disabled',
  'missing_scope',
  'msg_blocks_too_long',
  'msg_too_long',
  'not_authed',
  'not_enabled',
  'not_found',
  'not_in_channel',
  'push_limit_reached',
  'restricted_action',
  'token_expired',
  'token_revoked',
  'user_not_found',
  'user_not_in_channel',
  'view_too_large',
])

/** Refusals of what a message holds: a shorter, plainer one may be taken. */
const UNFIT: ReadonlySet<string> = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
])

export const isUnfit = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && UNFIT.has(error.data.error)

/** A fault in the inbox's words: how long Slack wants to be left alone, where it says so. */
export const inboxFault = (error: unknown): unknown =>
  error instanceof WebAPIRateLimitedError
    ? new RetryLater(error.message, error.retryAfter * 1_000, { cause: error })
    : error

export const isFinal = (error: unknown): boolean =>
  error instanceof DeadEnd || (error instanceof WebAPIPlatformError && FINAL.has(error.data.error))

/**
 * Sends by the first way that is open. A way that can never work gives way to the next; when none is left
 * the matter is closed, for trying again would change nothing.
 * @throws the error of a way that may work another time
 */
export async function sendBy(log: Log, ...ways: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const [i, way] of ways.entries()) {
    try {
      await way()
      return
    } catch (error) {
      if (!isFinal(error)) throw error
      log.warn({ err: error, way: i + 1, ways: ways.length }, 'Slack will not take this message this way')
    }
  }
}
