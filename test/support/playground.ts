import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import * as z from 'zod/v4'
import { ROOT } from '../../src/root.ts'
import type { BotFrameworkDouble } from './bot-framework-double.ts'
import { newFolder } from './organisation.ts'
import { LOOPBACK_ONLY } from './processes.ts'

const CLI = createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/cli.js')

export interface Playground {
  readonly url: string
  stop(): Promise<void>
}

/** Microsoft's own test client, in a process of its own that reaches nobody beyond this machine. */
export async function startPlayground(endpoint: string): Promise<Playground> {
  const port = await freePort()
  const preloads = [join('test', 'support', 'listen-on-loopback.cjs'), LOOPBACK_ONLY]
  const folder = newFolder()
  const child = spawn(
    process.execPath,
    [
      ...preloads.flatMap(file => ['--require', join(ROOT, file)]),
      ...[CLI, '-e', endpoint, '-c', 'msteams', '-p', `${port}`, '--dt', 'true'],
    ],
    // it writes its logs beside where it stands
    { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, TEAMSAPPTESTER_BROWSER: 'none' } },
  )
  child.stderr.resume()
  await says(child, `Listening on ${port}`)
  return {
    url: `http://127.0.0.1:${port}/`,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'close')
    },
  }
}

async function says(child: ChildProcess, words: string): Promise<void> {
  let heard = ''
  const ended = once(child, 'close').then(() => {
    throw new Error(`the playground ended:\n${heard}`)
  })
  ended.catch(() => {})
  child.stdout?.setEncoding('utf8')
  while (!heard.includes(words)) {
    const data = child.stdout ? once(child.stdout, 'data') : ended
    const [part] = await Promise.race([data, ended])
    heard += part
  }
  child.stdout?.resume()
}

/** The playground takes no port 0; its service URL is made of the one it is given. */
async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await new Promise(resolve => server.close(resolve))
  return port
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

const addressed = z.looseObject({ serviceUrl: z.string() })

/**
 * Between the playground, which signs nothing, and a bot that authenticates: puts a token of the double
 * on each activity, as the Bot Connector does.
 */
export async function startSigner(double: BotFrameworkDouble, bot: string): Promise<Playground> {
  const server = createServer(async (request, response) => {
    const body = await readBody(request)
    // it looks first whether anybody is there
    if (body === '') return void response.end()
    const { serviceUrl } = addressed.parse(JSON.parse(body))
    const authorization = `Bearer ${await double.sign({ serviceurl: serviceUrl })}`
    const headers = { 'content-type': 'application/json', authorization }
    const answer = await fetch(bot, { method: 'POST', headers, body })
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  })
  const url = `http://127.0.0.1:${await listen(server)}/api/messages`
  return {
    url,
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
