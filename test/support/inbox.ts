import { createLog } from '../../src/log.ts'
import { createSecret } from '../../src/secret.ts'
import { createInbox, type Inbox } from '../../src/store/inbox.ts'
import type { Claims } from '../../src/store/store.ts'

/** Long enough for a real key, and nobody's. */
export const KEY = 'a key for tests only, 32 characters'

export interface WatchedInbox extends Inbox {
  /** What was worked, in order, attempts that failed too. */
  readonly worked: string[]
  readonly logged: string[]
}

/** An inbox over the given claims; `work` decides what an attempt does, by its number from 1. */
export function watchInbox(
  claims: Claims,
  work: (payload: string, attempt: number) => Promise<void> = async () => {},
  key = KEY,
): WatchedInbox {
  const worked: string[] = []
  const logged: string[] = []
  const inbox = createInbox({
    adapter: 'here',
    claims,
    secret: createSecret(key),
    log: createLog('info', { write: line => logged.push(line) }),
    work: payload => work(payload, worked.push(payload)),
  })
  return { ...inbox, worked, logged }
}
