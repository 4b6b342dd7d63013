/**
 * How a phone spells a sentence: slips, dropped accents, sounds instead of letters. The model learns
 * from some examples in this form too, lest it take every slip for gibberish. The same text gives the
 * same noise.
 */
const PHONE_SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:c'est|c’est)\b/giu, 'c'],
  [/\b(j|l|d|n|m|s|t|qu)['’]/giu, '$1'],
  [/\bqu(?=[ei])/giu, 'k'],
  [/\bplease\b/giu, 'pls'],
  [/\byou\b/giu, 'u'],
  [/\bpour\b/giu, 'pr'],
  [/\bpara\b/giu, 'pa'],
  [/\bthink\b/giu, 'thnk'],
  [/eau/giu, 'o'],
  [/ph/giu, 'f'],
  [/[?!¿¡.,;:]/gu, ''],
]
/** One slip for so many letters. */
const LETTERS_A_SLIP = 11

export function noisy(text: string): string {
  const spelt = PHONE_SPELLINGS.reduce(
    (so, [letters, spelling]) => so.replace(letters, spelling),
    text.toLowerCase(),
  )
  const plain = spelt.normalize('NFD').replace(/\p{M}/gu, '')
  const letters = [...plain]
  for (let at = LETTERS_A_SLIP - (plain.length % 5); at + 1 < letters.length; at += LETTERS_A_SLIP) {
    const [here, next] = [letters[at] ?? '', letters[at + 1] ?? '']
    if (here === ' ' || next === ' ') continue
    // In turn: a letter left out, two exchanged, one doubled.
    letters.splice(at, 2, ...([[next], [next, here], [here, here, next]][(at + plain.length) % 3] ?? []))
  }
  return letters.join('')
}
