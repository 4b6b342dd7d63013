import fc from 'fast-check'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Knowledge } from '../../src/core.ts'
import { loadOrganisation, type OpenCore, openCore, without } from '../support/organisation.ts'

let knowledge: Knowledge
let open: OpenCore
beforeAll(() => {
  knowledge = loadOrganisation()
})
beforeEach(async () => {
  open = await openCore(knowledge)
})
afterEach(() => open.store.close())

describe('a question about another organisation’s dataset', () => {
  test.each([
    ['Division des lampes', 'unit', ['div-lampes']],
    ['who deals with fog?', 'unit', ['unite-brume']],
    ['¿quién pule el vidrio?', 'unit', ['div-lentilles']],
    ['quelles divisions dans le département des lumières ?', 'list', ['div-lampes', 'div-lentilles']],
    ['escalader corne de brume', 'chain', ['unite-brume', 'div-lampes', 'dep-lumieres', 'gouverneure']],
    ['who is above the Lamps Division?', 'unit', ['dep-lumieres']],
    ['membres du comité des tempêtes', 'list', ['dep-lumieres']],
    [
      'différence entre la Division des lampes et la Division des lentilles',
      'choices',
      ['div-lampes', 'div-lentilles'],
    ],
    ['quel temps fait-il ?', 'not-covered', []],
    ['bonjour', 'greeting', []],
    ['', 'help', []],
  ])('%s: %s', async (text, type, entities) => {
    expect(await open.ask(text, { conversation: text })).toMatchObject({ type, entities })
  })
})

test('no text makes the core reject, and every answer names entities that exist', async () => {
  const words = fc.constantFrom(
    'lampes',
    'où',
    'the',
    'Brest',
    '/oim',
    'list',
    '<@U1>',
    '\u202e',
    '🙂',
    'harcèlement',
    '{{',
    '\ud800',
    '¿',
    'en espagnol',
    'et',
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(words).map(parts => parts.join(' ')),
  )
  await fc.assert(
    fc.asyncProperty(text, async typed => {
      const answer = await open.ask(typed)
      for (const id of answer.entities) expect(knowledge.directory.find(id)).toBeDefined()
    }),
  )
})

describe('a conversation', () => {
  test('goes on from what was shown', async () => {
    await open.ask('Foghorn Unit')
    expect(await open.ask('and above it?')).toMatchObject({ intent: 'parent', entities: ['div-lampes'] })
  })

  test('is forgotten after half an hour', async () => {
    await open.ask('Foghorn Unit')
    open.later(30 * 60_000)
    expect((await open.ask('and above it?')).entities).not.toEqual(['div-lampes'])
  })

  test('is nobody else’s', async () => {
    await open.ask('Foghorn Unit')
    expect((await open.ask('and above it?', { conversation: 'other' })).entities).not.toEqual(['div-lampes'])
  })

  test('says the last answer again in the language asked for, under an id of its own', async () => {
    const first = await open.ask('Division des lampes')
    const again = await open.ask('in Spanish')
    expect(again).toMatchObject({ type: 'unit', lang: 'es', entities: ['div-lampes'] })
    expect(again.id).not.toBe(first.id)
  })

  test('takes its turns in order, however long one of them takes', async () => {
    let release = (): void => {}
    const held = new Promise<void>(resolve => {
      release = resolve
    })
    let isFirst = true
    const slow = await openCore(knowledge, store => ({
      ...store,
      conversations: {
        ...store.conversations,
        get: async key => {
          const mustWait = isFirst
          isFirst = false
          if (mustWait) await held
          return await store.conversations.get(key)
        },
      },
    }))
    const turns = [slow.ask('Foghorn Unit'), slow.ask('and above it?'), slow.ask('and above it?')]
    const elsewhere = await slow.ask('Leave Unit', { conversation: 'other' })
    release()
    expect(elsewhere.entities).toEqual(['unite-conges'])
    expect((await Promise.all(turns)).map(answer => answer.entities[0])).toEqual([
      'unite-brume',
      'div-lampes',
      'dep-lumieres',
    ])
    await slow.store.close()
  })

  test('starts anew where a reload took away what it spoke of', async () => {
    await open.ask('Foghorn Unit')
    open.reload(without(knowledge, 'unite-brume'))
    for (const text of ['and above it?', 'in Spanish', 'no, the other one'])
      expect((await open.ask(text)).entities).not.toContain('unite-brume')
  })
})

describe('a store', () => {
  const fails = async (): Promise<never> => Promise.reject(new Error('disk full'))

  test('that fails costs the memory, never the answer, and logs no word of the question', async () => {
    const broken = await openCore(knowledge, store => ({
      ...store,
      answers: { put: fails, get: fails, keepQuestion: fails, questions: fails },
      conversations: { get: fails, put: fails },
      feedback: { put: fails, all: fails },
    }))
    const answer = await broken.ask('Foghorn Unit')
    expect(answer.entities).toEqual(['unite-brume'])
    const pressed = { answer: answer.id, lang: 'en' } as const
    const by = { conversation: 'c', asker: 'a', private: true, record: true }
    expect(await broken.core.act({ action: 'helpful', ...pressed }, by)).toEqual({
      code: 'thanks',
      lang: 'en',
    })
    expect(await broken.core.act({ action: 'lang', ...pressed }, by)).toEqual({ code: 'gone', lang: 'en' })
    expect(broken.logged.join('')).toContain('disk full')
    expect(broken.logged.join('')).not.toMatch(/foghorn/i)
    await broken.store.close()
  })
})
