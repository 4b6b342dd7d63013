import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod/v4'
import { encodePress, pressSchema } from '../src/cards/press.ts'
import { readLabelled } from '../src/evaluation/index.ts'
import { ROOT } from '../src/root.ts'

/**
 * Our bot in Teams against the bare library, in turns in one run, each in a process of its own and both
 * without authentication: messages (ours understands, keeps what it must, and sends a card; the bare one
 * does one MiniSearch.search and sends a static card) and Action.Execute (the bare one answers a static
 * card). A message counts when its answer has come to the connector. Then our heap, after collections.
 *
 *   npm run --silent build && node dist/bench/teams.js
 */
const ROUNDS = 4
const AT_ONCE = 8
/** `--short`, for a busy machine: fewer requests, and no look at the heap. */
const isShort = process.argv.includes('--short')
const MESSAGES = isShort ? 150 : 1_500
const PRESSES = isShort ? 600 : 3_000
/** Messages before the first and the second look at our heap. */
const HEAP_AT = isShort ? [] : [10_000, 50_000]

const folder = mkdtempSync(join(tmpdir(), 'oim-bench-'))
const questions = readLabelled(join(ROOT, 'test', 'evaluation', 'development.jsonl')).map(q => q.q)
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE * 2 })

/** The connector: whoever waits for an answer is told when it has come. */
const waiting = new Map<string, () => void>()
const connector = createServer((incoming, response) => {
  const told = waiting.get(decodeURIComponent(incoming.url?.split('/').at(-1) ?? ''))
  incoming.resume().on('end', () => {
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"sent"}')
    told?.()
  })
})
await new Promise<void>(resolve => connector.listen(0, '127.0.0.1', resolve))
const serviceUrl = `http://127.0.0.1:${(connector.address() as AddressInfo).port}/`

interface Side {
  name: 'ours' | 'bare'
  url: string
  child: ChildProcess
}
const told = z.object({ port: z.number().optional(), heap: z.number().optional() })

async function start(name: Side['name']): Promise<Side> {
  const child = fork(join(import.meta.dirname, 'teams', 'servers.js'), [name], {
    execArgv: ['--expose-gc'],
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      OIM_TEAMS: '1',
      OIM_PREVIEW: '0',
      LOG_LEVEL: 'error',
      OIM_SECRET_KEY: 'a key of the benchmark, 32 characters',
      DATABASE_URL: `file:${join(folder, `${name}.sqlite`)}`,
    },
  })
  const [{ port }] = z.tuple([told]).parse((await once(child, 'message')).slice(0, 1))
  return { name, child, url: `http://127.0.0.1:${port}/api/messages` }
}

let count = 0
function activity(more: object): { id: string; body: string } {
  const id = `activity-${++count}`
  const body = JSON.stringify({
    id,
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${count}`, name: 'Awa', aadObjectId: `aad-${count}` },
    recipient: { id: '28:bot', name: 'OIM' },
    conversation: { id: `a:${count}`, conversationType: 'personal', tenantId: 'tenant' },
    channelData: { tenant: { id: 'tenant' } },
    locale: 'fr-CH',
    ...more,
  })
  return { id, body }
}

async function message({ url }: Side): Promise<void> {
  const { id, body } = activity({ type: 'message', text: questions[count % questions.length] })
  const answered = new Promise<void>(resolve => waiting.set(id, resolve))
  await post(url, body)
  await answered
  waiting.delete(id)
}

const press = encodePress(
  pressSchema.parse({ action: 'open', answer: 'A1b2C3d4E5f6', entity: 'div-tresorerie', lang: 'fr' }),
)
async function execute({ url }: Side): Promise<void> {
  const value = { action: { type: 'Action.Execute', verb: 'oim', data: { press } } }
  const { body } = activity({ type: 'invoke', name: 'adaptiveCard/action', value })
  const answer = await post(url, body)
  if (!answer.includes('AdaptiveCard')) throw new Error(`no card: ${answer.slice(0, 200)}`)
}

function post(url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sent = request(url, { method: 'POST', agent, headers }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      response.on('end', () => {
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`answered ${response.statusCode}`))
      })
    })
    sent.on('error', reject).end(body)
  })
}

type Run = (side: Side) => Promise<void>
interface Measured {
  perSecond: number
  times: number[]
}

async function measure(run: Run, side: Side, total: number): Promise<Measured> {
  const times: number[] = []
  const from = performance.now()
  let left = total
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const start = performance.now()
      await run(side)
      times.push(performance.now() - start)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return { perSecond: total / ((performance.now() - from) / 1_000), times }
}

const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? 0
const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`

const ours = await start('ours')
const bare = await start('bare')
const lines = [
  row('', 'ours per s', 'bare per s', 'ratio', 'ours p50, p99 ms', 'bare p50, p99 ms'),
  row(...Array<string>(6).fill('---')),
]

for (const [name, run, total] of [
  ['message, at least 0.6', message, MESSAGES],
  ['Action.Execute, at least 0.7', execute, PRESSES],
] as const) {
  // Once unmeasured: compilation and caches are no part of either.
  for (const side of [ours, bare]) await measure(run, side, total / 3)
  const measured = { ours: [] as Measured[], bare: [] as Measured[] }
  for (let round = 0; round < ROUNDS; round += 1)
    for (const side of round % 2 === 0 ? [ours, bare] : [bare, ours])
      measured[side.name].push(await measure(run, side, total))
  const rate = (of: Measured[]): number =>
    quantile(
      of.map(m => m.perSecond),
      0.5,
    )
  const spread = (of: Measured[]): string => {
    const times = of.flatMap(m => m.times)
    return [0.5, 0.99].map(q => quantile(times, q).toFixed(1)).join(', ')
  }
  lines.push(
    row(
      name,
      rate(measured.ours).toFixed(0),
      rate(measured.bare).toFixed(0),
      (rate(measured.ours) / rate(measured.bare)).toFixed(2),
      spread(measured.ours),
      spread(measured.bare),
    ),
  )
}

const heaps: number[] = []
let requests = 0
for (const at of HEAP_AT) {
  await measure(message, ours, at - requests)
  requests = at
  ours.child.send('heap')
  const [{ heap = 0 }] = z.tuple([told]).parse((await once(ours.child, 'message')).slice(0, 1))
  heaps.push(heap)
}
const [first = 0, second = 0] = heaps
if (first > 0)
  lines.push(
    '',
    `Our heap after ${HEAP_AT.join(' and ')} messages: ${heaps.map(h => (h / 1e6).toFixed(1)).join(' and ')} MB, ratio ${(second / first).toFixed(3)} (at most 1.05)`,
  )

for (const { child } of [ours, bare]) child.kill()
connector.closeAllConnections()
connector.close()
agent.destroy()
rmSync(folder, { recursive: true })
process.stdout.write(`${lines.join('\n')}\n`)
