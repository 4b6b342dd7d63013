import type { BrowserContext, Frame, Page } from 'playwright-core'
import * as z from 'zod/v4'

/** What the page in the frame has said to its host, as name and arguments. */
const callsSchema = z.array(z.tuple([z.string(), z.array(z.unknown())]))

interface HostOptions {
  /** Where the tab is said to be, and where it really is. */
  publicUrl: string
  serverUrl: string
  theme?: 'default' | 'dark' | 'contrast'
}

/**
 * Teams round a tab: a page at Teams' own address with the tab in a frame, which answers the messages of
 * TeamsJS. Every address is served from here; nothing beyond this machine is asked.
 */
export class TeamsHost {
  readonly page: Page
  readonly faults: string[] = []
  private constructor(page: Page) {
    this.page = page
  }

  static async open(
    context: BrowserContext,
    tabPath: string,
    { publicUrl, serverUrl, theme = 'default' }: HostOptions,
    at = 'https://teams.microsoft.com/v2/',
  ): Promise<TeamsHost> {
    await context.route('**/*', route => route.abort())
    await context.route(`${publicUrl}/**`, async route => {
      const { pathname, search } = new URL(route.request().url())
      await route.fulfill({ response: await route.fetch({ url: `${serverUrl}${pathname}${search}` }) })
    })
    const body = hostPage(`${publicUrl}${tabPath}`, theme)
    await context.route(at, route => route.fulfill({ contentType: 'text/html', body }))
    const host = new TeamsHost(await context.newPage())
    host.page.on('pageerror', error => host.faults.push(error.message))
    host.page.on('console', message => {
      if (message.type() === 'error') host.faults.push(message.text())
    })
    await host.page.goto(at)
    return host
  }

  /** The tab itself. */
  get tab(): Frame {
    const [, frame] = this.page.frames()
    if (!frame) throw new Error('no tab')
    return frame
  }

  async calls(): Promise<z.infer<typeof callsSchema>> {
    return callsSchema.parse(await this.page.evaluate('calls'))
  }

  /** Resolves once the tab has called it. */
  async whenCalled(name: string): Promise<unknown[]> {
    await this.page.waitForFunction(`calls.some(([name]) => name === '${name}')`)
    return (await this.calls()).find(([called]) => called === name)?.[1] ?? []
  }

  async changeTheme(theme: 'default' | 'dark' | 'contrast'): Promise<void> {
    await this.page.evaluate(
      `document.querySelector('iframe').contentWindow.postMessage({ func: 'themeChange', args: ['${theme}'] }, '*')`,
    )
  }
}

const hostPage = (src: string, theme: string): string => `<!doctype html><title>Teams</title>
<style>body { margin: 0 } iframe { border: 0; width: 100vw; height: 100vh }</style>
<script>
const calls = []
const answers = {
  initialize: ['content', 'web', '{"apiVersion":4,"isLegacyTeams":false,"supports":{"pages":{}}}', '2.0.0'],
  getContext: [{ locale: 'fr-fr', theme: '${theme}', entityId: 'directory', hostClientType: 'web', frameContext: 'content' }],
}
addEventListener('message', ({ data, source, origin }) => {
  calls.push([data.func, data.args ?? []])
  const args = answers[data.func]
  if (args) source.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args }, origin)
})
</script>
<iframe src="${src}" title="tab"></iframe>`
