import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LANGS } from '../../../src/lang.ts'
import { ROOT } from '../../../src/root.ts'
import { type PreviewServer, startPreview } from '../../support/preview-server.ts'

let preview: PreviewServer
beforeAll(async () => {
  preview = await startPreview()
})
afterAll(() => preview.server.close())

const PAGE = join(ROOT, 'adapters', 'preview', 'page')
const source = (file: string) => readFileSync(join(PAGE, file), 'utf8')
interface Words {
  lang: string
  words: Record<string, string | string[]>
}
async function wordsOf(query: string, language = 'fr'): Promise<Words> {
  const headers = { 'accept-language': language }
  return (await fetch(`${preview.url}/preview/messages.json${query}`, { headers })).json() as Promise<Words>
}

test.each([
  ['/', 'text/html; charset=utf-8'],
  ['/preview/app.js', 'text/javascript; charset=utf-8'],
  ['/preview/card.js', 'text/javascript; charset=utf-8'],
  ['/preview/style.css', 'text/css; charset=utf-8'],
  ['/preview/buttons.css', 'text/css; charset=utf-8'],
])('%s is served as %s', async (path, type) => {
  const response = await fetch(preview.url + path)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe(type)
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
})

test('whatever the page links to is served', async () => {
  const links = [...source('index.html').matchAll(/(?:href|src)="([^"]+)"/g)].map(match => match[1])
  expect(links.length).toBeGreaterThan(4)
  for (const link of links) expect((await fetch(preview.url + link)).status).toBe(200)
})

test('the page never reads markup', () => {
  for (const file of ['app.js', 'card.js'])
    expect(source(file)).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/)
})

test.each([
  ['?lang=es', 'fr', 'es'],
  ['', 'en-US,fr;q=0.3', 'en'],
  ['?lang=de', 'de', 'fr'],
])('asked for with %j by a browser in %s, the words are in %s', async (query, language, lang) => {
  const { lang: got, words } = await wordsOf(query, language)
  expect(got).toBe(lang)
  expect(words.examples).toHaveLength(3)
})

test('every language has every word that the page uses, and no other', async () => {
  const html = [...source('index.html').matchAll(/data-(?:text|label)="(\w+)"/g)].map(match => match[1])
  const scripts = [...(source('app.js') + source('card.js')).matchAll(/\bwords\.(\w+)/g)].map(
    match => match[1],
  )
  const used = [...new Set([...html, ...scripts])].sort()
  for (const lang of LANGS) expect(Object.keys((await wordsOf(`?lang=${lang}`)).words).sort()).toEqual(used)
})
