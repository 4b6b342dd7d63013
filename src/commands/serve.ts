import { serve } from '../compose.ts'
import { parseConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { type Io, OK } from './io.ts'

/**
 * Runs until SIGTERM or SIGINT: then no new work, answers in flight go out, exit 0. SIGHUP loads the
 * directory anew and keeps the earlier one where the files have faults.
 * @throws ConfigError, DatasetError or what the address says where it cannot start
 */
export async function runServer(io: Io): Promise<number> {
  const config = parseConfig(process.env)
  const log = createLog(config.logLevel)
  process.on('unhandledRejection', error => log.error({ err: error }, 'a rejection that nobody handled'))
  const told = listenForSignals()
  const running = await serve(config, log)
  if (config.preview) io.err(`The preview is at http://${hostOf(config.host)}:${running.port}/`)

  told.onReload(() => {
    running.reload().then(
      () => log.info('the directory was loaded anew'),
      error => log.error({ err: error }, 'the directory has faults; the earlier one stays in force'),
    )
  })
  await told.toStop
  log.info('stopping')
  await running.stop()
  return OK
}

/** Heard from the first moment on: a signal that comes while adapters start must not cut off what is in flight. */
function listenForSignals(): { toStop: Promise<void>; onReload(run: () => void): void } {
  let reload = (): void => {}
  process.on('SIGHUP', () => reload())
  const toStop = new Promise<void>(resolve => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  return {
    toStop,
    onReload(run) {
      reload = run
    },
  }
}

/** Every address means this machine to somebody who sits at it. */
const hostOf = (host: string): string =>
  host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
