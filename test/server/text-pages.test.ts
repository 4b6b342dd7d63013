import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LANGS } from '../../src/lang.ts'
import { createLog } from '../../src/log.ts'
import { createTranslate, readMessages } from '../../src/messages.ts'
import { ROOT } from '../../src/root.ts'
import { createServer, type Server } from '../../src/server/index.ts'
import { TEXT_PAGES } from '../../src/server/text-pages.ts'
import { PERIODS } from '../support/periods.ts'

let server: Server
let url = ''

beforeAll(async () => {
  server = createServer({
    adapters: [],
    log: createLog('silent'),
    translate: createTranslate(),
    defaultLang: 'fr',
    unitCard: () => undefined,
    ping: async () => {},
    metrics: new Registry(),
    adminToken: undefined,
    periods: { ...PERIODS, retentionDays: 45 },
  })
  url = `http://127.0.0.1:${(await server.listen('127.0.0.1', 0)).port}`
})
afterAll(() => server.close())

const read = async (path: string): Promise<string> => {
  const response = await fetch(url + path, { headers: { accept: 'text/html' } })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  return await response.text()
}

const names = ['privacy', 'terms'] as const

describe.each(names)('/%s', name => {
  test.each(LANGS)('is in the language asked for, with every section: %s', async lang => {
    const page = await read(`/${name}?lang=${lang}`)
    const translate = createTranslate()
    expect(page).toContain(`<html lang="${lang}">`)
    expect(page).toContain(`<title>${translate(lang, `server:${name}.title`)}</title>`)
    for (const section of TEXT_PAGES[name])
      expect(page).toContain(`<h2>${translate(lang, `server:${name}.${section}.heading`)}</h2>`)
    expect(page).not.toContain('{{')
  })

  test('leads to the same page in the other languages', async () => {
    expect(await read(`/${name}`)).toContain(`<a href="/${name}?lang=en" lang="en" hreflang="en">`)
  })

  test('leaves no text of the messages unsaid', () => {
    const texts = readMessages('fr').server as Record<string, Record<string, unknown>>
    const sections = Object.keys(texts[name] ?? {}).filter(key => key !== 'title' && key !== 'intro')
    expect(sections.toSorted()).toEqual([...TEXT_PAGES[name]].sort())
  })
})

test('the periods are those of the set-up and the store, in the words of the language', async () => {
  expect(await read('/privacy?lang=fr')).toMatch(/reste 45\sjours.*conservée 30\sjours/s)
  expect(await read('/privacy?lang=en')).toMatch(/kept for 60 minutes.*stays for 45 days/s)
  expect(await read('/privacy?lang=es')).toMatch(/Permanece 45 días.*durante 30 minutos/s)
})

test('the manifest of Teams links to pages that are there', async () => {
  const manifest = readFileSync(join(ROOT, 'manifests', 'teams', 'manifest.json'), 'utf8')
  const linked = [...manifest.matchAll(/\{\{PUBLIC_URL\}\}(\/(?:privacy|terms))"/g)].map(m => m[1])
  expect(linked).toEqual(['/privacy', '/terms'])
  for (const path of linked) await read(path ?? '')
})
