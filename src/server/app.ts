import { randomUUID } from 'node:crypto'
import express, { type Express, type RequestHandler } from 'express'
import type { Adapter, Route } from '../adapter.ts'
import { ASSETS } from './assets.ts'
import { createErrorHandler, createNotFound } from './errors.ts'
import { createReadiness } from './health.ts'
import type { ServerOptions } from './index.ts'
import { createMetricsPage, measureRequests } from './metrics.ts'
import { securityHeaders } from './security.ts'
import { createTextPage } from './text-pages.ts'
import { createUnitPage } from './unit-page.ts'

/** All routes of the process. The server's own come first: no adapter can take them. */
export function createApp(options: ServerOptions, isClosing: () => boolean): Express {
  const app = express()
  app.disable('x-powered-by')
  app.use(identify, measureRequests(options.metrics), securityHeaders)
  app.use(closeConnectionWhen(isClosing))

  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }))
  app.get('/readyz', createReadiness({ ...options, isClosing }))
  app.get('/metrics', createMetricsPage(options))
  for (const [path, asset] of Object.entries(ASSETS)) app.get(path, asset)
  app.get('/unit/:id', createUnitPage(options))
  app.get('/privacy', createTextPage('privacy', options))
  app.get('/terms', createTextPage('terms', options))
  for (const adapter of options.adapters) mount(app, adapter)

  app.use(createNotFound(options))
  app.use(createErrorHandler(options))
  return app
}

function mount(app: Express, { routes }: Pick<Adapter, 'routes'>): void {
  for (const route of routes)
    app[route.method](route.path, ...(route.guard ? [route.guard] : []), ...rawBody(route), route.handle)
}

function rawBody({ bodyLimit }: Route): RequestHandler[] {
  if (bodyLimit === undefined) return []
  return [express.raw({ type: () => true, limit: bodyLimit }), emptyBody]
}

/** express.raw leaves the body undefined where none came. */
const emptyBody: RequestHandler = (request, _response, next) => {
  request.body ??= Buffer.alloc(0)
  next()
}

/** An id that the person may quote and the log knows. */
const identify: RequestHandler = (_request, response, next) => {
  response.set('x-request-id', randomUUID())
  next()
}

/**
 * Once the server closes, each answer is the last of its connection. The answer of a request that was in
 * flight has no headers yet at that moment, so the question is asked when they are written.
 */
function closeConnectionWhen(isClosing: () => boolean): RequestHandler {
  return (_request, response, next) => {
    const { writeHead } = response
    response.writeHead = ((...args: Parameters<typeof writeHead>) => {
      if (isClosing()) response.setHeader('Connection', 'close')
      return writeHead.apply(response, args)
    }) as typeof writeHead
    next()
  }
}
