import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../src/root.ts'
import { APP_ID, APP_PASSWORD, BotFrameworkDouble, ISSUER } from '../support/bot-framework-double.ts'
import { chromiumMissing, launchChromium } from '../support/chromium.ts'
import { type Playground, startPlayground, startSigner } from '../support/playground.ts'
import { endServers, type ServerProcess, startServer } from '../support/processes.ts'

/** Pictures to look at; overwritten by each run. */
const PICTURES = join(ROOT, 'var', 'playground')

const withAuthentication = (double: BotFrameworkDouble): Record<string, string> => ({
  MicrosoftAppId: APP_ID,
  MicrosoftAppPassword: APP_PASSWORD,
  MicrosoftAppType: 'MultiTenant',
  TEAMS_OPENID_METADATA_URL: double.metadataUrl,
  TEAMS_TOKEN_ISSUER: ISSUER,
  TEAMS_TOKEN_URL: `${double.url}/token`,
})

describe.skipIf(chromiumMissing).each([
  ['without authentication', false],
  ['with authentication, each activity signed', true],
])(`the running bot in Microsoft’s Agents Playground, %s`, { timeout: 120_000 }, (name, isSigned) => {
  let browser: Browser
  let double: BotFrameworkDouble
  let server: ServerProcess
  let signer: Playground | undefined
  let playground: Playground
  let page: Page
  const faults: string[] = []

  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true })
    browser = await launchChromium()
    double = await new BotFrameworkDouble().start()
    server = startServer({ env: isSigned ? withAuthentication(double) : { OIM_TEAMS: '1' } })
    await server.says('"ready"')
    const bot = `${server.url}/api/messages`
    signer = isSigned ? await startSigner(double, bot) : undefined
    playground = await startPlayground(signer?.url ?? bot)
    page = await browser.newPage({ viewport: { width: 1400, height: 1000 } })
    page.on('pageerror', error => faults.push(error.message))
    // its fonts come from elsewhere
    const isElsewhere = (url: URL): boolean => !['127.0.0.1', 'localhost'].includes(url.hostname)
    await page.route(isElsewhere, route => route.abort())
    await page.goto(playground.url)
    await button('Hide log panel').click()
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await playground?.stop()
    await signer?.stop()
    await endServers()
    await double?.stop()
  })

  const button = (label: string) => page.getByRole('button', { name: label }).last()
  const heading = (title: string) => page.getByRole('heading', { name: title }).last()
  const go = (where: string) => page.getByRole('treeitem', { name: where }).click()
  /** In a channel, the box of a new thread stands above those of the threads. */
  const type = (text: string) => page.getByRole('textbox').first().pressSequentially(text)
  const picture = (part: string) =>
    page.screenshot({ path: join(PICTURES, `${isSigned ? 'signed' : 'open'}-${part}.png`) })

  async function mention(text: string): Promise<void> {
    await type('@')
    await page.getByRole('menuitem', { name: 'Test Bot' }).click()
    await type(text)
  }

  test('an installation is greeted once', async () => {
    const greeting = page.getByText('Which unit handles this, and to whom do I escalate it?')
    await greeting.first().waitFor()
    expect(await greeting.count()).toBe(1)
    await picture('welcome')
  })

  test('a typed question in the personal chat brings its card', async () => {
    await type('qui gère la trésorerie ?')
    await button('Send Message').click()
    await heading('Division de la trésorerie').waitFor()
    await picture('personal')
  })

  test('a button pressed puts the next card in the place of the first', async () => {
    await button('Au-dessus').click()
    await heading('Département de la gestion financière et administrative').waitFor()
    expect(await page.getByRole('heading', { name: 'Division de la trésorerie' }).count()).toBe(0)
    await picture('pressed')
  })

  test('the search of the message extension finds a unit and puts its card into the chat', async () => {
    await button('Trigger Message Extension App').click()
    await page.getByRole('menuitem', { name: 'Search Command' }).click()
    await page.getByPlaceholder('Enter a search term').fill('treasury')
    await page.keyboard.press('Enter')
    await page.getByText('Treasury Division').last().click()
    await heading('Treasury Division').waitFor()
    await picture('search')
  })

  test('a mention in a group chat is answered there', async () => {
    await go('Group Chat')
    await mention('where do I escalate a phishing mail?')
    await button('Send Message').click()
    await page.getByText('start here').waitFor()
    await picture('group')
  })

  test('a mention in a channel is answered in its thread, and a button works there, too', async () => {
    await go('My Team - General')
    await button('Post').click()
    await mention('qui gère la trésorerie ?')
    await button('Post').click()
    await heading('Division de la trésorerie').waitFor()
    await button('Au-dessus').click()
    await heading('Département de la gestion financière et administrative').waitFor()
    await picture('channel')
  })

  test('nothing failed, in the page or in the bot', () => {
    expect(faults).toEqual([])
    expect(server.log()).not.toMatch(/"level":"(warn|error)"/)
    expect(server.log()).not.toContain('BEYOND THIS MACHINE')
    if (isSigned) expect(double.count('/token'), name).toBe(1)
  })
})
