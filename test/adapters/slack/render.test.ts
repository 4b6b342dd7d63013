import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../adapters/slack/limits.ts'
import { renderCard, renderLine } from '../../../adapters/slack/render.ts'
import { type Answer, answerId } from '../../../src/answer/answer.ts'
import type { Button, Card, Item } from '../../../src/cards/card.ts'
import { createTranslate } from '../../../src/messages.ts'
import { createFakeCards } from '../../support/fake-cards.ts'
import { createFakeCore } from '../../support/fake-core.ts'
import { idOf } from '../../support/fake-directory.ts'
import { buttonsOf, faultsOf } from '../../support/slack-blocks.ts'

const options = { translate: createTranslate(), isShareable: true }
const button = (label: string, action: Button['press']['action'] = 'open'): Button => ({
  label,
  press: { action, answer: answerId.parse('A1b2C3d4E5f6'), lang: 'fr', entity: idOf('treasury') },
})
const text = (blocks: unknown): string => JSON.stringify(blocks)

describe('each kind of card', () => {
  it.each(['trésorerie', 'agressée', 'stress', 'hameçonnage', 'manille', 'quel temps fait-il ?', ''])(
    '(%s) is within Slack’s limits in each language',
    async question => {
      const core = createFakeCore()
      const { toCard } = createFakeCards(core)
      for (const lang of ['fr', 'en', 'es'] as const) {
        const answer: Answer = await core.ask({ text: question, lang, private: true, record: false })
        const message = renderCard(toCard(answer), options)
        expect(faultsOf(message.blocks)).toEqual([])
        expect(message.text.length).toBeGreaterThan(0)
      }
    },
  )
})

const bare: Card = {
  type: 'unit',
  lang: 'fr',
  sensitive: false,
  title: 'Titre',
  breadcrumb: [],
  notices: [],
  facts: [],
  items: [],
  examples: [],
  actions: [],
  menu: [],
  text: 'Titre',
}

/** Everything far too much, in characters that grow when escaped. */
const long = 'mot & <b> *gras* '.repeat(400)
const many = <T>(make: (i: number) => T): T[] => Array.from({ length: 120 }, (_, i) => make(i))
const item = (i: number): Item => ({
  number: i + 1,
  label: long,
  detail: long,
  marker: long,
  open: { ...button(long), hint: long },
})
const monster: Card = {
  ...bare,
  eyebrow: long,
  title: long,
  subtitle: long,
  breadcrumb: many(() => button(long)),
  summary: long,
  notices: many(() => long),
  duties: { heading: long, items: many(() => ({ text: long, matched: true })) },
  distinctions: { heading: long, items: many(item) },
  facts: many(() => ({ label: long, value: long })),
  items: many(item),
  examples: many(() => long),
  actions: (['escalate', 'parent', 'children', 'share'] as const).map(action => button(long, action)),
  menu: many(() => button(long)),
  why: long,
  feedback: { question: long, helpful: button(long, 'helpful'), unhelpful: button(long, 'unhelpful') },
  source: long,
  text: long,
}

describe('a card that holds too much', () => {
  it('is cut to Slack’s limits', () => {
    const { blocks, text: fallback } = renderCard(monster, { ...options, sharedBy: 'U1' })
    expect(faultsOf(blocks)).toEqual([])
    expect(fallback.length).toBeLessThanOrEqual(LIMITS.text)
    const marked = [...text(blocks).matchAll(/"type":"mrkdwn","text":"([^"]*)"/g)].map(match => match[1])
    expect(marked.filter(part => /&(?!amp;|lt;|gt;)|<(?!@U1>)/.test(part ?? ''))).toEqual([])
    expect(marked[0]).toBe('Fiche partagée par <@U1>')
    expect(marked.join('').length).toBeGreaterThan(2_000)
  })

  it('still has its buttons whole', () => {
    const { blocks } = renderCard(
      { ...monster, items: [], actions: [button('Escalader', 'escalate')] },
      options,
    )
    expect(buttonsOf(blocks)).toHaveProperty('Escalader')
  })
})

describe('a card', () => {
  it('of nothing but empty texts is still a message', () => {
    const { blocks, text: fallback } = renderCard(
      { ...bare, title: '', text: '', actions: [button('')] },
      options,
    )
    expect(faultsOf(blocks)).toEqual([])
    expect(fallback).toBe('…')
  })

  it('emphasises its names and the duty that matched, nothing else', () => {
    const items = [
      { text: 'un compte', matched: true },
      { text: 'un taux', matched: false },
    ]
    const { blocks } = renderCard({ ...bare, duties: { heading: 'Venez ici pour', items } }, options)
    expect(text(blocks).match(/\*[^*]+\*/g)).toEqual(['*Titre*', '*un compte*'])
  })

  it('that names the nearest units says so above them, below its title', () => {
    const nearest: Card = {
      ...bare,
      type: 'not-covered',
      eyebrow: 'Le plus proche',
      items: [{ label: 'Trésorerie', open: button('Ouvrir') }],
    }
    const all = text(renderCard(nearest, options).blocks)
    expect(all.indexOf('*Titre*')).toBeLessThan(all.indexOf('Le plus proche'))
    expect(all.indexOf('Le plus proche')).toBeLessThan(all.indexOf('*Trésorerie*'))
  })

  it('lets each step of the way down open', () => {
    const { blocks } = renderCard({ ...bare, breadcrumb: [button('Siège'), button('Finances')] }, options)
    expect(text(blocks)).toContain('Siège › Finances')
    expect(Object.keys(buttonsOf(blocks))).toEqual(['Siège', 'Finances'])
  })

  it('tells a screen reader what a button opens', () => {
    const opens: Item = { label: 'Trésorerie', open: button('Ouvrir') }
    expect(text(renderCard({ ...bare, items: [opens] }, options).blocks)).toContain(
      '"accessibility_label":"Ouvrir : Trésorerie"',
    )
    const hinted = { ...button('Escalader'), hint: 'Voir à qui escalader' }
    expect(text(renderCard({ ...bare, actions: [hinted] }, options).blocks)).toContain(
      '"accessibility_label":"Voir à qui escalader"',
    )
  })

  it('has no share button where sharing does nothing', () => {
    const card = { ...bare, actions: [button('Partager', 'share')] }
    expect(buttonsOf(renderCard(card, options).blocks)).toHaveProperty('Partager')
    expect(renderCard(card, { ...options, isShareable: false }).blocks).toHaveLength(1)
  })

  it('on a sensitive matter has neither share nor feedback, whatever it is given', () => {
    const feedback = {
      question: 'Utile ?',
      helpful: button('Oui', 'helpful'),
      unhelpful: button('Non', 'unhelpful'),
    }
    const card = { ...bare, sensitive: true, actions: [button('Partager', 'share')], feedback }
    expect(buttonsOf(renderCard(card, options).blocks)).toEqual({})
  })

  it('shows markup in data as text', () => {
    const { blocks, text: fallback } = renderCard(
      { ...bare, title: '<!here> *a*', text: '<!here>\n<@U1>' },
      options,
    )
    expect(text(blocks)).toContain('*&lt;!here&gt; ∗a∗*')
    expect(fallback).toBe('&lt;!here&gt;\n&lt;@U1&gt;')
  })

  it('leaves plain words plain: Slack makes no links of them', () => {
    expect(text(renderCard({ ...bare, summary: 'https://iom.int' }, options).blocks)).toContain(
      '"text":"https://iom.int","verbatim":true',
    )
  })
})

it('a line is escaped too', () => {
  const { blocks, text: fallback } = renderLine('a < b')
  expect(fallback).toBe('a &lt; b')
  expect(faultsOf(blocks)).toEqual([])
})
