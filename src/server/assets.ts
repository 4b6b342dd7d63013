import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RequestHandler } from 'express'
import { ROOT } from '../root.ts'

/** What every page may link to: how a card looks (adapters lay out cards with its class names), and the icon. */
export const ASSETS = {
  '/card.css': createAsset('card.css'),
  '/icon.svg': createAsset('icon.svg'),
} as const

function createAsset(file: string): RequestHandler {
  const content = readFileSync(join(ROOT, 'src', 'server', 'page', file))
  // no-cache asks again each time, which the ETag makes cheap: a new release is seen at once
  return (_request, response) => void response.set('Cache-Control', 'no-cache').type(file).send(content)
}
