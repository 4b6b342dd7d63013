import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import * as z from 'zod/v4'
import type { AdaptiveCard } from '../../adapters/teams/elements.ts'
import { ROOT } from '../../src/root.ts'

/** The parser of the renderer that Teams' web client grew from; its ESM build does not load in Node. */
const parserSchema = z.custom<{
  AdaptiveCard: new () => { parse(json: object, context: unknown): void }
  SerializationContext: new () => { eventCount: number; getEventAt(i: number): { message: string } }
}>()
const parser = parserSchema.parse(createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js'))

/** What the adaptivecards parser remarks on. */
export function parserFaults({ lang: _lang, ...card }: Partial<AdaptiveCard>): string[] {
  const context = new parser.SerializationContext()
  // without `lang`: its pattern has the flag g, so that the parser refuses every second good one
  new parser.AdaptiveCard().parse(card, context)
  return Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message)
}

const SCHEMA = join(ROOT, '..', 'shared', 'schemas', 'adaptive-card-1.5.json')
export const isSchemaHere = existsSync(SCHEMA)

/** The published schema's faults: draft 6 with `id` for `$id`; `msteams` is Teams' own and not in it. */
export function createSchemaFaults(): (card: object) => unknown[] {
  const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync(SCHEMA, 'utf8'))
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema)
  return card => {
    const { msteams: _own, ...standard } = { msteams: undefined, ...card }
    return validate(standard) ? [] : (validate.errors ?? []).slice(0, 3)
  }
}
