import { expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'

const SECRETS = /xoxb-|xapp-|eyJhb|hunter2|harcèlement/

function logOf(write: (log: ReturnType<typeof createLog>) => void, level = 'info'): string {
  const lines: string[] = []
  write(createLog(level, { write: line => lines.push(line) }))
  return lines.join('')
}

test('a line is one JSON object: level by name, time, message, fields', () => {
  const line = logOf(log => log.info({ adapter: 'here' }, 'ready'))
  expect(JSON.parse(line)).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/),
    adapter: 'here',
    msg: 'ready',
  })
})

test('what lies below the level is not written', () => {
  expect(logOf(log => log.debug('detail'))).toBe('')
  expect(logOf(log => log.debug('detail'), 'debug')).toContain('detail')
})

test.each(['token', 'authorization', 'password', 'secret', 'text', 'question', 'body', 'payload'])(
  'a field called %s is cut out, at every depth that we log',
  field => {
    const line = logOf(log => {
      log.info({ [field]: 'hunter2', kept: 1 }, 'm')
      log.info({ event: { [field]: 'hunter2' }, kept: 1 }, 'm')
      log.info({ request: { headers: { [field]: 'hunter2' } }, kept: 1 }, 'm')
    })
    expect(line).not.toMatch(SECRETS)
    expect(line.match(/"kept":1/g)).toHaveLength(3)
  },
)

test('a child of the log cuts out the same', () => {
  expect(logOf(log => log.child({ adapter: 'here' }).info({ text: 'hunter2' }, 'm'))).not.toMatch(SECRETS)
})

test('an error keeps name, message, code, stack and cause, not the request that hangs on it', () => {
  const headers = { Authorization: 'Bearer xoxb-1-secret' }
  const error = Object.assign(new TypeError('refused', { cause: new Error('deep') }), {
    code: 'ECONNREFUSED',
    config: { headers, data: 'harcèlement' },
    request: { headers },
    response: { data: 'harcèlement' },
  })
  const line = logOf(log => log.error({ err: error }, 'm'))
  expect(line).not.toMatch(SECRETS)
  expect(JSON.parse(line).err).toMatchObject({
    name: 'TypeError',
    message: 'refused',
    code: 'ECONNREFUSED',
    stack: expect.stringContaining('log.test.ts'),
    cause: { name: 'Error', message: 'deep' },
  })
})

test('a token inside the message of an error is cut out, and out of its causes', () => {
  const tokens = ['xoxb-12-ab', 'xapp-1-A-2', 'Bearer eyJhbGciOi.J9.x_y', 'eyJhbGciOi.J9.x_y']
  for (const token of tokens) {
    const error = new Error('outer', { cause: new Error(`sent ${token}, refused`) })
    const line = logOf(log => log.error({ err: error }, 'm'))
    expect(line).not.toMatch(SECRETS)
    expect(line).toContain('sent [token], refused')
  }
})

test('what was thrown and is no error is said too', () => {
  expect(JSON.parse(logOf(log => log.error({ err: 'a word' }, 'm'))).err).toEqual({ message: 'a word' })
})
