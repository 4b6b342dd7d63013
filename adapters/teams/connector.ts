import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js'
import type { Activity, ConversationParameters, ConversationReference, TurnContext } from 'botbuilder'
import type { TeamsConfig } from '../../src/config.ts'
import { fetchText } from '../../src/fetch.ts'
import type { Incoming } from './activity.ts'
import { createCredentials } from './credentials.ts'
import type { Limits } from './limits.ts'
import type { ChatReference } from './references.ts'
import { codeIn, SendError } from './send-error.ts'

/** What goes out; the library adds the address. */
export type Outgoing = Partial<Activity>

type OnConfig = Exclude<TeamsConfig, { mode: 'off' }>
interface ConnectorOptions {
  limits: Limits
  now: () => number
}

type LibraryOptions = ConstructorParameters<typeof TeamsAdapter>
type HttpClient = NonNullable<NonNullable<LibraryOptions[3]>['httpClient']>

/** The audience of outbound tokens in the public cloud; in each cloud it is the issuer of inbound ones. */
const PUBLIC_AUDIENCE = 'https://api.botframework.com'

/**
 * The library's adapter, for what we have verified ourselves: it is handed the result, so that neither
 * its emulator path nor its growing list of issuers is ever reached. The library's Application is not used:
 * it sends a typing notice each second of a turn, whatever its options say, and loads twice as much.
 */
export class Connector extends TeamsAdapter {
  readonly #appId: string
  readonly #audience: string

  constructor(config: OnConfig, options: ConnectorOptions) {
    super(libraryConfig(config), credentialsOf(config, options), undefined, {
      httpClient: createHttpClient(options.limits),
    })
    this.#appId = config.mode === 'authenticated' ? config.appId : ''
    this.#audience = config.mode === 'authenticated' ? config.cloud.tokenIssuer : PUBLIC_AUDIENCE
  }

  /**
   * Sends to where the activity came from, as an answer to it.
   * @returns the id of the message; undefined where the connector told none
   * @throws SendError
   */
  async reply(incoming: Incoming, outgoing: Outgoing): Promise<string | undefined> {
    let id: string | undefined
    await this.#inTurn(incoming, async context => {
      id = (await context.sendActivity(outgoing))?.id
    })
    return id || undefined
  }

  /** Puts another content into a message that was sent to where the activity came from. @throws SendError */
  async update(incoming: Incoming, id: string, outgoing: Outgoing): Promise<void> {
    await this.#inTurn(incoming, async context => {
      await context.updateActivity({ ...outgoing, id })
    })
  }

  async #inTurn(incoming: Incoming, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    const claimsIdentity = this.createClaimsIdentity(this.#appId)
    const verified = {
      audience: this.#audience,
      claimsIdentity,
      connectorFactory: this.botFrameworkAuthentication.createConnectorFactory(claimsIdentity),
    }
    await this.processActivity(verified, asActivity(incoming), logic)
  }

  /** Sends to the activity's author alone. @throws SendError, such as 403 where the bot is not installed there */
  async replyInPrivate(incoming: Incoming, outgoing: Outgoing): Promise<void> {
    const { channelId, serviceUrl, recipient, from, conversation, channelData } = asActivity(incoming)
    const tenantId = channelData?.tenant?.id ?? conversation.tenantId
    const parameters = {
      isGroup: false,
      bot: recipient,
      members: [from],
      channelData: { tenant: { id: tenantId } },
      ...(tenantId ? { tenantId } : {}),
    }
    await this.#open({ channelId, serviceUrl }, parameters, async context => {
      // the library makes the conversation's id the activity's, too: there is nothing to reply to yet
      context.activity.id = ''
      await context.sendActivity(outgoing)
    })
  }

  /** Sends to somebody who has not just written: in a channel as a new thread. @throws SendError */
  async tell(reference: ChatReference, outgoing: Outgoing): Promise<void> {
    const { kind, serviceUrl, channelId, bot, conversation, tenant } = reference
    if (kind === 'channel') {
      const channelData = { channel: { id: conversation }, ...(tenant ? { tenant: { id: tenant } } : {}) }
      const parameters = { isGroup: true, bot, channelData, activity: outgoing as Activity }
      return await this.#open({ channelId, serviceUrl }, parameters, async () => {})
    }
    const chat = { id: conversation, isGroup: kind === 'group', ...(tenant ? { tenantId: tenant } : {}) }
    const continued = { channelId, serviceUrl, bot, conversation: chat } as ConversationReference
    await this.continueConversationAsync(this.#appId, continued, this.#audience, async context => {
      context.activity.id = ''
      await context.sendActivity(outgoing)
    })
  }

  /** @param parameters the library's type asks for a first activity and members; Teams takes either */
  async #open(
    { channelId, serviceUrl }: { channelId: string; serviceUrl: string },
    parameters: Partial<ConversationParameters>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    await this.createConversationAsync(
      this.#appId,
      channelId,
      serviceUrl,
      this.#audience,
      parameters as ConversationParameters,
      logic,
    )
  }
}

/** The library types every field of an activity as present; it reads those that the schema checked. */
const asActivity = ({ timestamp: _, ...incoming }: Incoming): Activity => incoming as Activity

function libraryConfig(config: OnConfig): NonNullable<LibraryOptions[0]> {
  if (config.mode === 'open') return {}
  return {
    MicrosoftAppId: config.appId,
    MicrosoftAppPassword: config.appPassword,
    MicrosoftAppType: config.appType,
    ...(config.tenantId ? { MicrosoftAppTenantId: config.tenantId } : {}),
  }
}

/** Undefined: the library's own, from Microsoft's public cloud. */
function credentialsOf(config: OnConfig, options: ConnectorOptions): LibraryOptions[1] {
  if (config.mode === 'open' || config.cloud.tokenUrl === undefined) return undefined
  const { appId, appPassword, cloud } = config
  const scope = `${cloud.tokenIssuer}/.default`
  return createCredentials({ appId, appPassword, tokenUrl: config.cloud.tokenUrl, scope, ...options })
}

/**
 * One attempt with a deadline: the library's own client has none, and its retries (four, in 4.5 s, on
 * every 500) cannot be set. They leave errors that are not of their own kind alone, so a refusal is thrown.
 */
function createHttpClient(limits: Limits): HttpClient {
  return {
    async sendRequest(request) {
      const { status, headers, text } = await fetchText(
        request.url,
        { method: request.method, headers: request.headers.rawHeaders(), body: request.body },
        { ms: limits.sendMs, maxBytes: limits.responseBytes },
      )
      if (status < 200 || status > 299)
        throw new SendError(status, { code: codeIn(text), retryAfterMs: retryAfterMs(headers) })
      const received = request.headers.clone()
      for (const name of received.headerNames()) received.remove(name)
      headers.forEach((value, name) => {
        received.set(name, value)
      })
      return { request, status, headers: received, bodyAsText: text }
    },
  }
}

/** In seconds (RFC 9110 section 10.2.3); the form as a date is not used by the connector. */
function retryAfterMs(headers: Headers): number | undefined {
  const seconds = Number.parseFloat(headers.get('retry-after') ?? '')
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
}
