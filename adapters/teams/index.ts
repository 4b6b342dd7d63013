import type { Request, RequestHandler, Response } from 'express'
import * as z from 'zod/v4'
import type { Adapter, Services } from '../../src/adapter.ts'
import type { TeamsConfig } from '../../src/config.ts'
import { never } from '../../src/never.ts'
import { createInbox } from '../../src/store/inbox.ts'
import { type Incoming, incomingSchema, isPersonal, placeOf, tenantsOf } from './activity.ts'
import { createEvents, pressOf } from './events.ts'
import { createExtension } from './extension/index.ts'
import { happeningOf } from './lifecycle.ts'
import { LIMITS, type Limits } from './limits.ts'
import { createCards } from './outgoing.ts'
import { createReferences } from './references.ts'
import { createSender } from './send.ts'
import { createTab } from './tab/index.ts'
import { createTell, type Tell } from './tell.ts'
import { createTenantCheck } from './tenants.ts'
import { plainText } from './text.ts'
import { type Admission, createVerify, type Refusal, type Verdict } from './verify.ts'

export interface TeamsOptions {
  limits?: Limits
  now?: () => number
  pause?: (ms: number) => Promise<unknown>
}

/** Teams can also be written to first. */
export interface Teams extends Adapter {
  readonly tell: Tell
}

/** An activity that waits in the inbox, with what verification found: a later process works no unverified one. */
const waitingSchema = z.object({ verified: z.boolean(), incoming: incomingSchema })

/**
 * Microsoft Teams. The library is loaded here and not before: it costs some 20 MB and half a second, which
 * nobody shall pay who does not use it.
 */
export async function createTeams(
  services: Services,
  config: Exclude<TeamsConfig, { mode: 'off' }>,
  { limits = LIMITS, now = Date.now, pause }: TeamsOptions = {},
): Promise<Teams> {
  const { Connector } = await import('./connector.ts')
  const { core, log, secret, store } = services
  const verify = createVerify(config, { limits, now, log })
  const sender = createSender({ limits, log, now, ...(pause ? { pause } : {}) })
  const connector = new Connector(config, { limits, now })
  const appId = config.mode === 'authenticated' ? config.appId : ''
  const references = createReferences(services, { appId, limits })
  const cards = createCards(services)
  const isAllowed = createTenantCheck(config)
  const events = createEvents({ services, connector, cards, sender, references, limits })
  const extension = createExtension(services, limits)
  const tell = createTell({ cards, connector, references, sender, isAllowed })
  const inbox = createInbox({ adapter: 'teams', claims: store.claims, secret, log, work })
  const inFlight = new Set<Promise<unknown>>()
  const admitted = new WeakMap<Request, Admission>()
  let isStopping = false

  async function work(payload: string): Promise<void> {
    const { verified, incoming } = waitingSchema.parse(JSON.parse(payload))
    if (!verified && config.mode === 'authenticated') return
    if (incoming.type === 'message') await events.message(incoming)
    else if (incoming.type === 'messageUpdate') await events.edit(incoming)
    else if (incoming.type === 'invoke') await events.share(incoming)
    else await events.welcome(incoming)
  }

  function accept(incoming: Incoming, verified: boolean, ...key: readonly string[]): void {
    const sensitive = core.isSensitive(plainText(incoming.text ?? ''))
    void inbox.accept({
      id: `teams:${secret.hash('event', 'teams', ...key)}`,
      payload: JSON.stringify({ verified, incoming }),
      sensitive,
    })
    // of a sensitive matter not even the place is written down
    if (!sensitive) track(references.note(incoming))
  }

  const isForeign = (incoming: Incoming): boolean => !isAllowed(tenantsOf(incoming))

  /** Nothing of a foreign tenant is written down, not even that it wrote. */
  function refuse(incoming: Incoming): void {
    log.warn({ reason: 'tenant-foreign', type: incoming.type }, 'Teams: an activity was refused')
    if (incoming.type !== 'message') return
    track(events.refuse(incoming).catch(error => log.warn({ err: error }, 'Teams: a refusal did not go out')))
  }

  function track(task: Promise<unknown>): void {
    const tracked = task.finally(() => inFlight.delete(tracked))
    inFlight.add(tracked)
  }

  function take(incoming: Incoming, verified: boolean): void {
    const { conversation, id, timestamp = '', text = '', channelData } = incoming
    const happening = happeningOf(incoming)
    if (!happening) return
    if (isForeign(incoming)) return void refuse(incoming)
    switch (happening) {
      case 'message':
        accept(incoming, verified, conversation.id, id)
        break
      case 'edit':
        accept(incoming, verified, 'edit', conversation.id, id, timestamp, text)
        break
      case 'arrival':
        accept(incoming, verified, 'arrival', placeOf(incoming))
        break
      case 'renewal':
        track(references.note(incoming))
        break
      case 'departure':
        track(references.leave(incoming))
        break
      case 'channel-departure':
        track(references.forget({ place: channelData?.channel?.id ?? '' }))
        break
      default:
        never(happening)
    }
  }

  async function answerInvoke(incoming: Incoming, verified: boolean, response: Response): Promise<void> {
    const isPress = incoming.name === 'adaptiveCard/action'
    if (isForeign(incoming)) {
      refuse(incoming)
      const refusal = isPress ? events.refusePress(incoming).body : extension.refuse(incoming)
      return void (refusal ? response.json(refusal) : response.status(501).end())
    }
    const extended = await extension.answer(incoming)
    if (extended) return void response.json(extended)
    if (!isPress) return void response.status(501).end()
    const { status, body } = await events.press(incoming)
    response.status(status).json(body)
    if (pressOf(incoming)?.action === 'share' && !isPersonal(incoming))
      accept(incoming, verified, 'share', incoming.conversation.id, incoming.id)
  }

  function turnAway({ status, reason }: Refusal, response: Response): void {
    log.warn({ reason }, 'Teams: a request was refused')
    response.status(status).end()
  }

  const guard: RequestHandler = async (request, response, next) => {
    const admission = await verify.admit(request.headers.authorization)
    if ('reason' in admission) return turnAway(admission, response)
    admitted.set(request, admission)
    next()
  }

  const handle: RequestHandler = async (request, response) => {
    const admission = admitted.get(request)
    const verdict: Verdict = admission
      ? verify.check(admission, request.body)
      : { status: 401, reason: 'token-missing' }
    if ('reason' in verdict) return turnAway(verdict, response)
    const { incoming, verified } = verdict
    if (isStopping) return void response.status(503).end()
    if (incoming.type === 'invoke') return await answerInvoke(incoming, verified, response)
    // acknowledged first: neither the store nor the connector may hold the request
    response.status(200).end()
    take(incoming, verified)
  }

  return {
    name: 'teams',
    tell,
    routes: [
      { method: 'post', path: '/api/messages', bodyLimit: limits.bodyBytes, guard, handle },
      ...createTab(services),
    ],
    async start() {
      await inbox.resume()
    },
    async stop() {
      isStopping = true
      await Promise.all([inbox.drain(), ...inFlight])
    },
  }
}
