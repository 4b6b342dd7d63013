import { type CryptoKey, importJWK } from 'jose'
import * as z from 'zod/v4'
import { fetchText } from '../../src/fetch.ts'
import type { Log } from '../../src/log.ts'
import type { Limits } from './limits.ts'

/** A key that signs inbound tokens, and the channels that it may sign for. */
export interface SigningKey {
  readonly key: CryptoKey
  readonly endorsements: readonly string[]
}

export interface Keys {
  /** The key of this id; an unknown one is looked up, at most once a minute. Never rejects. */
  find(id: string): Promise<SigningKey | undefined>
}

const metadataSchema = z.object({ jwks_uri: z.url({ protocol: /^https?$/ }) })
const keySetSchema = z.object({ keys: z.array(z.unknown()).max(100) })
const keySchema = z.object({
  kty: z.literal('RSA'),
  kid: z.string().max(200),
  n: z.string().max(2_000),
  e: z.string().max(20),
  endorsements: z.array(z.string()).default([]),
})

interface KeysOptions {
  metadataUrl: string
  limits: Limits
  now: () => number
  log: Log
}

/**
 * The issuer's published keys, kept: a new one is found without a restart, known ones stay good while
 * the issuer's server is down, and only what it published is remembered.
 */
export function createKeys({ metadataUrl, limits, now, log }: KeysOptions): Keys {
  let known: ReadonlyMap<string, SigningKey> = new Map()
  let loadedAt = Number.NEGATIVE_INFINITY
  let triedAt = Number.NEGATIVE_INFINITY
  let loading: Promise<void> | undefined

  async function fetchJson(url: string): Promise<unknown> {
    const { status, text } = await fetchText(url, {}, { ms: limits.fetchMs, maxBytes: limits.responseBytes })
    if (status !== 200) throw new Error(`the key server answered ${status}`)
    return JSON.parse(text)
  }

  async function load(): Promise<void> {
    try {
      const { jwks_uri } = metadataSchema.parse(await fetchJson(metadataUrl))
      known = await importKeys(keySetSchema.parse(await fetchJson(jwks_uri)).keys)
      loadedAt = now()
    } catch (error) {
      log.warn({ err: error }, 'Teams: the signing keys could not be fetched; those known stay good')
    }
  }

  function refresh(): Promise<void> {
    if (loading) return loading
    if (now() - triedAt < limits.keysPauseMs) return Promise.resolve()
    triedAt = now()
    loading = load().finally(() => {
      loading = undefined
    })
    return loading
  }

  return {
    async find(id) {
      if (!known.has(id)) await refresh()
      else if (now() - loadedAt > limits.keysFreshMs) void refresh()
      return known.get(id)
    },
  }
}

/** Keys of another kind than ours, or unreadable, are left out: one of them may not shut out the others. */
async function importKeys(published: readonly unknown[]): Promise<Map<string, SigningKey>> {
  const keys = new Map<string, SigningKey>()
  for (const candidate of published) {
    const parsed = keySchema.safeParse(candidate)
    if (!parsed.success) continue
    const { kty, kid, n, e, endorsements } = parsed.data
    const key = await importJWK({ kty, n, e }, 'RS256').catch(() => undefined)
    if (key && !(key instanceof Uint8Array)) keys.set(kid, { key, endorsements })
  }
  return keys
}
