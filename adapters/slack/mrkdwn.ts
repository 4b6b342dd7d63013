/** Slack's own markup, which texts from data and from people must not speak. */

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
/** Shown like the original, read by Slack as nothing: substitutes for its formatting characters. */
const LOOKALIKES: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' }
/** Between two letters or digits Slack formats nothing: `first_last@iom.int` stays copyable. */
const FORMATTING = /(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|`/gu
/** Characters that turn the direction of the text after them. */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/g
const WORD_JOINER = '\u2060'

/**
 * A plain text as one line of mrkdwn that shows the same and does nothing: no mention, no link, no
 * formatting, no quotation (docs.slack.dev/messaging/formatting-message-text, escaping text).
 */
export function escapeText(text: string): string {
  return text
    .replace(DIRECTION, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^>+/, quote => '›'.repeat(quote.length))
    .replace(/[&<>]/g, character => ENTITIES[character] ?? character)
    .replace(FORMATTING, character => LOOKALIKES[character] ?? character)
    .replace(/@(?=(?:here|channel|everyone)\b)/gi, `@${WORD_JOINER}`)
}

/** A text of several lines, each escaped. */
export const escapeLines = (text: string): string => text.split('\n').map(escapeText).join('\n')

/** What somebody typed, without the entities that Slack put in: `R&amp;D` was `R&D`. */
export const unescapeText = (text: string): string =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')

/** At most `most` characters, cut at a word; neither an entity nor a surrogate pair is torn. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const head = text.slice(0, most - 1)
  const space = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n'))
  const whole = space > most / 2 ? head.slice(0, space) : head
  return `${whole.replace(/(&[a-z]{0,3}|[\uD800-\uDBFF])$/, '').trimEnd()}…`
}

export const bold = (escaped: string): string => (escaped === '' ? '' : `*${escaped}*`)
