import type { Request, RequestHandler, Response } from 'express'
import type { Adapter, Services } from '../../src/adapter.ts'
import { isNotice } from '../../src/core.ts'
import type { Lang } from '../../src/lang.ts'
import type { Limiter } from '../../src/server/limiter.ts'
import { pageLang, readAct, readAsk } from './events.ts'
import { BODY_LIMIT, createActLimiter, createAskLimiter } from './limits.ts'
import { createPage } from './page.ts'
import { renderCard } from './render.ts'

export interface PreviewOptions {
  readonly defaultLang: Lang
}

/** The bot in a browser, for anyone without a Slack or Teams account. */
export function createPreview(services: Services, { defaultLang }: PreviewOptions): Adapter {
  const api = (limiter: Limiter, answer: Answerer): RequestHandler =>
    createApi({ services, defaultLang, limiter, answer })
  return {
    name: 'preview',
    routes: [
      ...createPage(defaultLang),
      { method: 'post', path: '/api/ask', bodyLimit: BODY_LIMIT, handle: api(createAskLimiter(), ask) },
      { method: 'post', path: '/api/act', bodyLimit: BODY_LIMIT, handle: api(createActLimiter(), act) },
    ],
    start: async () => {},
    stop: async () => {},
  }
}

/** What goes back as JSON; undefined where the request is not readable. */
type Answerer = (request: Request, services: Services) => Promise<object | undefined>

const ask: Answerer = async (request, { core, secret, toCard, publicUrl }) => {
  const event = readAsk(request, secret)
  if (!event) return undefined
  const answer = await core.ask(event.question)
  return { answer, card: renderCard(toCard(answer), answer, publicUrl), conversation: event.conversation }
}

const act: Answerer = async (request, { core, secret, toCard, toNotice, publicUrl }) => {
  const event = readAct(request, secret)
  if (!event) return undefined
  const outcome = await core.act(event.press, event.presser)
  if (isNotice(outcome)) return { notice: { ...outcome, text: toNotice(outcome) } }
  const { page } = event.press
  const card = toCard(outcome, page === undefined ? {} : { page })
  return { answer: outcome, card: renderCard(card, outcome, publicUrl) }
}

interface Api extends PreviewOptions {
  services: Services
  limiter: Limiter
  answer: Answerer
}

function createApi({ services, defaultLang, limiter, answer }: Api): RequestHandler {
  const refuse = (request: Request, response: Response, status: number, code: string): void => {
    const message = services.translate(pageLang(request, defaultLang), `preview:errors.${code}`)
    response.status(status).json({ error: { code, message } })
  }
  return async (request, response) => {
    response.set('Cache-Control', 'no-store')
    if (request.headers['sec-fetch-site'] === 'cross-site') return refuse(request, response, 403, 'elsewhere')
    const retryAfterSeconds = await limiter(request)
    if (retryAfterSeconds !== undefined) {
      response.set('Retry-After', String(retryAfterSeconds))
      return refuse(request, response, 429, 'too-many')
    }
    const result = await answer(request, services)
    if (!result) return refuse(request, response, 400, 'unreadable')
    response.json(result)
  }
}
