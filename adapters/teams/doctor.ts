import * as z from 'zod/v4'
import type { Check, Examiner } from '../../src/adapter.ts'
import type { TeamsConfig } from '../../src/config.ts'
import type { Fetched } from '../../src/fetch.ts'
import { createCredentials } from './credentials.ts'
import { LIMITS } from './limits.ts'

type OnConfig = Exclude<TeamsConfig, { mode: 'off' }>
type AuthenticatedConfig = Extract<TeamsConfig, { mode: 'authenticated' }>

const metadataSchema = z.object({ issuer: z.string(), jwks_uri: z.url() })

const REACH =
  'see whether this machine reaches it (proxy, firewall), and TEAMS_OPENID_METADATA_URL where it is set'
const RENEW =
  'compare MicrosoftAppId, MicrosoftAppTenantId and MicrosoftAppType with the registration, and make a new client secret for MicrosoftAppPassword'

const EXPOSE =
  'let the messaging endpoint of the registration and PUBLIC_URL lead to this server, started with MicrosoftAppId (DNS, certificate, proxy)'

/** The keys of inbound tokens, the clock, an outbound token, and the door as a stranger finds it. */
export async function diagnose(
  config: OnConfig,
  examiner: Examiner,
  publicUrl: string | undefined,
): Promise<Check[]> {
  if (config.mode === 'open')
    return [{ name: 'Teams', ok: true, detail: 'without authentication, for local test clients only' }]
  let metadata: Fetched | undefined
  const keys = await examiner.check('Teams: signing keys', REACH, async () => {
    metadata = await examiner.fetch(config.cloud.openIdMetadataUrl)
    return await checkKeys(metadata, config, examiner)
  })
  const clock = metadata ? [examiner.checkClock('Teams: clock', metadata)] : []
  const token = await examiner.check('Teams: outbound token', RENEW, async () => {
    await obtainToken(config)
    return `obtained as ${config.appId}`
  })
  return [keys, ...clock, token, await checkEndpoint(publicUrl, examiner)]
}

async function checkEndpoint(publicUrl: string | undefined, examiner: Examiner): Promise<Check> {
  const name = 'Teams: messaging endpoint'
  if (!publicUrl) return { name, ok: true, detail: 'not looked at: PUBLIC_URL is not set' }
  return await examiner.check(name, EXPOSE, async () => {
    const url = `${publicUrl}/api/messages`
    const { status } = await examiner.fetch(url, { method: 'POST', body: '{}' })
    if (status !== 401) throw new Error(`${url} answered ${status} to a stranger, not 401`)
    return `${url} turns strangers away`
  })
}

async function checkKeys(
  metadata: Fetched,
  { cloud }: AuthenticatedConfig,
  examiner: Examiner,
): Promise<string> {
  if (metadata.status !== 200) throw new Error(`the key server answered ${metadata.status}`)
  const { issuer, jwks_uri } = metadataSchema.parse(JSON.parse(metadata.text))
  if (issuer !== cloud.tokenIssuer) throw new Error(`the issuer there is ${issuer}, not ${cloud.tokenIssuer}`)
  const { status } = await examiner.fetch(jwks_uri)
  if (status !== 200) throw new Error(`the keys answered ${status}`)
  return `published by ${issuer}`
}

/** As the library does it when it sends. */
async function obtainToken(config: AuthenticatedConfig): Promise<void> {
  const { appId, appPassword, cloud } = config
  const factory = createCredentials({
    appId,
    appPassword,
    tokenUrl: tokenUrlOf(config),
    scope: `${cloud.tokenIssuer}/.default`,
    limits: LIMITS,
    now: Date.now,
  })
  const credentials = await factory.createCredentials()
  await credentials.signRequest({ headers: new Headers() })
}

/** learn.microsoft.com, Bot Connector authentication: bots of many tenants get theirs from botframework.com. */
export function tokenUrlOf({ appType, tenantId, cloud }: AuthenticatedConfig): string {
  const tenant = appType === 'SingleTenant' ? tenantId : 'botframework.com'
  return cloud.tokenUrl ?? `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`
}
