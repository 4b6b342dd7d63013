import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { escapeText } from '../../../adapters/teams/escape.ts'
import { LIMITS } from '../../../adapters/teams/limits.ts'
import { renderCard, sizeOf } from '../../../adapters/teams/render.ts'
import type { Button, Card } from '../../../src/cards/card.ts'
import { decodePress } from '../../../src/cards/press.ts'
import { LANGS, type Lang } from '../../../src/lang.ts'
import { createSchemaFaults, isSchemaHere, parserFaults } from '../../support/adaptive-card-checks.ts'
import { createFakeCards } from '../../support/fake-cards.ts'
import { createFakeCore } from '../../support/fake-core.ts'

const QUESTIONS = {
  unit: 'trésorerie',
  choices: 'stress',
  chain: 'hameçonnage',
  list: 'manille',
  'not-covered': 'quel temps fait-il <b>ici</b> ?',
  help: '',
  sensitive: 'on m’a agressée',
}

async function cardOf(text: string, lang: Lang): Promise<Card> {
  const core = createFakeCore()
  const { toCard } = createFakeCards(core)
  return toCard(await core.ask({ text, lang, private: true, record: false }))
}

const cases = LANGS.flatMap(lang => Object.entries(QUESTIONS).map(([kind, text]) => ({ kind, text, lang })))

const executesIn = (value: unknown): { data: { press: string }; title: string; mode?: string }[] => {
  if (Array.isArray(value)) return value.flatMap(executesIn)
  if (typeof value !== 'object' || value === null) return []
  const own = 'type' in value && value.type === 'Action.Execute' ? [value as never] : []
  return [...own, ...Object.values(value).flatMap(executesIn)]
}

describe.each(cases)('$kind in $lang', ({ text, lang }) => {
  test('is understood by the adaptivecards parser, without a remark', async () => {
    expect(parserFaults(renderCard(await cardOf(text, lang), { canShare: true }))).toEqual([])
  })

  test.runIf(isSchemaHere)('fits the published schema 1.5', async () => {
    const card = renderCard(await cardOf(text, lang), { canShare: true })
    expect(createSchemaFaults()(card)).toEqual([])
    expect(card.msteams).toEqual({ width: 'Full' })
  })

  test('says version, language, speech and fallback, and stays within 28 KB', async () => {
    const card = renderCard(await cardOf(text, lang), { canShare: true })
    expect(card).toMatchObject({ type: 'AdaptiveCard', version: '1.5', lang })
    expect(card.speak).not.toBe('')
    expect(card.fallbackText).not.toBe('')
    expect(sizeOf(card)).toBeLessThan(28 * 1024)
  })

  test('each button carries a press and a name', async () => {
    const buttons = executesIn(renderCard(await cardOf(text, lang), { canShare: true }).body)
    for (const button of buttons) {
      expect(decodePress(button.data.press)).toBeDefined()
      expect(button.title).not.toBe('')
    }
  })
})

test('the published schema lies beside the project in CI', () => {
  expect(isSchemaHere || process.env.CI !== 'true').toBe(true)
})

test.runIf(isSchemaHere)('the published schema refuses what is no card', () => {
  expect(createSchemaFaults()({ type: 'AdaptiveCard', body: [{ type: 'Unknown' }] })).not.toEqual([])
})

test('the parser remarks on what is no card', () => {
  expect(parserFaults({ body: [{ type: 'Unknown' }] } as never)).not.toEqual([])
})

describe('the parts', () => {
  test('of a unit stand in the order of the card', async () => {
    const shown = JSON.stringify(renderCard(await cardOf('trésorerie', 'fr'), { canShare: false }).body)
    const order = [
      'DIVISION',
      'Division de la trésorerie',
      ' › ',
      'Résumé',
      'Venez ici pour',
      'À ne pas confondre avec',
      'FactSet',
      'ActionSet',
      'banque »',
      'Utile ?',
      'Source : page',
    ]
    const places = order.map(part => shown.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('the matched duty is the only bold one', async () => {
    const card = await cardOf('trésorerie', 'fr')
    const duties = {
      heading: 'Venez ici pour',
      items: [
        { text: 'la banque', matched: true },
        { text: 'le change', matched: false },
      ],
    }
    const { body } = renderCard({ ...card, duties }, { canShare: false })
    const bold = body.filter(element => element.type === 'TextBlock' && element.weight === 'Bolder')
    expect(bold.map(element => element.type === 'TextBlock' && element.text)).toEqual([
      'Division de la trésorerie',
      '• la banque',
    ])
  })

  test('two buttons stand in a row, for a phone; the rest is in the menu behind the last', async () => {
    const card = await cardOf('trésorerie', 'fr')
    const { body } = renderCard(card, { canShare: true })
    const rows = body.flatMap(element => (element.type === 'ActionSet' ? [element.actions] : []))
    const front = rows.map(row => row.filter(action => !action.mode).map(action => action.title))
    expect(front).toEqual([['Escalader', 'Au-dessus'], ['Partager']])
    expect(rows.map(row => row.filter(action => action.mode === 'secondary').length)).toEqual([
      0,
      card.menu.length,
    ])
  })

  test('the page of the unit is linked in the menu, where there is one', async () => {
    const card = await cardOf('trésorerie', 'fr')
    const page = { label: 'Page de l’unité', url: 'https://oim.example.org/unit/div-tresorerie' }
    const linked = renderCard(card, { canShare: false, page })
    expect(JSON.stringify(linked.body)).toContain(`"url":"${page.url}","mode":"secondary"`)
    expect(parserFaults(linked)).toEqual([])
    expect(JSON.stringify(renderCard(card, { canShare: false }).body)).not.toContain('Action.OpenUrl')
  })

  test('a sensitive card cannot be shared', async () => {
    const card = await cardOf('agressée', 'fr')
    const [button] = card.actions
    const share: Button[] = button ? [{ ...button, press: { ...button.press, action: 'share' } }] : []
    expect(share).toHaveLength(1)
    expect(renderCard({ ...card, actions: share, menu: [] }, { canShare: true }).body).not.toContainEqual(
      expect.objectContaining({ type: 'ActionSet' }),
    )
  })

  test('a chain shows its steps, joined, with where to begin', async () => {
    const shown = JSON.stringify(renderCard(await cardOf('hameçonnage', 'fr'), { canShare: false }).body)
    expect(shown.match(/│/g)).toHaveLength(3)
    expect(shown.match(/commencez ici/g)).toHaveLength(1)
  })
})

describe('a text of anybody is shown as it is', () => {
  test.each([
    ['**bold** _it_ `code` ~~no~~', '\\*\\*bold\\*\\* \\_it\\_ \\`code\\` \\~\\~no\\~\\~'],
    ['[a](https://x)', '\\[a\\](https://x)'],
    ['<at>x</at> & <b>', '&lt;at&gt;x&lt;/at&gt; &amp; &lt;b&gt;'],
    ['{{DATE(2024-01-01T00:00:00Z)}}', '&#123;{DATE(2024-01-01T00:00:00Z)}}'],
    ['# title\n- item\n1. one\n> quote', '\\# title\n\\- item\n1\\. one\n&gt; quote'],
    ['l. 148-149, R&D', 'l. 148-149, R&amp;D'],
  ])('%j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped)
  })

  test('whatever it is: no live markup is left, and undoing the escapes gives the text', () => {
    const undo = (text: string): string =>
      text.replace(/\\(.)/gu, '$1').replace(/&(?:#123|amp|lt|gt);/g, entity => ENTITY[entity] ?? '')
    const ENTITY: Record<string, string> = { '&#123;': '{', '&amp;': '&', '&lt;': '<', '&gt;': '>' }
    const markup = fc.array(fc.constantFrom(...'<>&*_`[]()~\\{}#-+1. \nax'), { maxLength: 80 })
    fc.assert(
      fc.property(
        markup.map(parts => parts.join('')),
        text => {
          const escaped = escapeText(text)
          // in place of each escape a space: what stood round it does not come together
          expect(escaped.replace(/\\./gs, ' ')).not.toMatch(/[<>*_`[\]~]|\{\{/)
          expect(undo(escaped)).toBe(text)
        },
      ),
    )
  })

  test('a very long one is cut, never in the middle of a character', () => {
    const text = escapeText('🙂'.repeat(LIMITS.textLength))
    expect(text.endsWith('🙂…')).toBe(true)
  })

  test('a card of far too long texts still goes out, within the size', async () => {
    const card = await cardOf('manille', 'fr')
    const [item] = card.items
    const items = item ? Array.from({ length: 60 }, () => ({ ...item, detail: '<'.repeat(2_000) })) : []
    const rendered = renderCard({ ...card, items }, { canShare: false })
    expect(sizeOf(rendered)).toBeLessThanOrEqual(LIMITS.cardBytes)
    expect(parserFaults(rendered)).toEqual([])
    expect(JSON.stringify(rendered.body)).toContain('Manille')
  })
})
