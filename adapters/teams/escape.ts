import { LIMITS } from './limits.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Cut to a length, with an ellipsis; never in the middle of a surrogate pair. */
export function clip(text: string, length: number = LIMITS.textLength): string {
  if (text.length <= length) return text
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

/** `&`, `<` and `>` as entities: no tag, no `<at>`, no speech markup. */
export const escapeTags = (text: string): string =>
  text.replace(/[&<>]/g, character => ENTITIES[character] ?? character)

/**
 * A text that a TextBlock or FactSet shows as it is. Teams reads these as Markdown with `<at>` mentions
 * (learn.microsoft.com, Format cards in Teams), and Adaptive Cards as templates of dates (`{{DATE(...)}}`).
 */
export function escapeText(text: string): string {
  return escapeTags(clip(text))
    .replace(/[\\`*_~[\]]/g, '\\$&')
    .replace(/^(\s*)([#+-]+|\d{1,9}[.)])(?=\s)/gm, (_line, indent: string, mark: string) => {
      return `${indent}${mark.slice(0, -1)}\\${mark.slice(-1)}`
    })
    .replace(/\{(?=\{)/g, '&#123;')
}
