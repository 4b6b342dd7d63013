import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isMethod, METHODS, type Method, WITHOUT_TOKEN } from './slack-methods.ts'
import { acceptSocket, type ServerSocket } from './websocket.ts'

/** What the bot sent. `method` is a Web API method, or `response_url`. */
export interface Call {
  method: string
  token: string | undefined
  args: Readonly<Record<string, unknown>>
}

/** How a method behaves until told otherwise; without a mode it does what Slack does. */
export type Mode =
  | { kind: 'error'; error: string }
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  /** Answers, with this instead of the usual. */
  | { kind: 'ok'; body: Readonly<Record<string, unknown>> }
  | { kind: 'hang' }

/** A behaviour that depends on the call; undefined: the usual. */
type Behaviour = Mode | ((call: Call) => Mode | undefined)

export interface SlackDouble {
  /** The base of the Web API. */
  readonly apiUrl: string
  readonly responseUrl: string
  readonly calls: readonly Call[]
  of(method: string): readonly Call[]
  /** The n-th call of a method, from 1: now, or once it comes. */
  call(method: string, n?: number): Promise<Call>
  /** @param token the calls of this token only: of one workspace */
  set(method: Method, behaviour: Behaviour | undefined, token?: string): void
  /** Cuts the connections of calls that hang. */
  release(): void
  /** The locale that users.info tells. */
  locale: string
  /** The scopes that auth.test tells. */
  scopes: string[]
  /** The n-th connection of Socket Mode, from 1. */
  socket(n?: number): Promise<ServerSocket>
  /** Faults of what was sent: a test that leaves any fails. */
  readonly faults: readonly string[]
  close(): Promise<void>
}

/** A small, strict Slack: what it does not know it refuses and writes down as a fault. */
export async function createSlackDouble(): Promise<SlackDouble> {
  const calls: Call[] = []
  const faults: string[] = []
  const hanging = new Set<ServerResponse>()
  const behaviours = new Map<string, Behaviour>()
  const sockets: ServerSocket[] = []
  const waiting = new Set<() => void>()
  const wake = (): void => {
    for (const look of [...waiting]) look()
  }
  /** Resolves as soon as `find` finds: looked for now, and whenever something comes in. */
  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise(resolve => {
      const look = (): void => {
        const found = find()
        if (found === undefined) return
        waiting.delete(look)
        resolve(found)
      }
      waiting.add(look)
      look()
    })

  const server = createServer((request, response) => void answer(request, response))
  server.on('upgrade', (request, socket) => {
    sockets.push(acceptSocket(request, socket))
    wake()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  const base = `127.0.0.1:${address.port}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = examine(readCall(request, await readAll(request)))
    calls.push(call)
    const mode = modeOf(call)
    wake()
    if (mode?.kind === 'hang') return void hanging.add(response)
    if (mode?.kind === 'status') {
      response.writeHead(mode.status, mode.headers).end('refused')
      return
    }
    if (call.method === 'response_url') {
      response.end('ok')
      return
    }
    response.writeHead(200, {
      'content-type': 'application/json',
      ...(call.method === 'auth.test' ? { 'x-oauth-scopes': double.scopes.join(',') } : {}),
    })
    response.end(JSON.stringify(answerOf(call, mode)))
  }

  function modeOf(call: Call): Mode | undefined {
    const behaviour = behaviours.get(`${call.method} ${call.token}`) ?? behaviours.get(call.method)
    return typeof behaviour === 'function' ? behaviour(call) : behaviour
  }

  /** The call with its arguments read; what Slack would not take is written down. */
  function examine({ method, token, args }: Call): Call {
    if (!isMethod(method)) {
      faults.push(`unknown method ${method}`)
      return { method, token, args }
    }
    if (!token && !WITHOUT_TOKEN.has(method)) faults.push(`${method} without a token`)
    const { data, error } = METHODS[method].safeParse(args)
    for (const { path, message } of error?.issues ?? [])
      faults.push(`${method}: ${path.join('.')} ${message}`)
    return { method, token, args: data ?? args }
  }

  function answerOf(call: Call, mode: Exclude<Mode, { kind: 'hang' | 'status' }> | undefined): object {
    if (mode?.kind === 'ok') return { ok: true, ...mode.body }
    return mode ? { ok: false, error: mode.error } : result(call)
  }

  function result({ method, args }: Call): Record<string, unknown> {
    switch (method) {
      case 'auth.test':
        return { ok: true, user_id: 'U0BOT', bot_id: 'B0BOT', team_id: 'T0TEAM' }
      case 'users.info':
        return { ok: true, user: { id: args.user, locale: double.locale } }
      case 'chat.postMessage':
        return { ok: true, channel: args.channel, ts: '1700000009.000900' }
      case 'chat.postEphemeral':
        return { ok: true, message_ts: '1700000009.000900' }
      case 'chat.update':
        return { ok: true, channel: args.channel, ts: args.ts }
      case 'views.open':
      case 'views.push':
      case 'views.update':
      case 'views.publish':
        return { ok: true, view: { id: args.view_id ?? 'V0VIEW', hash: '1700000009.abc' } }
      case 'chat.unfurl':
      case 'assistant.threads.setStatus':
      case 'assistant.threads.setTitle':
      case 'assistant.threads.setSuggestedPrompts':
      case 'functions.completeSuccess':
      case 'functions.completeError':
        return { ok: true }
      case 'apps.connections.open':
        return { ok: true, url: `ws://${base}/link` }
      default:
        return { ok: false, error: 'unknown_method' }
    }
  }

  const of = (method: string): Call[] => calls.filter(call => call.method === method)
  const double: SlackDouble = {
    apiUrl: `http://${base}/api`,
    responseUrl: `http://${base}/commands/T0TEAM/1/secret`,
    calls,
    of,
    call: (method, n = 1) => until(() => of(method)[n - 1]),
    set(method, behaviour, token) {
      const key = token ? `${method} ${token}` : method
      if (behaviour) behaviours.set(key, behaviour)
      else behaviours.delete(key)
    },
    release() {
      for (const response of hanging) response.destroy()
      hanging.clear()
    },
    locale: 'fr-FR',
    scopes: [
      'app_mentions:read',
      'assistant:write',
      'chat:write',
      'commands',
      'im:history',
      'links:read',
      'links:write',
      'users:read',
    ],
    socket: (n = 1) => until(() => sockets[n - 1]),
    faults,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return double
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}

function readCall(request: IncomingMessage, body: string): Call {
  const path = new URL(request.url ?? '/', 'http://slack').pathname
  if (!path.startsWith('/api/')) return { method: 'response_url', token: undefined, args: JSON.parse(body) }
  return {
    method: path.slice('/api/'.length),
    token: request.headers.authorization?.replace('Bearer ', ''),
    args: Object.fromEntries(new URLSearchParams(body)),
  }
}
