import { createHash, timingSafeEqual } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { Histogram, type Registry } from 'prom-client'
import type { ServerOptions } from './index.ts'

/** How long requests take, by route; what people type is never a label. */
export function measureRequests(metrics: Registry): RequestHandler {
  const seconds = new Histogram({
    name: 'oim_http_request_seconds',
    help: 'Time from request to answer, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers: [metrics],
  })
  return (request, response, next) => {
    const stop = seconds.startTimer()
    response.once('close', () => {
      const route: unknown = request.route?.path
      stop({
        method: request.method,
        route: typeof route === 'string' ? route : 'none',
        status: String(response.statusCode),
      })
    })
    next()
  }
}

type MetricsPageOptions = Pick<ServerOptions, 'metrics' | 'adminToken'>

/** For this machine, and for whoever holds the token; for others the page does not exist. */
export function createMetricsPage({ metrics, adminToken }: MetricsPageOptions): RequestHandler {
  return async (request, response, next) => {
    if (!isLocal(request) && !(adminToken && holdsToken(request, adminToken))) return next()
    response.type(metrics.contentType).send(await metrics.metrics())
  }
}

const LOOPBACK = /^(::ffff:)?127\.|^::1$/
const FORWARDING_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

/** A proxy on this machine makes everybody a loopback peer, so a forwarded request is not local. */
function isLocal(request: Request): boolean {
  const isForwarded = FORWARDING_HEADERS.some(name => request.headers[name] !== undefined)
  return LOOPBACK.test(request.socket.remoteAddress ?? '') && !isForwarded
}

/** Both sides are hashed: digests have one length, and comparing them takes one time. */
function holdsToken(request: Request, adminToken: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${adminToken}`))
}
