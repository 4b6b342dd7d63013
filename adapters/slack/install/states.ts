import { randomUUID } from 'node:crypto'
import { type InstallURLOptions, InvalidStateError, type StateStore } from '@slack/oauth'
import * as z from 'zod/v4'
import type { Secret } from '../../../src/secret.ts'
import type { Claims } from '../../../src/store/store.ts'

/** As long as the library's cookie that binds a state to the browser. */
export const STATE_SECONDS = 600

const stateSchema = z.strictObject({ use: z.literal('slack-install'), nonce: z.uuid(), until: z.int() })

/**
 * States that come back once, over all processes on one store: sealed with our key, and claimed like an
 * event when they return. The library's own may be used again until it expires.
 */
export function createStates(claims: Claims, secret: Secret, options: InstallURLOptions): StateStore {
  function read(state: string): z.infer<typeof stateSchema> {
    try {
      return stateSchema.parse(JSON.parse(secret.open(state)))
    } catch {
      throw new InvalidStateError('the state is not ours')
    }
  }
  return {
    async generateStateParam(_options, now) {
      const until = now.getTime() + STATE_SECONDS * 1_000
      return secret.seal(JSON.stringify({ use: 'slack-install', nonce: randomUUID(), until }))
    },
    async verifyStateParam(now, state) {
      const { nonce, until } = read(state)
      if (until < now.getTime()) throw new InvalidStateError('the state has expired')
      const claim = { id: `slack:state:${nonce}`, adapter: 'slack-install', payload: undefined }
      if (!(await claims.take(claim, STATE_SECONDS * 1_000)))
        throw new InvalidStateError('the state was used')
      await claims.done(claim.id)
      return options
    },
  }
}
