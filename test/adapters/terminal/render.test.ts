import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { renderText } from '../../../adapters/terminal/index.ts'
import type { Card } from '../../../src/cards/card.ts'
import { createFakeServices, type FakeServices } from '../../support/fake-core.ts'

let fake: FakeServices
beforeAll(async () => {
  fake = await createFakeServices()
})
async function cardOf(text: string): Promise<Card> {
  return fake.services.toCard(await fake.services.core.ask({ text, private: true, record: false }))
}

test('a unit, in the order of every surface, without what can only be pressed', async () => {
  const card = { ...(await cardOf('trésorerie')), notices: ['Un avis.'] }
  expect(renderText(card, { width: 60 })).toBe(`DIVISION
Division de la trésorerie
Directeur général › Directrice générale adjointe, gestion et
réformes › Département de la gestion financière et
administrative

! Un avis.

Résumé : Division de la trésorerie.

Venez ici pour
• compte bancaire

À ne pas confondre avec
  Département de la gestion financière et administrative :
  compte bancaire

Où : Genève

« banque »
Source : page publique de la structure, copie non datée, l.
148-149`)
})

test('the steps of a chain are numbered, and the first says that it is the first', async () => {
  const text = renderText(await cardOf('phishing'), { width: 80 })
  expect(text).toContain('1  Division de la trésorerie ← commencez ici\n   compte bancaire\n2  Département')
})

test('numbers of two digits stand in one column', async () => {
  const card = await cardOf('phishing')
  const items = Array.from({ length: 10 }, (_, i) => ({ ...card.items[0], number: i + 1 })) as Card['items']
  const text = renderText({ ...card, items }, { width: 80 })
  expect(text).toContain('\n 9  Division')
  expect(text).toContain('\n10  Division')
})

test('examples of the help card are listed', async () => {
  expect(renderText(await cardOf(''), { width: 80 })).toBe(
    'Que cherchez-vous ?\n\n• trésorerie\n• stress\n• phishing',
  )
})

test('no colour codes unless asked for, and then only the title and the matched duty are bold', async () => {
  const card = await cardOf('trésorerie')
  expect(renderText(card, { width: 80 })).not.toContain('\u001B')
  const coloured = renderText(card, { width: 80, colour: true })
  const bold = coloured
    .split('\u001B[1m')
    .slice(1)
    .map(part => part.split('\u001B')[0])
  expect(bold).toEqual(['Division de la trésorerie', '• compte bancaire'])
})

test('text from outside cannot command the terminal', async () => {
  const text = renderText(await cardOf('a\u001B[2J\u0007b\u009Bc\u202Ed'), { width: 80 })
  expect(text).toContain('a [2J b c d')
})

test('no line is wider than asked, unless it is one word, and no word is lost', async () => {
  const card = await cardOf('stress')
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^\S{1,12}$/), { minLength: 1 }),
      fc.integer({ min: 10, max: 60 }),
      (words, width) => {
        const lines =
          renderText({ ...card, title: words.join(' '), items: [] }, { width })
            .split('\n\n')[0]
            ?.split('\n') ?? []
        for (const line of lines) if (line.includes(' ')) expect([...line].length).toBeLessThanOrEqual(width)
        expect(lines.join(' ').split(' ')).toEqual(words)
      },
    ),
  )
})
