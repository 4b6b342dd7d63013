import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/v4'
import type { Route } from '../../src/adapter.ts'
import { LANGS, type Lang } from '../../src/lang.ts'
import { readMessages } from '../../src/messages.ts'
import { ROOT } from '../../src/root.ts'
import { pageLang } from './events.ts'

const FILES = {
  '/': 'index.html',
  '/preview/app.js': 'app.js',
  '/preview/card.js': 'card.js',
  '/preview/style.css': 'style.css',
  '/preview/buttons.css': 'buttons.css',
} as const

/** The page: plain files, and its words in the reader's language. */
export function createPage(defaultLang: Lang): Route[] {
  return [...Object.entries(FILES).map(fileRoute), wordsRoute(defaultLang)]
}

function fileRoute([path, file]: readonly [string, string]): Route {
  const content = readFileSync(join(ROOT, 'adapters', 'preview', 'page', file))
  return {
    method: 'get',
    path,
    // no-cache asks again each time, which the ETag makes cheap: a new release is seen at once
    handle: (_request, response) => void response.set('Cache-Control', 'no-cache').type(file).send(content),
  }
}

const roomSchema = z.object({ page: z.record(z.string(), z.union([z.string(), z.array(z.string())])) })

function wordsRoute(defaultLang: Lang): Route {
  const words = new Map(LANGS.map(lang => [lang, roomSchema.parse(readMessages(lang).preview).page]))
  return {
    method: 'get',
    path: '/preview/messages.json',
    handle(request, response) {
      const lang = pageLang(request, defaultLang)
      response
        .set({ 'Cache-Control': 'no-cache', Vary: 'Accept-Language' })
        .json({ lang, words: words.get(lang) })
    },
  }
}
