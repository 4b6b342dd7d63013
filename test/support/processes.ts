import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ROOT } from '../../src/root.ts'
import { KEY } from './inbox.ts'
import { newFolder, ORGANISATION_DIR } from './organisation.ts'

export const LOOPBACK_ONLY = join('test', 'support', 'loopback-only.cjs')
type Environment = Record<string, string>

interface StartOptions {
  env?: Environment
  /** The project's folder: another copy of it, for the image. */
  root?: string
  uid?: number
  input?: string | Buffer
}

/** The built program in a process of its own: an empty environment, a folder of its own, this machine only. */
function start(args: readonly string[], { env = {}, root = ROOT, uid, input }: StartOptions): ChildProcess {
  const child = spawn(process.execPath, [join(root, 'dist', 'src', 'cli.js'), ...args], {
    cwd: '/',
    env: { PATH: process.env.PATH, NODE_OPTIONS: `--require ${join(root, LOOPBACK_ONLY)}`, ...env },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  child.stdin?.on('error', () => {})
  child.stdin?.end(input ?? '')
  return child
}

export interface Result {
  code: number | null
  out: string
  err: string
}

/** Where the commands keep what they trained on the invented organisation: once for a test file. */
const cache = newFolder()
const ORGANISATION = { OIM_DATA_DIR: ORGANISATION_DIR, DATABASE_URL: `file:${join(cache, 'oim.sqlite')}` }

/** Runs a command over the invented organisation, to its end. */
export async function oim(args: readonly string[], options: StartOptions = {}): Promise<Result> {
  const child = start(args, { ...options, env: { ...ORGANISATION, ...options.env } })
  const out = collect(child.stdout)
  const err = collect(child.stderr)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out: out.text, err: err.text }
}

function collect(stream: NodeJS.ReadableStream | null): { text: string } {
  const so = { text: '' }
  stream?.setEncoding('utf8')
  stream?.on('data', (part: string) => {
    so.text += part
  })
  return so
}

export interface ServerProcess {
  readonly url: string
  readonly databasePath: string
  /** Everything that was logged so far. */
  log(): string
  /** Resolves once the log says so. @throws Error where the process ends before */
  says(words: string | RegExp): Promise<string>
  signal(signal: NodeJS.Signals): void
  /** How it ended; `code` is null where a signal ended it. */
  readonly ended: Promise<{ code: number | null; signal: string | null }>
  ask(text: string, headers?: Environment): Promise<{ status: number; body: AskBody }>
}

export interface AskBody {
  answer: { type: string; entities: string[]; lang: string }
  card: { title: string }
}

const running: ChildProcess[] = []

/** `serve` on a free port. Resolves at once: `says('ready')` waits for it. */
export function startServer({ env = {}, ...options }: StartOptions = {}): ServerProcess {
  const databasePath = join(newFolder(), 'oim.sqlite')
  const given = { PORT: '0', DATABASE_URL: `file:${databasePath}`, OIM_SECRET_KEY: KEY, ...env }
  const child = start(['serve'], { ...options, env: given })
  running.push(child)
  const log = collect(child.stderr)
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }))
  const url = (): string => `http://127.0.0.1:${/"port":(\d+)/.exec(log.text)?.[1]}`

  async function says(words: string | RegExp): Promise<string> {
    const isSaid = (): boolean =>
      typeof words === 'string' ? log.text.includes(words) : words.test(log.text)
    while (!isSaid()) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`ended without it:\n${log.text}`)
      const heard = child.stderr ? once(child.stderr, 'data') : Promise.reject(new Error('no log'))
      await Promise.race([heard, ended])
    }
    return log.text
  }

  return {
    get url() {
      return url()
    },
    databasePath,
    log: () => log.text,
    says,
    signal: signal => void child.kill(signal),
    ended,
    async ask(text, headers = {}) {
      const response = await fetch(`${url()}/api/ask`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ text }),
      })
      return { status: response.status, body: (await response.json()) as AskBody }
    },
  }
}

/** Ends the processes that a test started and left running. */
export async function endServers(): Promise<void> {
  await Promise.all(
    running.splice(0).map(async child => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'close')
    }),
  )
}
