import { beforeAll, expect, test } from 'vitest'
import { renderCard } from '../../../adapters/preview/render.ts'
import { decodePress } from '../../../src/cards/press.ts'
import { createFakeServices, type FakeServices } from '../../support/fake-core.ts'

let fake: FakeServices
beforeAll(async () => {
  fake = await createFakeServices()
})

async function render(text: string, publicUrl?: string) {
  const answer = await fake.services.core.ask({ text, private: true, record: true })
  const card = fake.services.toCard(answer)
  return { card, rendered: renderCard(card, answer, publicUrl) }
}

test('each button carries the press of the card, encoded', async () => {
  const { card, rendered } = await render('trésorerie')
  const [escalate] = card.actions
  expect(decodePress(rendered.actions[0]?.press)).toEqual(escalate?.press)
  expect(decodePress(rendered.breadcrumb[0]?.press)).toEqual(card.breadcrumb[0]?.press)
  expect(decodePress(rendered.feedback?.unhelpful.press)).toEqual(card.feedback?.unhelpful.press)
  expect(decodePress(rendered.distinctions?.items[0]?.open.press)).toEqual(
    card.distinctions?.items[0]?.open.press,
  )
})

test('there is no button to share, for there is no channel', async () => {
  for (const text of ['trésorerie', 'phishing']) {
    const { card, rendered } = await render(text)
    expect(card.actions.map(action => action.press.action)).toContain('share')
    expect(rendered.actions.map(action => decodePress(action.press)?.action)).not.toContain('share')
  }
})

test('a unit has a link to copy, other cards have none', async () => {
  expect((await render('trésorerie', 'https://bot.example.org')).rendered.link).toBe(
    'https://bot.example.org/unit/div-tresorerie?lang=fr',
  )
  expect((await render('stress')).rendered.link).toBeUndefined()
})
