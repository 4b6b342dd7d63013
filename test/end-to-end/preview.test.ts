import { readFileSync } from 'node:fs'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumMissing, launchChromium } from '../support/chromium.ts'
import { type PreviewServer, startPreview } from '../support/preview-server.ts'

const contrastFaults = readFileSync(new URL('../support/contrast.js', import.meta.url), 'utf8')
interface Contrast {
  faults: string[]
  checked: number
  ground: number
}
/** What is behind every kind of card. */
const QUESTIONS = [
  'qui gère la trésorerie ?',
  'stress',
  'mail d’hameçonnage',
  'manille',
  'on m’a agressée',
  '',
  'quel temps ?',
]

describe.skipIf(chromiumMissing)(
  `the preview in a browser${chromiumMissing ? ` (${chromiumMissing})` : ''}`,
  // a guard against hanging for good: starting a browser takes its time on a busy machine
  { timeout: 60_000 },
  () => {
    let preview: PreviewServer
    let browser: Browser
    beforeAll(async () => {
      browser = await launchChromium()
    }, 60_000)
    afterAll(() => browser.close())
    // a server a test: they come from one address, and together would ask too much of one
    beforeEach(async () => {
      preview = await startPreview()
    })
    afterEach(() => preview.server.close())

    async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; faults: string[] }> {
      const page = await browser.newPage({ locale: 'fr-FR', reducedMotion: 'reduce', ...options })
      const faults: string[] = []
      page.on('pageerror', error => faults.push(error.message))
      page.on('console', message => {
        if (message.type() === 'error') faults.push(message.text())
      })
      await page.goto(preview.url)
      await page.locator('#examples button').first().waitFor()
      return { page, faults }
    }

    async function ask(page: Page, question: string): Promise<Locator> {
      const count = await page.locator('.card').count()
      await page.getByRole('textbox').fill(question)
      await page.keyboard.press('Enter')
      const card = page.locator('.card').nth(count)
      await card.waitFor()
      return card
    }

    test('a typed question brings its card, in its language', async () => {
      const { page, faults } = await open()
      const card = await ask(page, 'qui gère la trésorerie ?')
      expect(await card.getByRole('heading', { level: 2 }).textContent()).toBe('Division de la trésorerie')
      expect(await card.getAttribute('lang')).toBe('fr')
      expect(await card.locator('.matched').allTextContents()).toEqual(['compte bancaire'])
      expect(await page.getByRole('status').textContent()).toBe('Division de la trésorerie')
      expect(faults).toEqual([])
      await page.close()
    })

    test('an example is a question', async () => {
      const { page } = await open()
      await page.locator('#examples button').first().click()
      expect(await page.locator('.card .title').textContent()).toBe('Division de la trésorerie')
      await page.close()
    })

    test('by keyboard alone: ask, tab to a button, press it, and be at the heading of the next card', async () => {
      const { page } = await open()
      await page.keyboard.type('trésorerie')
      await page.keyboard.press('Enter')
      await page.locator('.card').waitFor()
      await page.keyboard.press('Shift+Tab')
      const focused = () => page.evaluate<string>('document.activeElement.textContent')
      // backwards from the question: feedback, the menu, then the actions
      const seen = [await focused()]
      for (; seen.length < 10 && seen.at(-1) !== 'Escalader'; seen.push(await focused()))
        await page.keyboard.press('Shift+Tab')
      expect(seen).toEqual(['Non', 'Oui', '⋯', 'Au-dessus', 'Escalader'])
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid')
      await page.keyboard.press('Enter')
      const chain = page.locator('.card').nth(1)
      await chain.locator('.title:focus').waitFor()
      expect(await chain.locator('ol.chain > li').count()).toBe(4)
      expect(await page.locator('.card').count()).toBe(2)
      await page.close()
    })

    test('the menu opens and closes by keyboard, and offers no sharing', async () => {
      const { page } = await open()
      const card = await ask(page, 'trésorerie')
      const summary = card.locator('summary')
      await summary.focus()
      await page.keyboard.press('Enter')
      await card.locator('.menu[open]').waitFor()
      expect(await card.locator('.menu li').allTextContents()).toEqual([
        'English',
        'Copier le lien',
        'Pas cette unité ?',
        'Signaler une erreur',
      ])
      expect(await card.getByText('Partager').count()).toBe(0)
      await page.keyboard.press('Escape')
      expect(await card.locator('.menu[open]').count()).toBe(0)
      expect(await page.locator('summary:focus').count()).toBe(1)
      await page.close()
    })

    test('the link of a unit is copied', async () => {
      const { page } = await open({ permissions: ['clipboard-read', 'clipboard-write'] })
      const card = await ask(page, 'trésorerie')
      await card.locator('summary').click()
      await card.getByRole('button', { name: 'Copier le lien' }).click()
      await page.locator('.line').waitFor()
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
        `${preview.url}/unit/div-tresorerie?lang=fr`,
      )
      await page.close()
    })

    test('feedback is thanked for where it was given', async () => {
      const { page } = await open()
      const card = await ask(page, 'trésorerie')
      await card.getByRole('button', { name: 'Oui' }).click()
      expect(await card.locator('.thanks').textContent()).toBe('thanks (fr)')
      expect(await page.locator('.card').count()).toBe(1)
      await page.close()
    })

    test('a script is shown as text', async () => {
      const { page, faults } = await open()
      const typed = '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">'
      const card = await ask(page, typed)
      expect(await card.locator('.summary').textContent()).toBe(typed)
      expect(await page.locator('.asked').textContent()).toBe(`Vous\u00A0: ${typed}`)
      expect(await page.evaluate("'hacked' in window")).toBe(false)
      expect(faults).toEqual([])
      await page.close()
    })

    test('another language changes the page, and the answers that follow', async () => {
      const { page } = await open()
      await page.getByRole('button', { name: 'Español' }).click()
      await page.getByRole('heading', { name: '¿Qué unidad se ocupa?' }).waitFor()
      expect(await page.locator('html').getAttribute('lang')).toBe('es')
      const card = await ask(page, 'trésorerie')
      expect(await card.getAttribute('lang')).toBe('es')
      await page.close()
    })

    test('a failure is a plain line, and gives the question back', async () => {
      const { page } = await open()
      await page.getByRole('textbox').fill('boom')
      await page.keyboard.press('Enter')
      await page.locator('.fault').waitFor()
      expect(await page.locator('.fault').textContent()).toContain('Une erreur est survenue')
      expect(await page.getByRole('textbox').inputValue()).toBe('boom')
      await page.close()
    })

    test('nothing is wider than a window of 360 pixels, menu open', async () => {
      const { page } = await open({ viewport: { width: 360, height: 740 } })
      for (const question of [...QUESTIONS, 'x'.repeat(400)]) await ask(page, question)
      await page.locator('summary').first().click()
      await page.locator('.menu[open]').waitFor()
      const wider = await page.evaluate(`
        [...document.querySelectorAll('body *:not(.unseen)')]
          .filter(node => node.getBoundingClientRect().right > 360 || node.getBoundingClientRect().left < 0)
          .map(node => node.outerHTML.slice(0, 80))
      `)
      expect(wider).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
      await page.close()
    })

    test.each(['light', 'dark'] as const)('every text can be read in %s colours (AA)', async colorScheme => {
      const { page } = await open({ colorScheme })
      for (const question of QUESTIONS) await ask(page, question)
      await page.getByRole('textbox').fill('boom')
      await page.keyboard.press('Enter')
      await page.locator('.fault').waitFor()
      const { faults, checked, ground } = await page.evaluate<Contrast>(contrastFaults)
      expect(faults).toEqual([])
      expect(checked).toBeGreaterThan(50)
      expect(ground < 0.2).toBe(colorScheme === 'dark')
      await page.close()
    })
  },
)
