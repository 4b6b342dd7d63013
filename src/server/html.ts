/** Markup that is safe to send: it is made by `html` alone. */
export interface Html {
  readonly markup: string
}
type Part = string | number | Html | readonly Html[] | undefined

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A template whose values are escaped, for text and for quoted attributes; nested templates are kept. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { markup: strings.reduce((before, string, i) => before + markupOf(parts[i - 1]) + string) }
}

function markupOf(part: Part): string {
  if (part === undefined) return ''
  if (typeof part === 'string' || typeof part === 'number')
    return String(part).replace(/[&<>"']/g, character => ENTITIES[character] ?? '')
  return 'markup' in part ? part.markup : part.map(p => p.markup).join('\n')
}
