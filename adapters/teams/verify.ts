import { errors, type JWTHeaderParameters, jwtVerify } from 'jose'
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

export interface Refusal {
  readonly status: 400 | 401
  readonly reason: Reason
}
/** What the token allows: an activity of these channels, answered to this service URL. */
export type Admission =
  | { readonly verified: true; readonly endorsements: readonly string[]; readonly serviceUrl: unknown }
  | { readonly verified: false }
export type Verdict = { readonly incoming: Incoming; readonly verified: boolean } | Refusal

/** Decides on a request in two steps, before anything else looks at it. */
interface Verify {
  /** By its Authorization header, before a byte of its body is read. */
  admit(authorization: string | undefined): Promise<Admission | Refusal>
  /** By its raw body, once admitted. */
  check(admission: Admission, body: unknown): Verdict
}

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
 * is endorsed for the channel and whose serviceurl claim is the activity's own. Without authentication
 * (OIM_TEAMS=1) replies go to this machine only.
 */
export function createVerify(config: OnConfig, options: VerifyOptions): Verify {
  if (config.mode === 'open') return { admit: async () => ({ verified: false }), check }
  const keys = createKeys({ metadataUrl: config.cloud.openIdMetadataUrl, ...options })
  return {
    async admit(authorization) {
      const token = /^Bearer ([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1]
      if (!token) return { status: 401, reason: 'token-missing' }
      return await verifyToken(token, { config, keys, ...options })
    },
    check,
  }
}

function check(admission: Admission, body: unknown): Verdict {
  const incoming = parseActivity(body)
  if (!incoming) return { status: 400, reason: 'body-malformed' }
  if (!admission.verified)
    return LOOPBACK.test(new URL(incoming.serviceUrl).hostname)
      ? { incoming, verified: false }
      : { status: 400, reason: 'service-url-not-loopback' }
  if (!admission.endorsements.includes(incoming.channelId)) return { status: 401, reason: 'key-not-endorsed' }
  if (admission.serviceUrl !== incoming.serviceUrl) return { status: 401, reason: 'service-url-mismatch' }
  return { incoming, verified: true }
}

interface TokenOptions extends VerifyOptions {
  config: AuthenticatedConfig
  keys: Keys
}

async function verifyToken(
  token: string,
  { config, keys, limits, now }: TokenOptions,
): Promise<Admission | Refusal> {
  let endorsements: SigningKey['endorsements'] = []
  const findKey = async ({ kid }: JWTHeaderParameters) => {
    const signer = kid === undefined ? undefined : await keys.find(kid)
    if (!signer) throw new errors.JWKSNoMatchingKey()
    endorsements = signer.endorsements
    return signer.key
  }
  try {
    const { payload } = await jwtVerify(token, findKey, {
      algorithms: ['RS256'],
      issuer: config.cloud.tokenIssuer,
      audience: config.appId,
      clockTolerance: limits.clockToleranceSeconds,
      currentDate: new Date(now()),
      requiredClaims: ['exp'],
    })
    return { verified: true, endorsements, serviceUrl: payload.serviceurl }
  } catch (error) {
    return { status: 401, reason: reasonOf(error) }
  }
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
