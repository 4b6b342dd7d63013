import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Keyed hashes and encryption, from OIM_SECRET_KEY. */
export interface Secret {
  /** A keyed hash of the parts, 32 characters: who asked, or where, without saying it. */
  hash(...parts: readonly string[]): string
  /** Encrypts a text for the store. */
  seal(text: string): string
  /** @throws Error where the text was sealed with another key, or was changed */
  open(sealed: string): string
}

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** @param key any text of at least 32 characters; each use gets a key of its own (HKDF, RFC 5869) */
export function createSecret(key: string): Secret {
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', key, 'oim-bot', use, 32))
  const hashKey = derive('hash')
  const sealKey = derive('seal')
  return {
    hash: (...parts) =>
      createHmac('sha256', hashKey).update(JSON.stringify(parts)).digest('base64url').slice(0, 32),
    seal(text) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(ALGORITHM, sealKey, iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv(ALGORITHM, sealKey, bytes.subarray(0, IV_BYTES))
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
      const body = bytes.subarray(IV_BYTES + TAG_BYTES)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}
