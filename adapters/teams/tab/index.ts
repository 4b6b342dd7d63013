import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import type { RequestHandler, Response } from 'express'
import type { Route, Services } from '../../../src/adapter.ts'
import { ROOT } from '../../../src/root.ts'
import { html } from '../../../src/server/html.ts'
import { createLimiter } from '../../../src/server/limiter.ts'
import { LIMITS } from '../limits.ts'
import { findUnits } from '../units.ts'
import { results, tabPage, unit } from './page.ts'
import { readView, type View } from './view.ts'

/**
 * Who may show the tab in a frame: Teams, and the other hosts of its apps (learn.microsoft.com, Prerequisites
 * of tabs, "frame-ancestor permission").
 */
const HOSTS = [
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
]
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  `frame-ancestors ${HOSTS.join(' ')}`,
].join('; ')

/** Results that are read without scrolling long. */
const MOST_RESULTS = 20

/**
 * The personal tab: search and unit pages in Teams' frame. Plain pages, which a script makes quicker; they
 * hold what `/unit/<id>` shows to anybody, so nobody is asked who they are.
 */
export function createTab(services: Services): Route[] {
  const { defaultLang, translate, unitCard } = services
  const limit = createLimiter(LIMITS.searchesPerMinute)

  async function found(view: View): Promise<string> {
    const { ids, notices } = await findUnits(view.text, view.lang, MOST_RESULTS, services)
    return tabPage(view, results(view, ids, notices, services), services)
  }

  const show: RequestHandler = async (request, response) => {
    const view = readView(request.query, defaultLang)
    const card = unitCard(view.unit, view.lang)
    const page = card ? tabPage(view, unit(view, card, services), services) : await found(view)
    send(response, page)
  }

  const search: RequestHandler = async (request, response) => {
    const view = readView(formIn(request.body), defaultLang)
    const retryAfterSeconds = await limit(request)
    if (retryAfterSeconds === undefined) return send(response, await found(view))
    const line = translate(view.lang, 'teams:tab.busy')
    response.status(429).set('Retry-After', String(retryAfterSeconds))
    send(response, tabPage(view, { title: line, status: line, content: html`` }, services))
  }

  return [
    { method: 'get', path: '/tab', handle: show },
    { method: 'post', path: '/tab/search', bodyLimit: LIMITS.formBytes, handle: search },
    fileRoute('/tab/tab.css', join(ROOT, 'adapters', 'teams', 'tab', 'page', 'tab.css')),
    fileRoute('/tab/tab.js', join(ROOT, 'adapters', 'teams', 'tab', 'page', 'tab.js')),
    fileRoute('/tab/teams.js', createRequire(import.meta.url).resolve('@microsoft/teams-js')),
  ]
}

function send(response: Response, page: string): void {
  response.removeHeader('X-Frame-Options')
  response.set({ 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store' }).type('html').send(page)
}

const formIn = (body: unknown): unknown =>
  Buffer.isBuffer(body) ? Object.fromEntries(new URLSearchParams(body.toString('utf8'))) : undefined

function fileRoute(path: string, file: string): Route {
  const content = readFileSync(file)
  return {
    method: 'get',
    path,
    // no-cache asks again each time, which the ETag makes cheap: a new release is seen at once
    handle: (_request, response) =>
      void response.set('Cache-Control', 'no-cache').type(extname(path)).send(content),
  }
}
