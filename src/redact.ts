/** Mail addresses and telephone numbers of a question, before it is stored. */
const MAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,200}/gu
/** Seven digits or more, with the signs that people put between them. */
const PHONE = /\+?\d(?:[\s()./-]{0,3}\d){6,19}/g

export function redact(text: string): string {
  return text.replace(MAIL, '[mail]').replace(PHONE, '[phone]')
}
