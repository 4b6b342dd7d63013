import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGS } from '../../src/lang.ts'
import { showCards, THEMES } from '../support/card-gallery.ts'
import { chromiumMissing, launchChromium } from '../support/chromium.ts'
import { teamsCards } from '../support/teams-answers.ts'

const contrastFaults = readFileSync(new URL('../support/contrast.js', import.meta.url), 'utf8')

describe.skipIf(chromiumMissing)(
  `every kind of card, drawn by the official renderer${chromiumMissing ? ` (${chromiumMissing})` : ''}`,
  { timeout: 60_000 },
  () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await launchChromium()
    }, 60_000)
    afterAll(() => browser.close())

    describe.each(LANGS)('in %s', lang => {
      const cards = Object.values(teamsCards(lang))

      test.each(THEMES)('can be read in the theme %s (AA)', async theme => {
        const page = await showCards(browser, cards, { theme })
        const { faults, checked } = await page.evaluate<{ faults: string[]; checked: number }>(contrastFaults)
        expect(faults).toEqual([])
        expect(checked).toBeGreaterThan(100)
        await page.close()
      })

      test('is no wider than a narrow phone', async () => {
        const page = await showCards(browser, cards, { width: 320 })
        const wider = await page.evaluate(`
          [...document.querySelectorAll('body *')]
            .filter(node => node.getBoundingClientRect().right > 320)
            .map(node => node.outerHTML.slice(0, 80))
        `)
        expect(wider).toEqual([])
        const cut = await page.evaluate(`
          [...document.querySelectorAll('button, button *')]
            .filter(node => node.scrollWidth > node.clientWidth + 1)
            .map(node => node.textContent)
        `)
        expect(cut).toEqual([])
        await page.close()
      })

      test('is drawn whole, and says what each press does', async () => {
        const page = await showCards(browser, cards)
        expect(await page.locator('article').count()).toBe(cards.length)
        // a heading of each card for screen readers, and a name for whatever can be pressed
        expect(await page.getByRole('heading').count()).toBe(cards.length)
        const nameless = await page.evaluate(`
          [...document.querySelectorAll('[role=button], button, a')]
            .filter(node => !(node.getAttribute('aria-label') || node.title || node.textContent.trim()))
            .map(node => node.outerHTML.slice(0, 120))
        `)
        expect(nameless).toEqual([])
        expect(await page.getByRole('button').count()).toBeGreaterThan(30)
        await page.close()
      })
    })

    test('whatever an escape protects is seen as it was written', async () => {
      const { help } = teamsCards('fr')
      const page = await showCards(browser, [help])
      const seen = await page.locator('article').innerText()
      expect(seen).not.toMatch(/\\|&(amp|lt|gt|#123);/)
      expect(seen).toContain('laissez-passer')
      await page.close()
    })
  },
)
