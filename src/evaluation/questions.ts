import { readFileSync } from 'node:fs'
import * as z from 'zod/v4'
import { INTENTS } from '../answer/answer.ts'
import { langSchema } from '../lang.ts'

/** A labelled question. `lang` is a label, never passed to the core. */
const labelledSchema = z.strictObject({
  q: z.string(),
  lang: langSchema,
  category: z.string(),
  /**
   * - first: the first entity is in gold or also
   * - set: the entities are gold exactly; `also` ones may be there
   * - sequence: gold, in order
   * - all: every gold one within the first five of entities, then alternatives
   * - refuse: type not-covered
   */
  match: z.enum(['first', 'set', 'sequence', 'all', 'refuse']),
  gold: z.array(z.string()),
  also: z.array(z.string()).default([]),
  intent: z.enum(INTENTS).optional(),
  /** Lines that share one are its turns, in order. */
  conversation: z.string().optional(),
})
export type Labelled = z.infer<typeof labelledSchema>

/** @throws Error that names the line which is no labelled question */
export function readLabelled(path: string): Labelled[] {
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return []
    const parsed = labelledSchema.safeParse(parseJson(line))
    if (!parsed.success)
      throw new Error(`${path}:${index + 1} is no labelled question: ${z.prettifyError(parsed.error)}`)
    return [parsed.data]
  })
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}
