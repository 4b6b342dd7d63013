import type { Request, Response } from 'express'
import type { Route } from '../../src/adapter.ts'
import { readInbound } from './bodies.ts'
import type { Inbound } from './inbound.ts'
import type { Receive } from './reception.ts'
import { isFromSlack } from './verify.ts'

/** Slack's bodies are far smaller; more is refused unread. */
const BODY_LIMIT = 1_048_576

interface HttpOptions {
  signingSecret: string
  /** False once the adapter stops: Slack then sends the delivery again, to whoever comes after. */
  isOpen(): boolean
  receive: Receive
}

/**
 * The door for events, commands and interactions. Order: signature (401), shape (400), acknowledgement,
 * and only then anything that could be slow.
 */
export function createRoute({ signingSecret, isOpen, receive }: HttpOptions): Route {
  function refusal(request: Request, body: Buffer): number | undefined {
    const signed = {
      timestamp: request.get('x-slack-request-timestamp'),
      signature: request.get('x-slack-signature'),
      body,
    }
    if (!isFromSlack(signed, signingSecret, Date.now())) return 401
    return isOpen() ? undefined : 503
  }

  function handle(request: Request, response: Response): void {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const refused = refusal(request, body)
    if (refused !== undefined) {
      response.status(refused).end()
      return
    }
    const inbound = readBody(request.get('content-type') ?? '', body.toString('utf8'))
    receive(inbound, said => {
      if (said) response.json(said)
      else response.status(inbound.kind === 'malformed' ? 400 : 200).end()
    })
  }

  return { method: 'post', path: '/slack/events', bodyLimit: BODY_LIMIT, handle }
}

/** The media type may carry parameters, such as a charset; without one JSON is meant. */
function readBody(contentType: string, text: string): Inbound {
  const mediaType = contentType.split(';', 1)[0]?.trim().toLowerCase()
  if (mediaType === 'application/x-www-form-urlencoded') return readForm(new URLSearchParams(text))
  if (mediaType === 'application/json' || mediaType === '') return readInbound(parseJson(text))
  return { kind: 'malformed' }
}

function readForm(form: URLSearchParams): Inbound {
  const payload = form.get('payload')
  if (payload !== null) return readInbound(parseJson(payload))
  if (form.get('ssl_check') === '1') return { kind: 'ignored' }
  return readInbound(Object.fromEntries(form))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
