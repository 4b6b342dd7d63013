import type { Request, RequestHandler, Response } from 'express'
import * as z from 'zod/v4'
import type { Adapter, Services } from '../../src/adapter.ts'
import type { TeamsConfig } from '../../src/config.ts'
import { createInbox } from '../../src/store/inbox.ts'
import { type Incoming, incomingSchema, isArrival, isFromBot, isPersonal, tenantsOf } from './activity.ts'
import { createEvents, pressOf } from './events.ts'
import { createExtension } from './extension/index.ts'
import { LIMITS, type Limits } from './limits.ts'
import { createSender } from './send.ts'
import { plainText } from './text.ts'
import { type Admission, createVerify, type Refusal, type Verdict } from './verify.ts'

export interface TeamsOptions {
  limits?: Limits
  now?: () => number
  pause?: (ms: number) => Promise<unknown>
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
): Promise<Adapter> {
  const { Connector } = await import('./connector.ts')
  const { core, log, secret, store } = services
  const verify = createVerify(config, { limits, now, log })
  const sender = createSender({ limits, log, now, ...(pause ? { pause } : {}) })
  const events = createEvents({ services, connector: new Connector(config, { limits, now }), sender, limits })
  const extension = createExtension(services, limits)
  const inbox = createInbox({ adapter: 'teams', claims: store.claims, secret, log, work })
  const inFlight = new Set<Promise<unknown>>()
  const admitted = new WeakMap<Request, Admission>()
  let isStopping = false

  async function work(payload: string): Promise<void> {
    const { verified, incoming } = waitingSchema.parse(JSON.parse(payload))
    if (!verified && config.mode === 'authenticated') return
    if (incoming.type === 'message') await events.message(incoming)
    else if (incoming.type === 'invoke') await events.share(incoming)
    else await events.welcome(incoming)
  }

  function accept(incoming: Incoming, verified: boolean, ...key: readonly string[]): void {
    void inbox.accept({
      id: `teams:${secret.hash('event', 'teams', ...key)}`,
      payload: JSON.stringify({ verified, incoming }),
      sensitive: core.isSensitive(plainText(incoming.text ?? '')),
    })
  }

  function isForeign(incoming: Incoming): boolean {
    if (config.mode === 'open' || config.allowedTenants.length === 0) return false
    const allowed = new Set(config.allowedTenants.map(tenant => tenant.toLowerCase()))
    const tenants = tenantsOf(incoming)
    return tenants.length === 0 || !tenants.every(tenant => allowed.has(tenant))
  }

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
    const { conversation, id, type } = incoming
    const isMessage = type === 'message' && !isFromBot(incoming)
    if (!isMessage && !isArrival(incoming)) return
    if (isForeign(incoming)) refuse(incoming)
    else if (isMessage) accept(incoming, verified, conversation.id, id)
    else accept(incoming, verified, 'arrival', conversation.id.split(';')[0] ?? '')
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
    routes: [{ method: 'post', path: '/api/messages', bodyLimit: limits.bodyBytes, guard, handle }],
    async start() {
      await inbox.resume()
    },
    async stop() {
      isStopping = true
      await Promise.all([inbox.drain(), ...inFlight])
    },
  }
}
