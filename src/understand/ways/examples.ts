import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import * as z from 'zod/v4'
import { LANGS } from '../../lang.ts'
import { ROOT } from '../../root.ts'
import { WAYS, type WayExample } from './ways.ts'

const waysSchema = z.record(z.enum(WAYS), z.array(z.string().min(1).max(200)))

const fileOf = (lang: string): string => join(ROOT, 'data', 'ways-of-asking', `${lang}.yaml`)

/** The files that the ways of asking are learnt from. */
export const wayFiles = (): string[] => LANGS.map(fileOf)

/** @throws z.ZodError where a file names a way that there is not */
export function readWays(): WayExample[] {
  return LANGS.flatMap(lang => {
    const ways = waysSchema.parse(parse(readFileSync(fileOf(lang), 'utf8')))
    return WAYS.flatMap(way => ways[way].map(text => ({ way, lang, text })))
  })
}
