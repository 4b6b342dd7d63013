import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Card } from '../../src/cards/card.ts'
import { decodePress } from '../../src/cards/press.ts'
import type { Lang } from '../../src/lang.ts'
import { createLog } from '../../src/log.ts'
import { createTranslate } from '../../src/messages.ts'
import { createServer, type Server } from '../../src/server/index.ts'
import { PERIODS } from '../support/periods.ts'

const NASTY = `<script>alert("1")</script> & 'x'`
const ESCAPED = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;'

function nastyCard(lang: Lang): Card {
  const press = decodePress(`open.A1b2C3d4E5f6.${lang}.div-tresorerie.`)
  if (!press) throw new Error('the press is not valid')
  const open = { label: NASTY, press }
  return {
    type: 'unit',
    lang,
    sensitive: false,
    eyebrow: NASTY,
    title: NASTY,
    subtitle: NASTY,
    breadcrumb: [open],
    summary: NASTY,
    notices: [NASTY],
    duties: { heading: NASTY, items: [{ text: NASTY, matched: false }] },
    distinctions: { heading: NASTY, items: [{ label: NASTY, detail: NASTY, open }] },
    facts: [{ label: NASTY, value: NASTY }],
    items: [],
    examples: [],
    actions: [],
    menu: [],
    source: NASTY,
    text: '',
  }
}

let server: Server
let url = ''

beforeAll(async () => {
  server = createServer({
    adapters: [],
    log: createLog('silent'),
    translate: createTranslate(),
    defaultLang: 'es',
    unitCard: (id, lang) => (id === 'div-tresorerie' ? nastyCard(lang) : undefined),
    ping: async () => {},
    metrics: new Registry(),
    adminToken: undefined,
    periods: PERIODS,
  })
  url = `http://127.0.0.1:${(await server.listen('127.0.0.1', 0)).port}`
})
afterAll(() => server.close())

const read = (path: string, language?: string) =>
  fetch(url + path, {
    headers: { accept: 'text/html', ...(language ? { 'accept-language': language } : {}) },
  })

test('every text of the card is shown as text', async () => {
  const page = await (await read('/unit/div-tresorerie')).text()
  expect(page).not.toContain('<script')
  // title twice (head and heading), eyebrow, subtitle, breadcrumb, summary, notice, duty and its heading,
  // distinction (label, detail) and its heading, fact (label, value), source
  expect(page.split(ESCAPED)).toHaveLength(16)
})

test('a step of the breadcrumb leads to the page of its unit', async () => {
  const page = await (await read('/unit/div-tresorerie?lang=fr')).text()
  expect(page).toContain('<a href="/unit/div-tresorerie?lang=fr">')
})

test.each([
  ['?lang=fr', 'en', 'fr'],
  ['', 'en-GB,fr;q=0.5', 'en'],
  ['?lang=de', 'fr-CH', 'fr'],
  ['?lang=fr&lang=en', 'de', 'es'],
  ['', undefined, 'es'],
  ['', '*', 'es'],
])('asked for with %j and Accept-Language %j, the page is in %s', async (query, language, lang) => {
  const response = await read(`/unit/div-tresorerie${query}`, language)
  expect(await response.text()).toContain(`<html lang="${lang}">`)
})

test.each(['/unit/nobody', '/unit/%3Cscript%3E', '/unit/..%2F..%2Fetc', '/unit/div-tresorerie%00'])(
  '%s is a page that says it does not exist',
  async path => {
    const response = await read(path, 'fr')
    expect(response.status).toBe(404)
    const page = await response.text()
    expect(page).toContain('Cette page n’existe pas, ou n’existe plus.')
    expect(page).not.toContain('<script')
  },
)

test('an address that cannot be decoded is 400', async () => {
  expect((await read('/unit/%E0%A4%A')).status).toBe(400)
})
