import * as z from 'zod/v4'
import { fetchText } from '../../src/fetch.ts'
import type { Limits } from './limits.ts'

const tokenSchema = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() })

/** A token is renewed this long before its end, in milliseconds: a send may wait in between. */
const EARLY_MS = 5 * 60_000

interface CredentialsOptions {
  appId: string
  appPassword: string
  tokenUrl: string
  /** Such as `https://api.botframework.com/.default`. */
  scope: string
  limits: Limits
  now: () => number
}

/** A request that the library is about to send. */
interface Signable {
  headers: { set(name: string, value: string): void }
}

/**
 * Outbound credentials from another token server than the public cloud's, which the library cannot be
 * pointed at (OAuth 2.0 client credentials, RFC 6749 section 4.4). In the shape of the library's
 * ServiceClientCredentialsFactory.
 */
export function createCredentials({ appId, tokenUrl, limits, now, ...options }: CredentialsOptions) {
  let token: { value: string; until: number } | undefined
  let fetching: Promise<string> | undefined

  async function fetchToken(): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: appId,
      client_secret: options.appPassword,
      scope: options.scope,
    })
    const bounds = { ms: limits.fetchMs, maxBytes: limits.responseBytes }
    const { status, text } = await fetchText(tokenUrl, { method: 'POST', body }, bounds)
    if (status !== 200) throw new Error(`the token server answered ${status}`)
    const answer = parseToken(text)
    token = { value: answer.access_token, until: now() + answer.expires_in * 1000 - EARLY_MS }
    return token.value
  }

  async function getToken(): Promise<string> {
    if (token && token.until > now()) return token.value
    fetching ??= fetchToken().finally(() => {
      fetching = undefined
    })
    return await fetching
  }

  const credentials = {
    async signRequest<R extends Signable>(request: R): Promise<R> {
      request.headers.set('authorization', `Bearer ${await getToken()}`)
      return request
    },
  }
  return {
    isValidAppId: async (id: string) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => credentials,
  }
}

/** Says nothing of what was answered: a parser's own message would quote it, into the log. */
function parseToken(text: string): z.infer<typeof tokenSchema> {
  try {
    return tokenSchema.parse(JSON.parse(text))
  } catch {
    throw new Error('the token server answered no token')
  }
}
