import type { Intent } from '../../src/answer/answer.ts'
import type { Lang } from '../../src/lang.ts'
import { fold } from '../../src/text.ts'

/** The first word after /oim that says what is asked, folded, in each of our languages. */
const SUBCOMMANDS: Readonly<Record<string, Intent>> = {
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
}

/** The first word of `/oim lang fr`, and what may follow it. */
const LANGUAGE: ReadonlySet<string> = new Set(['lang', 'langue', 'language', 'idioma'])
const LANGUAGES: Readonly<Record<string, Lang>> = {
  fr: 'fr',
  francais: 'fr',
  french: 'fr',
  frances: 'fr',
  en: 'en',
  anglais: 'en',
  english: 'en',
  ingles: 'en',
  es: 'es',
  espagnol: 'es',
  spanish: 'es',
  espanol: 'es',
}

/** A first word after these is the beginning of a sentence: 'where do I escalate', 'liste des unités'. */
const SENTENCE =
  /^(do|does|did|can|could|should|must|is|are|to|of|all|the|est|sont|dois|doit|puis|peut|se|trouver|trouve|aller|des|de|du|les|esta|estan|puedo|debo|hay|los|las)\b/

export interface Asked {
  text: string
  intent?: Intent
}

/** A language to be answered in; undefined where none was named. */
interface Spoken {
  language: Lang | undefined
}

/** What stands behind `/oim`: a language, a sub-command and its object, or a question as it is. */
export function readSubcommand(typed: string): Asked | Spoken {
  const text = typed.trim()
  const [first = ''] = text.split(/\s+/, 1)
  const rest = text.slice(first.length).trim()
  const word = fold(first)
  if (LANGUAGE.has(word) && (rest === '' || Object.hasOwn(LANGUAGES, fold(rest))))
    return { language: LANGUAGES[fold(rest)] }
  const intent = Object.hasOwn(SUBCOMMANDS, word) ? SUBCOMMANDS[word] : undefined
  return intent && isObject(intent, rest) ? { text: rest, intent } : { text }
}

function isObject(intent: Intent, rest: string): boolean {
  if (intent === 'find') return true
  // 'help me with my contract' asks about the contract.
  if (intent === 'help') return rest === ''
  return !SENTENCE.test(fold(rest))
}
