import { GREETINGS, KIND_WORDS, PLURALS, PRONOUNS } from '../grammar.ts'
import { ALL_FUNCTION_WORDS } from '../words.ts'

/** A stretch of a question: a word of asking as it is, or what stands for a subject, a place, a kind. */
export interface Token {
  text: string
  from: number
  to: number
}

/** A unit by its name. */
export const NAME = '{name}'
/** A subject in other words. */
export const SUBJECT = '{x}'
export const PLACE = '{place}'
const KINDS = '{kind}'
const KIND = '{kind1}'

/** Words between two parts of one subject: 'gestion des camps'. */
const LINKS = new Set(
  `de du des d la le les l a au aux of the for in en del el los las para por pour on`.split(' '),
)

interface Span {
  from: number
  to: number
}

/**
 * A question with its subject taken out: names, duties and all words that are no words of asking become one
 * `{name}` or `{x}`, so that a way of asking is recognised whatever it is about.
 * @param words of asking, besides function words
 */
export function tokensOf(
  words: readonly string[],
  { names, places, known }: { names: readonly Span[]; places: readonly Span[]; known: ReadonlySet<string> },
): Token[] {
  const isIn = (spans: readonly Span[], i: number): boolean => spans.some(s => s.from <= i && i < s.to)
  const tokens = words.map((word, i): Token => {
    const text = isIn(names, i) ? NAME : isIn(places, i) ? PLACE : ofWord(word, known)
    return { text, from: i, to: i + 1 }
  })
  return joinSubjects(tokens)
}

function ofWord(word: string, known: ReadonlySet<string>): string {
  if (SLOTS.has(word)) return SLOTS.get(word) ?? word
  if (PLURALS.has(word)) return KINDS
  if (Object.hasOwn(KIND_WORDS, word)) return KIND
  return known.has(word) || isSmall(word) ? word : SUBJECT
}

/** A word that is of no subject, whatever is asked. */
const isSmall = (word: string): boolean =>
  ALL_FUNCTION_WORDS.has(word) || GREETINGS.has(word) || PRONOUNS.has(word)

/** How the slots of an example look once it is folded. */
const SLOTS: ReadonlyMap<string, string> = new Map([
  ['slotx', SUBJECT],
  ['slotname', NAME],
  ['slotplace', PLACE],
  ['slotkind', KINDS],
  ['slotkind1', KIND],
])
export const foldable = (example: string): string => example.replace(/\{(\w+)\}/g, ' slot$1 ')

function joinSubjects(tokens: readonly Token[]): Token[] {
  const joined: Token[] = []
  for (const token of tokens) {
    joined.push(token)
    // Back over the links to what came before: a subject goes on, and so does a place.
    let before = joined.length - 2
    while (before >= 0 && LINKS.has(joined[before]?.text ?? '')) before--
    const earlier = joined[before]
    const text = earlier && joint(earlier.text, token.text)
    if (earlier && text) joined.splice(before, joined.length, { text, from: earlier.from, to: token.to })
  }
  return joined
}

export const isSubject = (token: string): boolean => token === SUBJECT || token === NAME

/** What two neighbours are together; undefined where they are two things. */
function joint(one: string, other: string): string | undefined {
  if (one === PLACE && other === PLACE) return PLACE
  if (!isSubject(one) || !isSubject(other)) return undefined
  return one === NAME || other === NAME ? NAME : SUBJECT
}
