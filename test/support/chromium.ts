import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const EXECUTABLE = '/usr/bin/chromium'

/** Why browser tests cannot run here; undefined where they can. In CI they must, so there they fail instead. */
export const chromiumMissing: string | undefined =
  existsSync(EXECUTABLE) || process.env.CI === 'true'
    ? undefined
    : `no ${EXECUTABLE}: apt-get install -y chromium`

/** A headless browser that talks to nobody but the pages under test. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
