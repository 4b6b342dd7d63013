import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Answer, answerId } from '../../src/answer/answer.ts'
import { ACTIONS, type Action } from '../../src/cards/press.ts'
import type { Knowledge, Notice } from '../../src/core.ts'
import { idIn, loadOrganisation, type OpenCore, openCore, without } from '../support/organisation.ts'

let knowledge: Knowledge
let open: OpenCore
beforeAll(() => {
  knowledge = loadOrganisation()
})
beforeEach(async () => {
  open = await openCore(knowledge)
})
afterEach(() => open.store.close())

const CHOICES = 'différence entre la Division des lampes et la Division des lentilles'
const NOBODY = answerId.parse('p00000000000')
const BY = { asker: 'a', conversation: 'c', private: true, record: true }

function press(
  action: Action,
  answer: Answer['id'],
  entity?: string,
  more: object = {},
): Promise<Answer | Notice> {
  const on = entity === undefined ? {} : { entity: idIn(knowledge, entity) }
  return open.core.act({ action, answer, lang: 'es', ...on }, { ...BY, ...more })
}
const verdicts = async (): Promise<string[]> => (await open.store.feedback.all(10)).map(f => f.verdict)
const keptQuestions = async (): Promise<string[]> => {
  open.later(61 * 60_000)
  return (await open.store.answers.questions(10)).map(q => q.question)
}

describe('a press that navigates answers by its entity, in the language of its card', () => {
  test.each<[Action, string, string, string[]]>([
    ['open', 'unite-brume', 'unit', ['unite-brume']],
    ['escalate', 'unite-brume', 'chain', ['unite-brume', 'div-lampes', 'dep-lumieres', 'gouverneure']],
    ['parent', 'unite-brume', 'unit', ['div-lampes']],
    ['children', 'dep-lumieres', 'list', ['div-lampes', 'div-lentilles']],
    ['page', 'dep-lumieres', 'list', ['div-lampes', 'div-lentilles']],
    ['share', 'unite-brume', 'unit', ['unite-brume']],
    ['lang', 'unite-brume', 'unit', ['unite-brume']],
  ])('%s of %s', async (action, entity, type, entities) => {
    const outcome = await press(action, NOBODY, entity)
    expect(outcome).toMatchObject({ type, entities, lang: 'es', sensitive: false })
    expect(outcome).not.toMatchObject({ id: NOBODY })
  })

  test('and what follows speaks of it', async () => {
    await press('open', NOBODY, 'unite-brume')
    expect((await open.ask('and above it?')).entities).toEqual(['div-lampes'])
  })

  test('and a sensitive entity makes its answer sensitive', async () => {
    expect(await press('open', NOBODY, 'unite-ecoute')).toMatchObject({ sensitive: true })
  })
})

describe('a press on an answer that is kept', () => {
  test.each<Action>(['page', 'share', 'lang'])(
    '%s shows that answer, in the language of the press',
    async action => {
      const list = await open.ask('quelles divisions dans le département des lumières ?')
      expect(await press(action, list.id)).toMatchObject({
        type: 'list',
        entities: list.entities,
        lang: 'es',
      })
    },
  )

  test('not this: what came behind it, or other words', async () => {
    const { id } = await open.ask('Foghorn Unit')
    const unit = { ...(await open.ask('Leave Unit')), id: answerId.parse('p00000000002') }
    const behind = [idIn(knowledge, 'div-lampes'), idIn(knowledge, 'div-lentilles')]
    await open.store.answers.put({ ...unit, alternatives: behind } as Answer)
    expect(await press('not-this', id)).toEqual({ code: 'rephrase', lang: 'es' })
    expect(await press('not-this', unit.id)).toMatchObject({ type: 'choices', entities: behind })
    expect(await press('not-this', unit.id, 'div-lampes')).toMatchObject({
      type: 'unit',
      entities: ['div-lentilles'],
    })
    expect(await verdicts()).toContain('not-this')
  })
})

describe('a press on what is gone', () => {
  test.each(
    ACTIONS.filter(a => ['open', 'escalate', 'parent', 'children', 'page', 'share', 'lang'].includes(a)),
  )('%s says so', async action => {
    expect(await press(action, NOBODY)).toEqual({ code: 'gone', lang: 'es' })
  })

  test('an answer is gone after 30 days; its entity still leads on', async () => {
    const { id } = await open.ask('Foghorn Unit')
    open.later(30 * 24 * 60 * 60_000)
    expect(await press('lang', id)).toEqual({ code: 'gone', lang: 'es' })
    expect(await press('parent', id, 'unite-brume')).toMatchObject({ entities: ['div-lampes'] })
  })

  test('an entity that a reload took away is gone, and so is an answer that names it', async () => {
    const { id } = await open.ask('Foghorn Unit')
    open.reload(without(knowledge, 'unite-brume'))
    for (const action of ACTIONS) {
      const outcome = await press(action, id, 'unite-brume')
      expect(JSON.stringify(outcome)).not.toContain('unite-brume')
    }
    expect(await press('lang', id, 'unite-brume')).toEqual({ code: 'gone', lang: 'es' })
  })
})

describe('feedback', () => {
  test.each<[Action, Notice['code'], boolean]>([
    ['helpful', 'thanks', false],
    ['unhelpful', 'thanks', true],
    ['report', 'reported', true],
    ['none', 'rephrase', true],
    ['not-this', 'rephrase', true],
  ])('%s is taken: %s, and the question stays: %s', async (action, code, stays) => {
    const { id } = await open.ask('Foghorn Unit')
    expect(await press(action, id)).toEqual({ code, lang: 'es' })
    expect(await open.store.feedback.all(10)).toMatchObject([{ answer: id, verdict: action, asker: 'a' }])
    expect(await keptQuestions()).toEqual(stays ? ['Foghorn Unit'] : [])
  })

  test('a pick among choices is kept as a labelled example, an opened list item is not', async () => {
    const choices = await open.ask(CHOICES)
    expect(choices.type).toBe('choices')
    await press('open', choices.id, 'div-lampes')
    const list = await open.ask('quelles divisions dans le département des lumières ?')
    await press('open', list.id, 'div-lampes')
    expect(await open.store.feedback.all(10)).toMatchObject([
      { answer: choices.id, verdict: 'picked', entity: 'div-lampes' },
    ])
    expect(await keptQuestions()).toEqual([CHOICES])
  })

  test('is not kept where nothing may be recorded', async () => {
    const { id } = await open.ask('Foghorn Unit')
    for (const action of ['helpful', 'report', 'none'] as const)
      await press(action, id, undefined, { record: false })
    expect(await verdicts()).toEqual([])
  })
})

describe('none of these', () => {
  test('asks for other words once, then admits that nobody is named', async () => {
    const { id } = await open.ask(CHOICES)
    expect(await press('none', id)).toEqual({ code: 'rephrase', lang: 'es' })
    expect(await press('none', id)).toMatchObject({ type: 'not-covered', entities: [], lang: 'es' })
  })

  test('counts across the other words that it asked for', async () => {
    await press('none', (await open.ask(CHOICES)).id)
    const again = await open.ask('difference between the Lenses Division and the Foghorn Unit')
    expect(again.type).toBe('choices')
    expect(await press('none', again.id)).toMatchObject({ type: 'not-covered' })
  })

  test('starts anew once something was found', async () => {
    await press('none', (await open.ask(CHOICES)).id)
    await open.ask('Foghorn Unit')
    expect(await press('none', (await open.ask(CHOICES)).id)).toEqual({ code: 'rephrase', lang: 'es' })
  })
})

test('presses and questions of one conversation run one after the other', async () => {
  const asked = open.ask('Foghorn Unit')
  const pressed = press('open', NOBODY, 'unite-conges')
  const followed = open.ask('and above it?')
  await Promise.all([asked, pressed])
  expect((await followed).entities).toEqual(['dep-gardiens'])
})

describe('a star', () => {
  const saved = (): Promise<readonly string[]> => open.store.preferences.saved('a')

  test('is put on a unit and taken off again', async () => {
    expect(await press('save', NOBODY, 'unite-brume')).toEqual({ code: 'saved', lang: 'es' })
    expect(await saved()).toEqual(['unite-brume'])
    expect(await press('save', NOBODY, 'unite-brume')).toEqual({ code: 'unsaved', lang: 'es' })
    expect(await saved()).toEqual([])
  })

  test('is never put on a sensitive unit, and on none without somebody whose it is', async () => {
    expect(await press('save', NOBODY, 'unite-ecoute')).toMatchObject({ code: 'not-saved' })
    expect(await press('save', NOBODY, 'unite-brume', { asker: undefined })).toMatchObject({
      code: 'not-saved',
    })
    expect(await saved()).toEqual([])
  })
})

describe('the units that somebody was shown', () => {
  const recent = (): Promise<readonly string[]> => open.store.recents.list('a', 10)

  test('are kept, the newest first, each once', async () => {
    for (const unit of ['unite-brume', 'div-lampes', 'unite-brume']) {
      open.later(1)
      await press('open', NOBODY, unit)
    }
    expect(await recent()).toEqual(['unite-brume', 'div-lampes'])
  })

  test('hold no sensitive unit, and none that may not be recorded', async () => {
    await press('open', NOBODY, 'unite-ecoute')
    await press('open', NOBODY, 'unite-brume', { record: false })
    expect(await recent()).toEqual([])
  })
})
