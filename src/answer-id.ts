import { randomBytes } from 'node:crypto'
import { type AnswerId, answerId } from './answer/answer.ts'

/**
 * An answer's id says whether it is sensitive: such an answer is not stored, yet the presses on its
 * card must stay as private as it is.
 */
const SENSITIVE_MARK = 'S'
const PLAIN_MARK = 'p'

export function newAnswerId(sensitive: boolean): AnswerId {
  const random = randomBytes(9).toString('base64url').slice(1)
  return answerId.parse(`${sensitive ? SENSITIVE_MARK : PLAIN_MARK}${random}`)
}

export const isSensitiveId = (id: AnswerId): boolean => id.startsWith(SENSITIVE_MARK)
