import { errors, type JWTHeaderParameters, type JWTPayload, jwtVerify } from 'jose'
import type { TeamsConfig } from '../../src/config.ts'
import type { Log } from '../../src/log.ts'
import { type Incoming, parseActivity } from './activity.ts'
import { createKeys, type Keys, type SigningKey } from './keys.ts'
import type { Limits } from './limits.ts'

/** Why a request was refused, for the log; the sender learns the status only. */
type Reason =
  | 'body-malformed'
  | 'service-url-not-loopback'
  | 'token-missing'
  | 'token-malformed'
  | 'token-algorithm'
  | 'token-signature'
  | 'token-issuer'
  | 'token-audience'
  | 'token-expired'
  | 'token-too-early'
  | 'token-claim'
  | 'key-unknown'
  | 'key-not-endorsed'
  | 'service-url-mismatch'

type Verdict =
  | { readonly incoming: Incoming; readonly verified: boolean }
  | { readonly status: 400 | 401; readonly reason: Reason }

/** Decides on a request by its Authorization header and its raw body, before anything else looks at it. */
type Verify = (authorization: string | undefined, body: unknown) => Promise<Verdict>

type OnConfig = Exclude<TeamsConfig, { mode: 'off' }>
type AuthenticatedConfig = Extract<TeamsConfig, { mode: 'authenticated' }>
interface VerifyOptions {
  limits: Limits
  now: () => number
  log: Log
}

const LOOPBACK = /^(127(\.\d{1,3}){3}|localhost|\[::1\])$/

/**
 * The Bot Connector's rules (learn.microsoft.com, Bot Connector authentication, "Authenticate requests
 * from the Bot Connector service"): an RS256 token of the issuer, for our app id, in its time, whose key
 * is endorsed for the channel and whose serviceurl claim is the activity's own.
 */
export function createVerify(config: OnConfig, options: VerifyOptions): Verify {
  if (config.mode === 'open') return async (_authorization, body) => verifyOpen(body)
  const keys = createKeys({ metadataUrl: config.cloud.openIdMetadataUrl, ...options })
  return async (authorization, body) => {
    const incoming = parseActivity(body)
    if (!incoming) return { status: 400, reason: 'body-malformed' }
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1]
    if (!token) return { status: 401, reason: 'token-missing' }
    const reason = await verifyToken(token, incoming, { config, keys, ...options })
    return reason ? { status: 401, reason } : { incoming, verified: true }
  }
}

/** Without authentication, replies go to this machine only. */
function verifyOpen(body: unknown): Verdict {
  const incoming = parseActivity(body)
  if (!incoming) return { status: 400, reason: 'body-malformed' }
  if (!LOOPBACK.test(new URL(incoming.serviceUrl).hostname))
    return { status: 400, reason: 'service-url-not-loopback' }
  return { incoming, verified: false }
}

interface TokenOptions extends VerifyOptions {
  config: AuthenticatedConfig
  keys: Keys
}

async function verifyToken(
  token: string,
  { channelId, serviceUrl }: Incoming,
  { config, keys, limits, now }: TokenOptions,
): Promise<Reason | undefined> {
  let signer: SigningKey | undefined
  const findKey = async ({ kid }: JWTHeaderParameters) => {
    signer = kid === undefined ? undefined : await keys.find(kid)
    if (!signer) throw new errors.JWKSNoMatchingKey()
    return signer.key
  }
  let claims: JWTPayload
  try {
    const verified = await jwtVerify(token, findKey, {
      algorithms: ['RS256'],
      issuer: config.cloud.tokenIssuer,
      audience: config.appId,
      clockTolerance: limits.clockToleranceSeconds,
      currentDate: new Date(now()),
      requiredClaims: ['exp'],
    })
    claims = verified.payload
  } catch (error) {
    return reasonOf(error)
  }
  if (!signer?.endorsements.includes(channelId)) return 'key-not-endorsed'
  return claims.serviceurl === serviceUrl ? undefined : 'service-url-mismatch'
}

const CLAIMS: Readonly<Record<string, Reason>> = {
  iss: 'token-issuer',
  aud: 'token-audience',
  nbf: 'token-too-early',
}

function reasonOf(error: unknown): Reason {
  if (error instanceof errors.JWTExpired) return 'token-expired'
  if (error instanceof errors.JWTClaimValidationFailed) return CLAIMS[error.claim] ?? 'token-claim'
  if (error instanceof errors.JOSEAlgNotAllowed) return 'token-algorithm'
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'token-signature'
  return error instanceof errors.JWKSNoMatchingKey ? 'key-unknown' : 'token-malformed'
}
