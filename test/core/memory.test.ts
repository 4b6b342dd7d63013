import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Knowledge } from '../../src/core.ts'
import { idIn, loadOrganisation, type OpenCore, openCore } from '../support/organisation.ts'

let knowledge: Knowledge
let open: OpenCore
beforeAll(() => {
  knowledge = loadOrganisation()
})
beforeEach(async () => {
  open = await openCore(knowledge)
})
afterEach(() => open.store.close())

const kept = async (): Promise<string[]> => (await open.store.answers.questions(10)).map(q => q.question)
const DAY = 24 * 60 * 60_000
const SENSITIVE = 'un collègue me harcèle'

describe('what is kept of a question', () => {
  test('is redacted', async () => {
    await open.ask('Foghorn Unit, call +41 22 717 91 11 or mail a.b@c.org')
    expect(await kept()).toEqual(['Foghorn Unit, call [phone] or mail [mail]'])
  })

  test('is what was read of it, however long it was', async () => {
    await open.ask('lampes '.repeat(6_000))
    expect((await kept())[0]).toHaveLength(500)
  })

  test('is nothing where it may not be recorded, though its answer is', async () => {
    const answer = await open.ask('Foghorn Unit', { record: false })
    expect(await kept()).toEqual([])
    const { why, ...ids } = answer
    expect(why?.phrase).toBe('Foghorn Unit')
    // Why it was given quotes the question, so that is not kept either.
    expect(await open.store.answers.get(answer.id)).toEqual(ids)
  })

  test('goes after an hour when it was answered, and stays when it was not', async () => {
    await open.ask('Foghorn Unit')
    await open.ask('quel temps fait-il ?', { conversation: 'other' })
    open.later(60 * 60_000)
    await open.store.sweep()
    expect(await kept()).toEqual(['quel temps fait-il ?'])
    open.later(90 * DAY)
    expect(await kept()).toEqual([])
  })
})

describe('a sensitive turn', () => {
  test('leaves no text and no answer', async () => {
    const answer = await open.ask(SENSITIVE)
    expect(answer).toMatchObject({ entities: ['unite-ecoute'], sensitive: true })
    expect(await kept()).toEqual([])
    expect(await open.store.answers.get(answer.id)).toBeUndefined()
  })

  test('leaves state where only the asker sees it, and what follows is sensitive too', async () => {
    await open.ask(SENSITIVE)
    expect(await open.store.conversations.get('c')).toMatchObject({ sensitive: true, focus: 'unite-ecoute' })
    const next = await open.ask('and above it?')
    expect(next).toMatchObject({ entities: ['dep-gardiens'], sensitive: true })
    expect(await kept()).toEqual([])
    expect(await open.store.answers.get(next.id)).toBeUndefined()
  })

  test('leaves nothing at all where others see the conversation', async () => {
    await open.ask(SENSITIVE, { private: false })
    expect(await open.store.conversations.get('c')).toBeUndefined()
  })

  test('does not mark the next subject', async () => {
    await open.ask(SENSITIVE)
    expect(await open.ask('Foghorn Unit')).toMatchObject({ sensitive: false })
  })

  test('is known before anything is written down', () => {
    expect(open.core.isSensitive(SENSITIVE)).toBe(true)
    expect(open.core.isSensitive('who deals with fog?')).toBe(false)
  })

  test('leaves no trace of its presses', async () => {
    const answer = await open.ask(SENSITIVE)
    const by = { asker: 'a', conversation: 'c', private: true, record: true }
    for (const action of ['helpful', 'unhelpful', 'report', 'not-this', 'none'] as const)
      await open.core.act({ action, answer: answer.id, lang: 'fr' }, by)
    expect(await open.store.feedback.all(10)).toEqual([])
  })

  test('keeps its presses sensitive, by the mark on its id alone', async () => {
    const { id } = await open.ask(SENSITIVE)
    const by = { conversation: 'c', private: true, record: true }
    for (const action of ['open', 'parent', 'lang', 'escalate', 'share', 'page'] as const) {
      const press = { action, answer: id, entity: idIn(knowledge, 'dep-gardiens'), lang: 'fr' } as const
      expect(await open.core.act(press, by)).toMatchObject({ sensitive: true })
    }
  })
})

test('a store that hangs is waited for no longer than two seconds a step', async () => {
  vi.useFakeTimers()
  const hangs = (): Promise<never> => new Promise(() => {})
  const stuck = await openCore(knowledge, store => ({
    ...store,
    conversations: { get: hangs, put: hangs },
    answers: { ...store.answers, put: hangs },
  }))
  const answer = stuck.ask('Foghorn Unit')
  await vi.advanceTimersByTimeAsync(6_000)
  expect((await answer).entities).toEqual(['unite-brume'])
  vi.useRealTimers()
  await stuck.store.close()
})
