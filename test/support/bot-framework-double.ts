import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import * as z from 'zod/v4'

export const APP_ID = '0f4b3a52-8c1d-4d7e-9a36-1c2b3d4e5f60'
export const APP_PASSWORD = 'outbound-password-of-the-test'
export const ISSUER = 'https://api.botframework.com'
export const OUTBOUND_TOKEN = 'outbound-token-of-the-test'

/** What the bot sent to the connector. */
export interface Sent {
  path: string
  authorization: string | undefined
  activity: {
    type?: string
    text?: string
    summary?: string
    attachments?: { contentType: string; content: Record<string, unknown> }[]
    replyToId?: string
    conversation?: { id: string }
  }
}

/** What the bot asked for to open a conversation; a thread in a channel brings its first message. */
export interface Opened {
  isGroup: boolean
  members?: { id: string }[]
  channelData?: { channel?: { id: string } }
  activity?: Sent['activity']
}

/** How the connector answers a request: with a status, or never. */
type Failure = { status: number; retryAfter?: string; code?: string } | 'hang'

type Keys = Awaited<ReturnType<typeof newKey>>

async function newKey(kid: string, endorsements: readonly string[] = ['msteams']) {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  return { kid, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, endorsements } }
}

/** Making a key takes a while, so all doubles begin with one and the same. */
const firstKey = newKey('key-1')

/**
 * The Bot Framework on 127.0.0.1: OpenID metadata, keys with endorsements, a token server and a connector
 * that records. It fails a test that asks for anything else (404).
 */
export class BotFrameworkDouble {
  readonly sent: Sent[] = []
  /** Typing notices, apart from what is read. */
  readonly typing: Sent[] = []
  /** Private conversations, and threads in channels, that the bot opened. */
  readonly opened: Opened[] = []
  /** Messages whose content was replaced, by PUT. */
  readonly updated: Sent[] = []
  /** Paths of all requests, in order. */
  readonly requests: string[] = []
  /** The next answers of the connector; then it takes everything. */
  readonly failures: Failure[] = []
  /** What the connector does for good, where set. */
  failure: Failure | undefined
  /** The next answers of the token server; then it gives a token. */
  readonly tokenAnswers: string[] = []
  /** The bot may not open private conversations. */
  isPrivateClosed = false
  /** Messages of the bot that somebody deleted. */
  readonly deleted = new Set<string>()
  isMetadataDown = false
  keys: Keys[] = []
  readonly #server = createServer((request, response) => void this.#answer(request, response))
  #watchers: (() => void)[] = []

  async start(): Promise<this> {
    this.keys = [await firstKey]
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }
  get serviceUrl(): string {
    return `${this.url}/connector/`
  }
  get metadataUrl(): string {
    return `${this.url}/.well-known/openidconfiguration`
  }

  /** The issuer signs with a new key from now on. */
  async rollKey(kid: string, endorsements?: readonly string[]): Promise<void> {
    this.keys = [await newKey(kid, endorsements)]
  }

  /** A token as the channel sends it; `claims` and `header` replace parts, undefined removes them. */
  async sign(claims: JWTPayload = {}, { kid = '', key = this.keys[0] } = {}): Promise<string> {
    if (!key) throw new Error('the double has no key')
    const seconds = Math.floor(Date.now() / 1000)
    const payload = {
      iss: ISSUER,
      aud: APP_ID,
      serviceurl: this.serviceUrl,
      nbf: seconds - 60,
      exp: seconds + 3_600,
      ...claims,
    }
    return await new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid: kid || key.kid })
      .sign(key.privateKey)
  }

  /** Resolves once the connector has recorded so many activities. */
  async whenSent(count: number): Promise<readonly Sent[]> {
    await this.#when(() => this.sent.length >= count)
    return this.sent
  }

  /** Resolves once the connector has recorded so many typing notices. */
  async whenTyping(count: number): Promise<readonly Sent[]> {
    await this.#when(() => this.typing.length >= count)
    return this.typing
  }

  /** Resolves once so many messages were updated. */
  async whenUpdated(count: number): Promise<readonly Sent[]> {
    await this.#when(() => this.updated.length >= count)
    return this.updated
  }

  /** Resolves once so many conversations were opened. */
  async whenOpened(count: number): Promise<readonly Opened[]> {
    await this.#when(() => this.opened.length >= count)
    return this.opened
  }

  /** Resolves once so many requests have come to paths that hold the text. */
  async whenRequested(part: string, count: number): Promise<void> {
    await this.#when(() => this.count(part) >= count)
  }

  count(part: string): number {
    return this.requests.filter(path => path.includes(part)).length
  }

  async #when(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>(resolve => this.#watchers.push(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? ''
    const body = await readBody(request)
    this.requests.push(path)
    if (path.startsWith('/connector/')) this.#connector(request, path, body, response)
    else this.#identity(path, body, response)
    for (const tell of this.#watchers.splice(0)) tell()
  }

  #identity(path: string, body: string, response: ServerResponse): void {
    const answer = path === '/token' ? this.tokenAnswers.shift() : undefined
    if (answer !== undefined) return void response.end(answer)
    if (path === '/token') return void answerToken(body, response)
    if (this.isMetadataDown) return void respond(response, 503, {})
    if (path === '/.well-known/openidconfiguration')
      return void respond(response, 200, { issuer: ISSUER, jwks_uri: `${this.url}/keys` })
    if (path === '/keys') return void respond(response, 200, { keys: this.keys.map(key => key.jwk) })
    respond(response, 404, {})
  }

  #connector(request: IncomingMessage, path: string, body: string, response: ServerResponse): void {
    const failure = this.failures.shift() ?? this.failure
    if (failure === 'hang') return
    if (failure) {
      if (failure.retryAfter !== undefined) response.setHeader('retry-after', failure.retryAfter)
      return void respond(response, failure.status, { error: { code: failure.code ?? 'Test' } })
    }
    const { authorization } = request.headers
    if (path === '/connector/v3/conversations') {
      const wanted = JSON.parse(body) as Opened
      if (this.isPrivateClosed)
        return void respond(response, 403, { error: { code: 'BotNotInConversationRoster' } })
      this.opened.push(wanted)
      return void respond(response, 201, { id: `private-with-${wanted.members?.[0]?.id}` })
    }
    const activity = JSON.parse(body) as Sent['activity']
    if (!/^\/connector\/v3\/conversations\/[^/]+\/activities(\/[^/]+)?$/.test(path))
      return void respond(response, 404, {})
    const kept = { path: decodeURIComponent(path), authorization, activity }
    if (request.method === 'PUT') return void this.#update(kept, response)
    const records = activity.type === 'typing' ? this.typing : this.sent
    records.push(kept)
    respond(response, 201, { id: `${activity.type}-${records.length}` })
  }

  /** Only what was sent, and not deleted since, can be updated. */
  #update(kept: Sent, response: ServerResponse): void {
    const id = kept.path.split('/').at(-1) ?? ''
    if (!/^message-\d+$/.test(id) || this.deleted.has(id))
      return void respond(response, 404, { error: { code: 'ActivityNotFoundInConversation' } })
    this.updated.push(kept)
    respond(response, 200, { id })
  }
}

const tokenRequest = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.literal(APP_ID),
  client_secret: z.literal(APP_PASSWORD),
  scope: z.literal(`${ISSUER}/.default`),
})

function answerToken(body: string, response: ServerResponse): void {
  const isRight = tokenRequest.safeParse(Object.fromEntries(new URLSearchParams(body))).success
  if (!isRight) return void respond(response, 400, { error: 'invalid_request' })
  respond(response, 200, { token_type: 'Bearer', access_token: OUTBOUND_TOKEN, expires_in: 3_600 })
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function respond(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
