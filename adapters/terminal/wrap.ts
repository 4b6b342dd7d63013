/**
 * Text from outside must not command the terminal: control characters (escape sequences) and those that
 * turn the writing direction become spaces.
 */
export function clean(text: string): string {
  return text.replace(/[\p{Cc}\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim()
}

/**
 * Lines of at most `width` columns. The first begins with `lead`, the others with as many spaces.
 * No-break spaces hold: they are no place to break.
 */
export function wrap(text: string, width: number, lead = ''): string[] {
  const indent = ' '.repeat(columnsOf(lead))
  const lines: string[] = []
  let line = lead
  for (const word of clean(text).split(/[ \t\n]+/)) {
    const isFirst = line === lead
    const longer = isFirst ? line + word : `${line} ${word}`
    if (!isFirst && columnsOf(longer) > width) {
      lines.push(line)
      line = indent + word
    } else line = longer
  }
  return [...lines, line]
}

const segmenter = new Intl.Segmenter()

/** What a reader sees as one character is one column, which holds for the languages of the bot. */
function columnsOf(text: string): number {
  return [...segmenter.segment(text)].length
}
