import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import type { ServerOptions } from './index.ts'
import { requestLang } from './lang.ts'
import { renderMessagePage } from './layout.ts'

type Options = Pick<ServerOptions, 'log' | 'translate' | 'defaultLang'>
type Code = 'not-found' | 'too-large' | 'bad-request' | 'failed'

export function createNotFound(options: Options): RequestHandler {
  return (request, response) => refuse(request, response, { status: 404, code: 'not-found' }, options)
}

/** The person gets a plain line and an id; what went wrong goes to the log, under the same id. */
export function createErrorHandler(options: Options): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const status = statusOf(error)
    options.log[status < 500 ? 'debug' : 'error'](
      {
        err: error,
        request: response.get('x-request-id'),
        method: request.method,
        route: request.route?.path,
        status,
      },
      'a request failed',
    )
    // half an answer cannot be mended: the client must see that it is not whole
    if (response.headersSent) return void response.destroy()
    refuse(request, response, { status, code: codeOf(status) }, options)
  }
}

/** Only parsers may blame the request: `expose` is how http-errors marks their refusals, URIError is the router's. */
function statusOf(error: unknown): number {
  if (error instanceof URIError) return 400
  if (!(error instanceof Error) || Reflect.get(error, 'expose') !== true) return 500
  const status: unknown = Reflect.get(error, 'status')
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}

function codeOf(status: number): Code {
  if (status === 413) return 'too-large'
  return status < 500 ? 'bad-request' : 'failed'
}

function refuse(
  request: Request,
  response: Response,
  { status, code }: { status: number; code: Code },
  { translate, defaultLang }: Options,
): void {
  const lang = requestLang(request, defaultLang)
  const message = translate(lang, `server:errors.${code}`)
  response.status(status).set('Cache-Control', 'no-store')
  if (request.accepts(['json', 'html']) === 'html')
    response.type('html').send(renderMessagePage(lang, message))
  else response.json({ error: { code, message, request: response.get('x-request-id') } })
}
