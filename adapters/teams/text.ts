const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}
const MENTION = /<at(?: [^<>]{0,200})?>[^<>]{0,500}<\/at>/gi
/** Tags that Teams itself writes round a line; what a person types in angle brackets comes as entities. */
const TAG = /<\/?(?:p|div|span|br|b|i|strong|em|u)(?: [^<>]{0,500})?\/?>/gi
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi

/**
 * What a person typed, out of what Teams sends: mentions gone (the bot's own and people's: the directory
 * holds no persons), tags gone, entities decoded once.
 *
 *   <at>OIM</at>&nbsp;qui g&#232;re la tr&eacute;sorerie ?   ->   qui gère la tr&eacute;sorerie ?
 */
export function plainText(text: string): string {
  return text.replace(MENTION, ' ').replace(TAG, ' ').replace(ENTITY, decode).replace(/\s+/g, ' ').trim()
}

/** What a message says, out of the HTML that Teams stores of it: any tag is markup, for typed ones come as entities. */
export function htmlText(html: string): string {
  return plainText(html.replace(MENTION, ' ').replace(/<[^<>]{0,2000}>/g, ' '))
}

function decode(entity: string, decimal?: string, hexadecimal?: string, name?: string): string {
  if (name) return NAMED[name.toLowerCase()] ?? entity
  const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal ?? '', 16)
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity
}
