import { type CodedError, ErrorCode, InstallProvider } from '@slack/oauth'
import type { Request, Response } from 'express'
import type { Route, Services } from '../../../src/adapter.ts'
import { NEEDED_SCOPES } from '../scopes.ts'
import type { Timing } from '../timing.ts'
import { clientOptions, createLibraryLog } from '../web.ts'
import type { OAuthConfig } from './index.ts'
import { type Installation, toInstallation } from './installation.ts'
import { createStates, STATE_SECONDS } from './states.ts'

const INSTALL = '/slack/install'
const RETURN = '/slack/oauth_redirect'
/** Asks for the way to Slack, not for the page that explains it. */
const START = 'start'

const APP_REDIRECT = 'https://slack.com/app_redirect'

/**
 * `GET /slack/install` explains and leads to Slack; `GET /slack/oauth_redirect` is where Slack sends the
 * browser back, with a code that is exchanged for a token.
 */
export function createPages(
  { store, secret, log, translate, messagePage, requestLang }: Services,
  { clientId, clientSecret, publicUrl, authorizeUrl, apiUrl }: OAuthConfig,
  timing: Timing,
  keep: (installation: Installation) => Promise<void>,
): readonly Route[] {
  const options = { scopes: [...NEEDED_SCOPES], redirectUri: `${publicUrl}${RETURN}` }
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    installUrlOptions: options,
    directInstall: true,
    stateStore: createStates(store.claims, secret, options),
    stateCookieExpirationSeconds: STATE_SECONDS,
    installationStore: {
      storeInstallation: installed => keep(toInstallation(installed)),
      fetchInstallation: () => Promise.reject(new Error('workspaces are looked up elsewhere')),
    },
    clientOptions: clientOptions(apiUrl, timing),
    logger: createLibraryLog(log),
    ...(authorizeUrl ? { authorizationUrl: authorizeUrl } : {}),
  })

  function say(request: Request, response: Response, status: number, what: string, url?: string): void {
    const lang = requestLang(request)
    const link = url && { url, label: translate(lang, `slack:install.${what}-link`) }
    const page = messagePage(lang, translate(lang, `slack:install.${what}`), link || undefined)
    response.status(status).set('Cache-Control', 'no-store').type('html').send(page)
  }

  async function install(request: Request, response: Response): Promise<void> {
    if (request.query[START] === undefined)
      return say(request, response, 200, 'lead', `${INSTALL}?${START}=1`)
    response.set('Cache-Control', 'no-store')
    await provider.handleInstallPath(request, response)
  }

  async function comeBack(request: Request, response: Response): Promise<void> {
    await provider.handleCallback(request, response, {
      success: ({ appId, team }) => {
        const query = new URLSearchParams({
          ...(appId ? { app: appId } : {}),
          ...(team ? { team: team.id } : {}),
        })
        say(request, response, 200, 'done', `${APP_REDIRECT}?${query}`)
      },
      failure: error => {
        const { status, what } = failureOf(error)
        say(request, response, status, what, `${INSTALL}`)
      },
    })
  }

  return [
    { method: 'get', path: INSTALL, handle: install },
    { method: 'get', path: RETURN, handle: comeBack },
  ]
}

const INVALID: ReadonlySet<string> = new Set([
  ErrorCode.InvalidStateError,
  ErrorCode.MissingStateError,
  ErrorCode.MissingCodeError,
])

function failureOf({ code }: CodedError): { status: number; what: 'denied' | 'invalid' | 'failed' } {
  if (code === ErrorCode.AuthorizationError) return { status: 403, what: 'denied' }
  return INVALID.has(code) ? { status: 400, what: 'invalid' } : { status: 502, what: 'failed' }
}
