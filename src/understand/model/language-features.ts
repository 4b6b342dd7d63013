import { fold } from '../../text.ts'

/** Letters and signs that one of the languages has and the others hardly. */
const SIGNS = /[ñ¿¡çœêèùûîôàáíóú’']/gu

/** What tells a language: every word (function words above all), word edges, and the telling signs. */
export function languageFeaturesOf(text: string): string[] {
  const words = fold(text).split(' ').filter(Boolean).slice(0, 40)
  return [
    ...words.map(word => `l ${word}`),
    ...words.flatMap(word => (word.length < 4 ? [] : [`e ${word.slice(-3)}`, `b ${word.slice(0, 3)}`])),
    ...(text.toLowerCase().normalize('NFC').match(SIGNS) ?? []).map(sign => `c ${sign}`),
  ]
}
