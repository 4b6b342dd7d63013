import type { WebClient } from '@slack/web-api'
import * as z from 'zod/v4'
import type { Log } from '../../../src/log.ts'
import { DeadEnd } from '../failures.ts'
import type { Installation } from './installation.ts'
import type { Kept, KeptInstallations } from './kept.ts'

/** Tokens live for twelve hours; two hours before the end is Slack's own advice (docs.slack.dev/authentication/using-token-rotation). */
const EARLY_MS = 2 * 60 * 60_000
/** For one process at a time, and the pause after an attempt that failed. */
const LEASE_MS = 60_000

const renewedSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.int().positive(),
})

interface RenewalOptions {
  kept: KeptInstallations
  /** Without a token. */
  client: WebClient
  credentials: { clientId: string; clientSecret: string }
  log: Log
}

/** Keeps tokens valid: at most one renewal at a time a workspace, over all processes on one store. */
export interface Renewal {
  /** The installation with a token that is valid. A token that is valid still is never waited for. */
  fresh(held: Kept): Promise<Kept>
}

export function createRenewal({ kept, client, credentials, log }: RenewalOptions): Renewal {
  const running = new Map<string, Promise<Kept>>()

  /** One at a time within this process. */
  function renewOnce(held: Kept): Promise<Kept> {
    const { id } = held.installation
    const renewing = running.get(id) ?? renew(id, held).finally(() => running.delete(id))
    running.set(id, renewing)
    return renewing
  }

  async function renew(id: string, held: Kept): Promise<Kept> {
    const isMine = await kept.lease(id, LEASE_MS)
    // Another process may have renewed it, or be about to.
    const current = await kept.get(id)
    if (!current) throw new DeadEnd('uninstalled while its token was renewed')
    if (current.sealed !== held.sealed && remainingMs(current) > 0) return current
    if (!isMine) throw new Error('the token is being renewed elsewhere')
    const next = await ask(current.installation)
    const isWritten = await kept.renew(next, current)
    // Installed anew meanwhile: that token counts.
    const written = await kept.get(id)
    if (!written) throw new DeadEnd('uninstalled while its token was renewed')
    log.info({ installation: id, isWritten }, 'a token was renewed')
    return written
  }

  async function ask(installation: Installation): Promise<Installation> {
    const answer = await client.oauth.v2.access({
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
      grant_type: 'refresh_token',
      refresh_token: installation.renewal?.token ?? '',
    })
    const { access_token: botToken, refresh_token: token, expires_in: seconds } = renewedSchema.parse(answer)
    return { ...installation, botToken, renewal: { token, expiresAt: Date.now() + seconds * 1_000 } }
  }

  return {
    async fresh(held) {
      const left = remainingMs(held)
      if (left > EARLY_MS) return held
      const renewing = renewOnce(held)
      if (left <= 0) return await renewing
      renewing.catch((error: unknown) =>
        log.warn(
          { err: error, installation: held.installation.id },
          'a token was not renewed; it is valid still',
        ),
      )
      return held
    },
  }
}

const remainingMs = ({ installation: { renewal } }: Kept): number =>
  renewal ? renewal.expiresAt - Date.now() : Number.POSITIVE_INFINITY
