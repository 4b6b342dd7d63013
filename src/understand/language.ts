import { LANGS, type Lang } from '../lang.ts'
import { fold } from '../text.ts'
import { bucketOf } from './model/features.ts'
import { languageFeaturesOf } from './model/language-features.ts'
import type { Prepared } from './model/prepared.ts'
import { FUNCTION_WORDS_OF } from './words.ts'

/** The language of a question, and how far it is ahead of the next one, in nats of evidence. */
export interface Detected {
  lang: Lang
  margin: number
}

/** A word that only one of the languages uses as a function word. */
const FUNCTION_WORD_NATS = 1
const NATS_PER_STEP = 1 / 16

/** Naive Bayes over the directory's own vocabulary in three languages, function words and telling signs. */
export function detectLanguage(prepared: Prepared, text: string): Detected {
  const evidence = LANGS.map(() => 0)
  for (const feature of languageFeaturesOf(text)) {
    const row = bucketOf(feature) * LANGS.length
    for (const l of LANGS.keys())
      evidence[l] = (evidence[l] ?? 0) + (prepared.languages[row + l] ?? 0) * NATS_PER_STEP
  }
  for (const word of fold(text).split(' ')) {
    const holders = LANGS.filter(lang => FUNCTION_WORDS_OF[lang].has(word))
    const only = holders.length === 1 ? LANGS.indexOf(holders[0] as Lang) : -1
    if (only >= 0) evidence[only] = (evidence[only] ?? 0) + FUNCTION_WORD_NATS
  }
  const ranked = LANGS.map((lang, l) => ({ lang, nats: evidence[l] ?? 0 })).sort((a, b) => b.nats - a.nats)
  const [best, next] = ranked
  return { lang: best?.lang ?? 'fr', margin: (best?.nats ?? 0) - (next?.nats ?? 0) }
}
