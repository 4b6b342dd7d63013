import type { Kind } from '../directory/entity.ts'
import {
  COVERS,
  CUES,
  type Cue,
  DEEP,
  KIND_WORDS,
  NESTED,
  OTHER_KINDS,
  PLURALS,
  PRONOUNS,
} from './grammar.ts'
import { isContentWord } from './words.ts'

/** How a question asks, and what is left of it as its subject. */
export interface AskedByRule {
  intent: Cue['intent'] | 'find'
  /** The subject, with names still masked. */
  rest: string
  kinds: readonly Kind[]
  deep: boolean
  covers: boolean
  /** Nothing is left but words that point back. */
  isBare: boolean
}

/** Names stand masked in the text (`n0`, `n1`), so that no word of theirs is taken for a cue. */
const MASK = /(?:^| )n\d(?= |$)/u

export function readIntent(masked: string): AskedByRule {
  const covers = COVERS.test(masked)
  const deep = DEEP.test(masked)
  for (const cue of CUES) {
    if (!cue.pattern.test(masked)) continue
    const rest = takeAll(masked, cue.pattern)
    const isBare = rest.split(' ').every(isBareWord)
    if (cue.needsName && !isBare && !isName(rest) && !NESTED.test(rest)) continue
    return {
      intent: cue.intent,
      rest: takeAll(takeAll(rest, NESTED), DEEP),
      kinds: kindsOf(masked),
      deep,
      covers,
      isBare,
    }
  }
  return { intent: 'find', rest: masked, kinds: kindsOf(masked), deep, covers, isBare: isPointer(masked) }
}

/** A word that names nothing by itself: a pronoun, a function word, the word for a kind. */
const isBareWord = (word: string): boolean =>
  word === '' || PRONOUNS.has(word) || !isContentWord(word) || Object.hasOwn(KIND_WORDS, word)

/** Names, and no other content beside them: 'who oversees n0', not 'who oversees n0 at our partners'. */
const isName = (rest: string): boolean =>
  MASK.test(rest) && rest.split(' ').every(word => /^n\d$/.test(word) || isBareWord(word))

/** 'That one', 'et elle': words that point back and say nothing else. */
function isPointer(masked: string): boolean {
  return masked.split(' ').every(word => PRONOUNS.has(word))
}

/** The kinds that the question names, names masked: 'divisions' of 'the divisions of n0'. */
function kindsOf(masked: string): readonly Kind[] {
  const named = masked
    .replace(OTHER_KINDS, ' ')
    .split(' ')
    .filter(word => Object.hasOwn(KIND_WORDS, word))
  // 'That department, which divisions and units does it have?'
  const several = named.filter(word => PLURALS.has(word))
  const meant = several.length > 0 ? several : named.slice(0, 1)
  return [...new Set(meant.flatMap(word => KIND_WORDS[word] ?? []))]
}

export function takeAll(text: string, pattern: RegExp): string {
  const all = new RegExp(pattern.source, `${pattern.flags}g`)
  return text.replace(all, ' ').replace(/ +/g, ' ').trim()
}
