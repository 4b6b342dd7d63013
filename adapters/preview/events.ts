import { randomBytes } from 'node:crypto'
import type { Request } from 'express'
import * as z from 'zod/v4'
import { decodePress, type Press } from '../../src/cards/press.ts'
import type { Presser, Question } from '../../src/core.ts'
import { LANGS, type Lang, langSchema } from '../../src/lang.ts'
import type { Secret } from '../../src/secret.ts'

/** An id that this server has given to a page: 128 random bits. */
const conversationId = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
const newConversation = (): string => randomBytes(16).toString('base64url')

const askSchema = z.strictObject({
  text: z.string(),
  lang: langSchema.optional(),
  conversation: conversationId.optional(),
})
const actSchema = z.strictObject({ press: z.string(), conversation: conversationId.optional() })

/** The core's question, and the conversation id for the page to send next time. */
export interface AskEvent {
  readonly question: Question
  readonly conversation: string
}
export interface ActEvent {
  readonly press: Press
  readonly presser: Presser
}

/** Undefined where the body is no question. */
export function readAsk(request: Request, secret: Secret): AskEvent | undefined {
  const body = askSchema.safeParse(readJson(request.body))
  if (!body.success) return undefined
  const { text, lang, conversation = newConversation() } = body.data
  const locale = localeOf(request)
  return {
    conversation,
    question: {
      text,
      ...(lang ? { lang } : {}),
      ...(locale ? { locale } : {}),
      ...presserOf(conversation, secret),
    },
  }
}

/** Undefined where the body is no press of ours. */
export function readAct(request: Request, secret: Secret): ActEvent | undefined {
  const body = actSchema.safeParse(readJson(request.body))
  const press = body.success ? decodePress(body.data.press) : undefined
  if (!body.success || !press) return undefined
  return { press, presser: presserOf(body.data.conversation, secret) }
}

/** Who asks is whoever holds the page: nobody signs in here, so one id stands for both. */
function presserOf(conversation: string | undefined, secret: Secret): Presser {
  return {
    ...(conversation
      ? {
          asker: secret.hash('preview', 'asker', conversation),
          conversation: secret.hash('preview', 'conversation', conversation),
        }
      : {}),
    private: true,
    record: true,
  }
}

function readJson(body: unknown): unknown {
  try {
    return JSON.parse(String(body))
  } catch {
    return undefined
  }
}

/** The one of our languages that the browser prefers; undefined where it names none. */
function localeOf(request: Request): Lang | undefined {
  if (!request.headers['accept-language']) return undefined
  return langSchema.safeParse(request.acceptsLanguages([...LANGS])).data
}

/** The language of the page's own words: `?lang=`, else the browser's, else the default. */
export function pageLang(request: Request, defaultLang: Lang): Lang {
  return langSchema.safeParse(request.query.lang).data ?? localeOf(request) ?? defaultLang
}
