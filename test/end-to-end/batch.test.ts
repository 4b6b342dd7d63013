import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newFolder } from '../support/organisation.ts'
import { oim } from '../support/processes.ts'

interface Line {
  q: string
  answer?: { type: string; intent: string; lang: string; entities: string[]; confidence: number }
  error?: { code: string }
  ms?: number
}

async function batch(input: readonly (object | string)[], args: readonly string[] = []) {
  const text = input.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const { code, out, err } = await oim(['ask', ...args, '--batch', '-'], { input: text })
  const lines = out
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as Line)
  return { code, lines, err }
}
const about = (lines: readonly Line[]) =>
  lines.map(({ answer }) => [answer?.type, answer?.intent, answer?.entities[0]])

test('one line in, one line out, in order, with the fields of its type', async () => {
  const questions = ['Foghorn Unit', 'escalate the foghorn', 'quel temps fait-il ?', 'bonjour']
  const { code, lines, err } = await batch(questions.map(q => ({ q })))
  expect([code, err]).toEqual([0, ''])
  expect(lines.map(line => line.q)).toEqual(questions)
  const base = ['type', 'intent', 'lang', 'entities']
  const end = ['confidence', 'sensitive']
  expect(lines.map(line => Object.keys(line.answer ?? {}))).toEqual([
    [...base, 'alternatives', ...end],
    [...base, 'alternatives', ...end],
    [...base, 'nearest', ...end],
    [...base, ...end],
  ])
  for (const line of lines) {
    expect(Object.keys(line)).toEqual(['q', 'answer', 'ms'])
    expect(line.ms).toBeGreaterThanOrEqual(0)
    expect(line.answer?.confidence).toBeLessThanOrEqual(1)
  }
})

test('a question may come as a platform sends it', async () => {
  const { lines } = await batch([
    { q: '/oim unit corne de brume' },
    { q: '/oim escalate corne de brume' },
    { q: '/oim where Brest' },
    { q: '/oim list département des lumières' },
    { q: '/oim help' },
    { q: '/oim corne de brume' },
    { q: '<@U1> corne de brume' },
    { q: '<at>OIM</at> corne de brume' },
    { q: '<at id="0">OIM</at>&nbsp;corne de brume' },
  ])
  expect(about(lines)).toEqual([
    ['unit', 'find', 'unite-brume'],
    ['chain', 'escalate', 'unite-brume'],
    ['unit', 'located', 'antenne-brest'],
    ['list', 'children', 'div-lampes'],
    ['help', 'help', undefined],
    ['unit', 'find', 'unite-brume'],
    ['unit', 'find', 'unite-brume'],
    ['unit', 'find', 'unite-brume'],
    ['unit', 'find', 'unite-brume'],
  ])
})

test.each(['', '   ', '🙂', '👩‍🚀🇨🇭 :wave:', '?!…', '<@U1>', '/oim', '\u200b\u202e'])(
  '%j is a call for help',
  async q => {
    expect((await batch([{ q }])).lines[0]?.answer?.type).toBe('help')
  },
)

test('40,000 characters are answered by the first 500', async () => {
  const q = `Foghorn Unit ${'please '.repeat(5_714)}`
  const { code, lines } = await batch([{ q }, { q: 'x'.repeat(40_000) }, { q: 'Leave Unit' }])
  expect(code).toBe(0)
  expect(lines[0]?.q).toBe(q)
  expect(lines.map(line => line.answer?.type)).toHaveLength(3)
  expect(about(lines)[2]).toEqual(['unit', 'find', 'unite-conges'])
  const { out } = await oim(['ask', '--json', q])
  expect(JSON.parse(out).notes).toContain('truncated')
})

test('lines that share a conversation are its turns; others know nothing of it', async () => {
  const { lines } = await batch([
    { q: 'Foghorn Unit', conversation: 'one' },
    { q: 'Leave Unit', conversation: 'two' },
    { q: 'and above it?', conversation: 'one' },
    { q: 'and above it?', conversation: 'two' },
    { q: 'and above it?' },
  ])
  expect(about(lines).slice(2, 4)).toEqual([
    ['unit', 'parent', 'div-lampes'],
    ['unit', 'parent', 'dep-gardiens'],
  ])
  expect(['div-lampes', 'dep-gardiens']).not.toContain(about(lines)[4]?.[2])
})

test('the language of the line outranks that of the command, and a language asked for both', async () => {
  const { lines } = await batch(
    [
      { q: 'corne de brume' },
      { q: 'corne de brume', lang: 'fr' },
      { q: 'corne de brume en anglais', lang: 'fr' },
    ],
    ['--lang', 'es'],
  )
  expect(lines.map(line => line.answer?.lang)).toEqual(['es', 'fr', 'en'])
})

describe('a bad line', () => {
  test.each([
    ['no JSON', 'who?'],
    ['null', 'null'],
    ['an array', '["q"]'],
    ['a number', '3'],
    ['no q', '{"question": "x"}'],
    ['a q that is no text', '{"q": 3}'],
    ['a language that is none of ours', '{"q": "x", "lang": "de"}'],
    ['a conversation that is no text', '{"q": "x", "conversation": 1}'],
    ['longer than any question', `{"q": "${'x'.repeat(200_000)}"}`],
  ])('(%s) is said so in its place, the batch goes on, and the exit is 1', async (_, bad) => {
    const { code, lines } = await batch([{ q: 'Foghorn Unit' }, bad, { q: 'Leave Unit' }])
    expect(code).toBe(1)
    expect(lines[1]).toEqual({ q: bad.slice(0, 200), error: { code: 'BATCH_LINE_INVALID' } })
    expect([lines[0]?.answer?.entities, lines[2]?.answer?.entities]).toEqual([
      ['unite-brume'],
      ['unite-conges'],
    ])
  })
})

test('empty lines, Windows line ends and a byte order mark are no fault', async () => {
  const { code, lines } = await batch([
    '\uFEFF{"q": "Foghorn Unit"}\r',
    '',
    '  \r',
    '{"q": "Leave Unit", "more": 1}\r',
  ])
  expect(code).toBe(0)
  expect(about(lines).map(line => line[2])).toEqual(['unite-brume', 'unite-conges'])
})

test('a file is read like standard input; one that is not there is a failure', async () => {
  const file = join(newFolder(), 'questions.jsonl')
  writeFileSync(file, '{"q": "Foghorn Unit"}')
  const read = await oim(['ask', '--batch', file])
  expect([read.code, JSON.parse(read.out).answer.entities]).toEqual([0, ['unite-brume']])
  const missing = await oim(['ask', '--batch', `${file}.no`])
  expect([missing.code, missing.out]).toEqual([1, ''])
  expect(missing.err).toContain('no such file')
})

test('nothing at all gives nothing', async () => {
  expect(await batch([])).toEqual({ code: 0, lines: [], err: '' })
})
