import { expect, test } from 'vitest'
import { createSecret } from '../../src/secret.ts'
import { KEY } from '../support/inbox.ts'

const secret = createSecret(KEY)
const other = createSecret('another key for tests, 32 characters')

test('a text comes back from its seal, whatever its characters', () => {
  for (const text of ['', 'à qui ? ¿quién? 🙂', 'x'.repeat(100_000)])
    expect(secret.open(secret.seal(text))).toBe(text)
})

test('a seal shows nothing of its text, and is never the same twice', () => {
  const [one, two] = [secret.seal('harcèlement'), secret.seal('harcèlement')]
  expect(one).not.toBe(two)
  expect(Buffer.from(one, 'base64url').includes('harc')).toBe(false)
})

test('another key does not open it', () => {
  expect(() => other.open(secret.seal('text'))).toThrow()
})

test('what was changed, cut or invented does not open', () => {
  const sealed = Buffer.from(secret.seal('text'), 'base64url')
  for (const at of sealed.keys()) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => secret.open(changed.toString('base64url'))).toThrow()
  }
  expect(() => secret.open(sealed.subarray(0, 20).toString('base64url'))).toThrow()
  expect(() => secret.open('')).toThrow()
})

test('a hash is the same for the same parts and key, 32 characters long', () => {
  expect(secret.hash('slack', 'T1', 'U1')).toBe(createSecret(KEY).hash('slack', 'T1', 'U1'))
  expect(secret.hash('slack', 'T1', 'U1')).toMatch(/^[\w-]{32}$/)
  expect(other.hash('slack', 'T1', 'U1')).not.toBe(secret.hash('slack', 'T1', 'U1'))
})

test('parts that run together differently have different hashes', () => {
  const hashes = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['a","bc']].map(parts =>
    secret.hash(...parts),
  )
  expect(new Set(hashes).size).toBe(hashes.length)
})
