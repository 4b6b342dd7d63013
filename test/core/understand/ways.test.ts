import { describe, expect, test } from 'vitest'
import { foldable, tokensOf } from '../../../src/understand/ways/tokens.ts'
import { wordsOf } from '../../../src/understand/words.ts'
import { ours } from '../../support/knowledge.ts'

const queryOf = (text: string) => ours.understanding.understand(text, { otherwise: 'en' }).query

describe('how a question asks is learnt, whatever it is about', () => {
  test.each([
    ['could you tell me which department the budget division falls under', 'parent'],
    ["dis-moi qui est le n+1 de l'Unité du bien-être du personnel stp", 'supervisor'],
    ['me puedes listar las divisiones que tiene el Departamento de Asuntos Jurídicos', 'children'],
    ['ok this is going nowhere, who do I push it up to', 'escalate'],
    ['combien de divisions compte le Département des affaires juridiques', 'count'],
    ['who has a seat on the Management Coordination Committee', 'members'],
    ['my laptop screen is broken, who can fix it', 'find'],
    ['the report to the donor is late', 'find'],
  ])('"%s" -> %s', (text, intent) => {
    expect(queryOf(text).intent).toBe(intent)
  })

  test.each(['et encore au-dessus ?', 'who is its boss', '¿y quién lo supervisa?', 'escalate it please'])(
    '"%s" speaks of what was shown',
    text => {
      expect(queryOf(text).isFollowUp).toBe(true)
    },
  )

  test.each([
    ['who supervises the treasury division', false],
    ['the finance one', true],
    ['celle de Panama', true],
  ])('"%s" picks one of what was offered: %s', (text, picks) => {
    expect(queryOf(text).picks).toBe(picks)
  })
})

describe('a question without its subject', () => {
  const known = new Set(['supervises'])
  const shape = (text: string, spans: object = {}): string =>
    tokensOf(wordsOf(foldable(text)), { names: [], places: [], known, ...spans })
      .map(token => token.text)
      .join(' ')

  test('keeps the words of asking, and joins the others', () => {
    expect(shape('who supervises the repair of broken bicycles')).toBe('who supervises the {x}')
  })
  test('tells names, places and kinds apart', () => {
    const spans = { names: [{ from: 2, to: 4 }], places: [{ from: 5, to: 6 }] }
    expect(shape('which teams north star in Oslo', spans)).toBe('which {kind} {name} in {place}')
  })
  test('reads the slots of an example', () => {
    expect(shape('which {kind1} of {x} in {place}?')).toBe('which {kind1} of {x} in {place}')
  })
})

describe('units that share a word', () => {
  test('are offered where the word names none of them', () => {
    expect(queryOf('architecture').namesakes).toEqual(
      expect.arrayContaining(['unite-architecture-technologie', 'equipe-architecture-entreprise']),
    )
  })
  test('are none where the words describe one unit', () => {
    expect(queryOf('who repairs my old grey office printer').namesakes).toEqual([])
  })
})

describe('nobody in distress is refused or sent astray', () => {
  test.each([
    ['mon chef me menace', 'bureau-securite-personnel'],
    ['my boss threatens me', 'bureau-securite-personnel'],
    ['mi jefe me amenaza', 'bureau-securite-personnel'],
    ["on m'a harcelée au bureau", 'unite-prevention-exploitation-harcelement'],
    ['someone at work keeps touching me', 'unite-prevention-exploitation-harcelement'],
  ])('"%s" -> %s', (text, id) => {
    const query = queryOf(text)
    expect(query.sensitive).toBe(true)
    expect(query.candidates.slice(0, 2).map(c => c.id)).toContain(id)
    expect(query.none).toBeLessThan(ours.thresholds.refuse)
  })
})
