import type { Intent } from '../answer/answer.ts'

/**
 * Takes off what a chat client puts round a question: the command with its sub-command, mentions,
 * link markup, emoji, and characters that nobody sees.
 */
export interface Cleaned {
  text: string
  /** What a sub-command asks for. */
  intent: Intent | undefined
}

/** The sub-commands in three languages, folded; what follows them is the subject. */
export const SUB_COMMANDS: ReadonlyMap<string, Intent> = new Map(
  Object.entries({
    unit: 'find',
    unite: 'find',
    unidad: 'find',
    escalate: 'escalate',
    escalader: 'escalate',
    escalar: 'escalate',
    where: 'located',
    ou: 'located',
    donde: 'located',
    list: 'children',
    liste: 'children',
    lista: 'children',
    help: 'help',
    aide: 'help',
    ayuda: 'help',
  } as const),
)

const COMMAND = /^\s*\/oim\b\s*(\p{L}+)?/u

export function clean(text: string): Cleaned {
  const { rest, intent } = takeCommand(text)
  const cleaned = rest
    .replace(/[\p{Cf}\p{Cc}\p{Cs}\p{Co}]+/gu, ' ')
    .replace(/<at\b[^<>]{0,100}>[^<>]{0,200}<\/at>/giu, ' ')
    .replace(/<(?:mailto:|https?:)[^<>|]{0,500}\|([^<>]{0,300})>/giu, ' $1 ')
    .replace(/<[@#!][^<>]{0,200}>/gu, ' ')
    .replace(/<https?:[^<>]{0,500}>/giu, ' ')
    .replace(/https?:\/\/\S{1,500}/giu, ' ')
    .replace(/<\/?[a-z][^<>]{0,200}>/giu, ' ')
    .replace(/&(?:nbsp|amp|lt|gt|quot|#\d{1,6});/giu, ' ')
    .replace(/:[a-z0-9_+-]{2,40}:/giu, ' ')
    .replace(/[\p{Extended_Pictographic}\u{1F1E6}-\u{1F1FF}\u{1F3FB}-\u{1F3FF}\uFE0F\u20E3]+/gu, ' ')
    .replace(/^\s*@(?:oim|iom)(?:[ -]?bot)?\b/iu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  return { text: cleaned, intent }
}

function takeCommand(text: string): { rest: string; intent: Intent | undefined } {
  const command = COMMAND.exec(text.normalize('NFC'))
  if (!command) return { rest: text, intent: undefined }
  const after = text.normalize('NFC').slice(command[0].length)
  const word = command[1] ?? ''
  const intent = SUB_COMMANDS.get(word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase())
  return intent ? { rest: after, intent } : { rest: `${word}${after}`, intent: undefined }
}
