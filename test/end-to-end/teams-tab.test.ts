import { readFileSync } from 'node:fs'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGS } from '../../src/lang.ts'
import { chromiumMissing, launchChromium } from '../support/chromium.ts'
import { endServers, type ServerProcess, startServer } from '../support/processes.ts'
import { TeamsHost } from '../support/teams-host.ts'

const PUBLIC_URL = 'https://oim.example.org'
const contrastFaults = readFileSync(new URL('../support/contrast.js', import.meta.url), 'utf8')

let server: ServerProcess
beforeAll(async () => {
  server = startServer({ env: { OIM_TEAMS: '1', PUBLIC_URL } })
  await server.says('"ready"')
})
afterAll(endServers)

const get = (path: string): Promise<Response> => fetch(`${server.url}${path}`)
const search = (fields: Record<string, string>): Promise<Response> =>
  fetch(`${server.url}/tab/search`, { method: 'POST', body: new URLSearchParams(fields) })
const titlesIn = (page: string): string[] =>
  [...page.matchAll(/<li><a href="[^"]*">([^<]+)<\/a>/g)].map(([, title]) => title ?? '')

describe('the tab without a script', () => {
  test('begins with the top of the structure', async () => {
    const page = await (await get('/tab?lang=en-gb')).text()
    expect(page).toContain('<html lang="en" data-theme="default">')
    expect(page).toContain('The top of the structure')
    expect(titlesIn(page)[0]).toBe('International Organization for Migration')
  })

  test.each(LANGS)(
    'finds a unit by what it handles, and shows it with what it consists of: %s',
    async lang => {
      const text = { fr: 'trésorerie', en: 'treasury', es: 'tesorería' }[lang]
      const found = await (await search({ text, lang })).text()
      const [, href] = /<li><a href="([^"]*div-tresorerie[^"]*)"/.exec(found) ?? []
      const page = await (await get((href ?? '').replaceAll('&amp;', '&'))).text()
      expect(page).toContain(`<html lang="${lang}"`)
      expect(page).toMatch(/<h1 class="title">[^<]*(trésorerie|Treasury|Tesorería)/i)
      expect(page).toContain(`${PUBLIC_URL}/unit/div-tresorerie?lang=${lang}`)
    },
  )

  test('answers a whole question', async () => {
    const page = await (await search({ text: 'où signaler un mail d’hameçonnage ?', lang: 'fr' })).text()
    expect(titlesIn(page)[0]).toContain('sécurité')
  })

  test('says first what a sensitive matter needs to hear', async () => {
    const page = await (await search({ text: 'on m’a agressée au bureau', lang: 'fr' })).text()
    expect(page).toContain('<p class="notice">')
    expect(page).toContain('n’a rien signalé')
  })

  test('what is typed comes back as text', async () => {
    const typed = '"><script>alert(1)</script>'
    const page = await (await search({ text: typed, lang: 'fr' })).text()
    expect(page).not.toContain('<script>alert')
    expect(page).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"')
  })

  test.each([
    ['of the wrong kind', '/tab?lang[]=x&theme=%00&unit=../../etc/passwd&text[a]=b'],
    ['that Teams did not fill in', '/tab?lang={app.locale}&theme={app.theme}&unit={page.subPageId}'],
    ['of great length', `/tab?unit=${'x'.repeat(5_000)}`],
  ])('parameters %s change nothing', async (_name, path) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('Le sommet de la structure')
  })

  test('too large a form is refused', async () => {
    expect((await search({ text: 'x'.repeat(40_000) })).status).toBe(413)
  })

  test('may be framed by Teams and its kin, runs our script alone, and is not kept', async () => {
    const { headers } = await get('/tab')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain(
      'frame-ancestors https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft',
    )
    for (const rule of ["default-src 'none'", "script-src 'self'", "form-action 'self'"])
      expect(policy).toContain(rule)
    expect(headers.get('x-frame-options')).toBeNull()
    expect(headers.get('cache-control')).toBe('no-store')
    expect((await get('/unit/oim')).headers.get('content-security-policy')).toContain(
      "frame-ancestors 'none'",
    )
  })
})

describe.skipIf(chromiumMissing)(
  `the tab in Teams’ frame${chromiumMissing ? ` (${chromiumMissing})` : ''}`,
  { timeout: 60_000 },
  () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await launchChromium()
    }, 60_000)
    afterAll(() => browser.close())

    const contextOf = (options: BrowserContextOptions = {}) =>
      browser.newContext({ locale: 'fr-FR', reducedMotion: 'reduce', ...options })
    const host = async (
      path = '/tab?lang=fr-fr&theme=default&unit=',
      theme: 'default' | 'dark' | 'contrast' = 'default',
      options: BrowserContextOptions = {},
    ) =>
      TeamsHost.open(await contextOf(options), path, { publicUrl: PUBLIC_URL, serverUrl: server.url, theme })

    test('tells Teams that it is there, searches while one types, and opens a unit in place', async () => {
      const teams = await host()
      await teams.whenCalled('appInitialization.success')
      const { tab } = teams
      await tab.getByRole('searchbox').pressSequentially('trésor')
      await tab.getByRole('link', { name: 'Division de la trésorerie' }).click()
      await tab.getByRole('heading', { level: 1, name: 'Division de la trésorerie' }).waitFor()
      expect(await tab.evaluate('document.activeElement.id')).toBe('content')
      expect(await tab.title()).toBe('Division de la trésorerie')
      await tab.evaluate('history.back()')
      await tab.getByRole('link', { name: 'Division de la trésorerie' }).waitFor()
      expect(await tab.getByRole('searchbox').inputValue()).toBe('trésor')
      expect(tab.url()).not.toContain('tr%C3%A9sor')
      // the library asks for a list of hosts, which the policy keeps it from; it has its own
      expect(teams.faults.filter(fault => !fault.includes('res.cdn.office.net'))).toEqual([])
      await teams.page.context().close()
    })

    test('a link inside Teams leads to its unit, and can be made from there', async () => {
      const teams = await host('/tab?lang=fr-fr&theme=default&unit=div-tresorerie')
      await teams.tab.getByRole('heading', { name: 'Division de la trésorerie' }).waitFor()
      await teams.tab.getByRole('button', { name: 'Copier le lien' }).click()
      expect(await teams.whenCalled('shareDeepLink')).toEqual([
        'div-tresorerie',
        'Division de la trésorerie',
        `${PUBLIC_URL}/unit/div-tresorerie?lang=fr`,
      ])
      await teams.page.context().close()
    })

    test.each(['default', 'dark', 'contrast'] as const)(
      'every text can be read in the theme %s (AA)',
      async theme => {
        const teams = await host('/tab?lang=fr-fr&theme=default&unit=dept-finances-administration', theme)
        await teams.whenCalled('appInitialization.success')
        expect(await teams.tab.locator('html').getAttribute('data-theme')).toBe(theme)
        const { faults, checked } = await teams.tab.evaluate<{ faults: string[]; checked: number }>(
          contrastFaults,
        )
        expect(faults).toEqual([])
        expect(checked).toBeGreaterThan(15)
        await teams.page.context().close()
      },
    )

    test('follows a change of the theme, also on the pages that follow', async () => {
      const teams = await host()
      await teams.whenCalled('registerHandler')
      await teams.whenCalled('appInitialization.success')
      await teams.changeTheme('dark')
      await teams.tab.locator('html[data-theme="dark"]').waitFor()
      await teams.tab.locator('.results a').first().click()
      await teams.tab.locator('.card').waitFor()
      expect(await teams.tab.locator('.inside a').first().getAttribute('href')).toContain('theme=dark')
      await teams.page.context().close()
    })

    test('nothing is wider than a phone', async () => {
      const teams = await host('/tab?lang=fr&theme=default&unit=dept-finances-administration', 'default', {
        viewport: { width: 320, height: 640 },
      })
      await teams.tab.locator('.card').waitFor()
      expect(await teams.tab.evaluate('document.documentElement.scrollWidth')).toBe(320)
      await teams.page.context().close()
    })

    test('nobody else may show it in a frame', async () => {
      const options = { publicUrl: PUBLIC_URL, serverUrl: server.url }
      const evil = await TeamsHost.open(await contextOf(), '/tab', options, 'https://evil.example/')
      await evil.page.locator('iframe').waitFor()
      expect(await evil.tab.locator('#search').count()).toBe(0)
      expect(evil.faults.join()).toContain('frame-ancestors')
      await evil.page.context().close()
    })
  },
)
