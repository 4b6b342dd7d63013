import type { Intent } from '../../src/answer/answer.ts'
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

/** A first word after these is the beginning of a sentence: 'where do I escalate', 'liste des unités'. */
const SENTENCE =
  /^(do|does|did|can|could|should|must|is|are|to|of|all|the|est|sont|dois|doit|puis|peut|se|trouver|trouve|aller|des|de|du|les|esta|estan|puedo|debo|hay|los|las)\b/

interface Asked {
  text: string
  intent?: Intent
}

/** What stands behind `/oim`: a sub-command and its object, or a question as it is. */
export function readSubcommand(typed: string): Asked {
  const text = typed.trim()
  const [first = ''] = text.split(/\s+/, 1)
  const rest = text.slice(first.length).trim()
  const word = fold(first)
  const intent = Object.hasOwn(SUBCOMMANDS, word) ? SUBCOMMANDS[word] : undefined
  return intent && isObject(intent, rest) ? { text: rest, intent } : { text }
}

function isObject(intent: Intent, rest: string): boolean {
  if (intent === 'find') return true
  // 'help me with my contract' asks about the contract.
  if (intent === 'help') return rest === ''
  return !SENTENCE.test(fold(rest))
}
