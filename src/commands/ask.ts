import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import * as z from 'zod/v4'
import type { Answer } from '../answer/answer.ts'
import { alternativesOf } from '../answer/answer.ts'
import type { Core, Knowledge } from '../core.ts'
import { type Lang, langSchema } from '../lang.ts'
import { explain } from './explain.ts'
import { FAILURE, type Io, OK } from './io.ts'

export interface AskOptions {
  lang?: Lang | undefined
  json?: boolean | undefined
  explain?: boolean | undefined
}

interface Asking {
  core: Core
  knowledge: Knowledge
  defaultLang: Lang
  cardText: (answer: Answer, width: number) => string
  io: Io
}

const NARROW = 40
const WIDE = 100

/** One question: the card as text, or the Answer as one JSON object. */
export async function ask(text: string, options: AskOptions, asking: Asking): Promise<number> {
  const { io, core } = asking
  const lang = options.lang ? { lang: options.lang } : {}
  const answer = await core.ask({ text, ...lang, private: true, record: false })
  if (options.explain) {
    const explained = explain(asking.knowledge.understanding, text, {
      ...lang,
      otherwise: asking.defaultLang,
    })
    if (options.json) io.out(JSON.stringify({ answer, ...explained.data }))
    else for (const line of [...explained.lines, '', asking.cardText(answer, widthOf())]) io.out(line)
    return OK
  }
  io.out(options.json ? JSON.stringify(answer) : asking.cardText(answer, widthOf()))
  return OK
}

const widthOf = (): number => Math.min(WIDE, Math.max(NARROW, process.stdout.columns ?? WIDE))

/** Longer lines are no question: refused before they are parsed. */
const MOST_LINE = 200_000
const lineSchema = z.object({
  q: z.string(),
  lang: langSchema.optional(),
  conversation: z.string().max(200).optional(),
})

/** One JSON a line in, one out, in the same order; a bad line is said so and the batch goes on. */
export async function askBatch(path: string, options: AskOptions, { core, io }: Asking): Promise<number> {
  const input = path === '-' ? process.stdin : createReadStream(path)
  let hasFailed = false
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue
    const parsed = lineSchema.safeParse(parseLine(line))
    if (!parsed.success) {
      hasFailed = true
      io.out(JSON.stringify({ q: line.slice(0, 200), error: { code: 'BATCH_LINE_INVALID' } }))
      continue
    }
    const { q, conversation } = parsed.data
    const lang = parsed.data.lang ?? options.lang
    const from = performance.now()
    const answer = await core.ask({
      text: q,
      ...(lang ? { lang } : {}),
      ...(conversation === undefined ? {} : { conversation: `batch ${conversation}` }),
      private: true,
      record: false,
    })
    const ms = Number((performance.now() - from).toFixed(3))
    io.out(JSON.stringify({ q, answer: inBatch(answer), ms }))
  }
  return hasFailed ? FAILURE : OK
}

/** Some editors put it at the beginning of a file. */
const BYTE_ORDER_MARK = /^\uFEFF/

function parseLine(line: string): unknown {
  if (line.length > MOST_LINE) return undefined
  try {
    return JSON.parse(line.replace(BYTE_ORDER_MARK, '')) as unknown
  } catch {
    return undefined
  }
}

function inBatch(answer: Answer) {
  const { type, intent, lang, entities, confidence, sensitive } = answer
  const behind = alternativesOf(answer)
  return {
    type,
    intent,
    lang,
    entities,
    ...(type === 'unit' || type === 'chain' ? { alternatives: behind } : {}),
    ...(type === 'not-covered' ? { nearest: behind } : {}),
    confidence,
    sensitive,
  }
}
