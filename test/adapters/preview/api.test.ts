import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PageCard } from '../../../adapters/preview/render.ts'
import { encodePress } from '../../../src/cards/press.ts'
import { GONE } from '../../support/fake-core.ts'
import { idOf } from '../../support/fake-directory.ts'
import { type PreviewServer, startPreview } from '../../support/preview-server.ts'

let preview: PreviewServer
beforeEach(async () => {
  preview = await startPreview()
})
afterEach(() => preview.server.close())

interface Reply {
  card: PageCard
  conversation: string
  error: { code: string; message: string }
}

async function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(preview.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': 'fr', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, json: (await response.json()) as Reply }
}
const ask = (body: unknown, headers?: Record<string, string>) => post('/api/ask', body, headers)
const act = (body: unknown, headers?: Record<string, string>) => post('/api/act', body, headers)

describe('asking', () => {
  test('gives the answer, its card, and an id for the conversation', async () => {
    const { status, headers, json } = await ask({ text: 'qui gère la trésorerie ?' })
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(json).toMatchObject({
      answer: { type: 'unit', entities: ['div-tresorerie'], lang: 'fr' },
      card: { title: 'Division de la trésorerie', link: '/unit/div-tresorerie?lang=fr' },
      conversation: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/),
    })
  })

  test('the chosen language reaches the core as chosen, the browser’s as a locale', async () => {
    await ask({ text: 'trésorerie', lang: 'es' }, { 'accept-language': 'en-GB' })
    await ask({ text: 'trésorerie' }, { 'accept-language': 'de,en-GB;q=0.5' })
    expect(preview.core.asked[0]).toMatchObject({ lang: 'es', locale: 'en' })
    expect(preview.core.asked[1]).toMatchObject({ locale: 'en' })
    expect(preview.core.asked[1]).not.toHaveProperty('lang')
  })

  test('a conversation goes on under the id that the server gave, which the core never sees', async () => {
    const first = await ask({ text: 'trésorerie' })
    const { conversation } = first.json
    const second = await ask({ text: 'et au-dessus ?', conversation })
    const other = await ask({ text: 'trésorerie' })
    expect(second.json.conversation).toBe(conversation)
    expect(other.json.conversation).not.toBe(conversation)
    const keys = preview.core.asked.map(question => question.conversation)
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[0])
    expect(JSON.stringify(preview.core.asked)).not.toContain(conversation)
  })

  test('the core hears that only the asker sees the answer, and that it may keep the question', async () => {
    await ask({ text: 'trésorerie' })
    expect(preview.core.asked[0]).toMatchObject({ private: true, record: true })
  })

  test.each([
    '',
    '   ',
    '🙂🙂',
    '?!…',
    '\u202Eesrever \u200B\u200D',
    '\uD800',
    '<!channel> <@U1> **gras**',
    'x'.repeat(40_000),
  ])('%j is left to the core whole', async text => {
    const { status } = await ask({ text })
    expect(status).toBe(200)
    expect(preview.core.asked[0]?.text).toBe(text)
  })

  test('markup comes back as the text that it is, in JSON', async () => {
    const text = '</script><script>alert(1)</script>'
    const { headers, json } = await ask({ text })
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(json.card.summary).toBe(text)
  })
})

describe('pressing', () => {
  test('a button of a card brings the next card', async () => {
    const first = await ask({ text: 'trésorerie' })
    const [escalate] = first.json.card.actions
    const { status, json } = await act({ press: escalate?.press, conversation: first.json.conversation })
    expect(status).toBe(200)
    expect(json).toMatchObject({ answer: { type: 'chain' }, card: { type: 'chain' } })
    expect(preview.core.pressed[0]?.by).toEqual({
      asker: preview.core.asked[0]?.asker,
      conversation: preview.core.asked[0]?.conversation,
      private: true,
      record: true,
    })
  })

  test('feedback is thanked for', async () => {
    const { card, conversation } = (await ask({ text: 'trésorerie' })).json
    const { json } = await act({ press: card.feedback?.helpful.press, conversation })
    expect(json).toEqual({ notice: { code: 'thanks', lang: 'fr', text: 'thanks (fr)' } })
  })

  test('a button of an answer that is no longer kept says so', async () => {
    const press = encodePress({ action: 'open', answer: GONE, entity: idOf('treasury'), lang: 'es' })
    expect((await act({ press })).json).toMatchObject({ notice: { code: 'gone', lang: 'es' } })
  })
})

const bodies: [string, string][] = [
  ['nothing', ''],
  ['malformed JSON', '{"text": "trésor'],
  ['a literal null', 'null'],
  ['a number', '7'],
  ['a list', '[]'],
  ['an empty object', '{}'],
]

describe('what is not readable is 400 in the reader’s language, and the core does not hear of it', () => {
  afterEach(() => {
    expect(preview.core.asked).toEqual([])
    expect(preview.core.pressed).toEqual([])
  })

  test.each<[string, string]>([
    ...bodies,
    ['a text that is a number', '{"text": 7}'],
    ['a text that is null', '{"text": null}'],
    ['a text that is an object', '{"text": {"a": 1}}'],
    ['an unknown language', '{"text": "a", "lang": "de"}'],
    ['a conversation id of somebody’s own making', '{"text": "a", "conversation": "mine"}'],
    ['a field that does not exist', '{"text": "a", "private": false}'],
    ['a prototype', '{"text": "a", "__proto__": {"lang": "fr"}}'],
  ])('asking with %s', async (_, body) => {
    const { status, json } = await ask(body, { 'accept-language': 'es' })
    expect(status).toBe(400)
    expect(json).toEqual({
      error: {
        code: 'unreadable',
        message: 'Esta solicitud no se puede leer. Recargue la página e inténtelo de nuevo.',
      },
    })
  })

  test.each<[string, string]>([
    ...bodies,
    ['an unknown action', '{"press": "explode.A1b2C3d4E5f6.fr.div-tresorerie."}'],
    ['an id that cannot be', '{"press": "open.A1b2C3d4E5f6.fr.<script>."}'],
    ['a page that is no number', '{"press": "page.A1b2C3d4E5f6.fr..1e9"}'],
    ['an endless press', JSON.stringify({ press: `open.${'x'.repeat(1000)}` })],
    ['a press that is an object', '{"press": {"action": "open"}}'],
  ])('pressing with %s', async (_, body) => {
    const { status, json } = await act(body)
    expect(status).toBe(400)
    expect(json).toMatchObject({
      error: { code: 'unreadable', message: expect.stringContaining('Rechargez') },
    })
  })

  test.each(['/api/ask', '/api/act'])('a body over 64 kB at %s is 413', async path => {
    const { status, json } = await post(path, { text: 'x'.repeat(64 * 1024) })
    expect(status).toBe(413)
    expect(json).toMatchObject({ error: { code: 'too-large', message: 'Ce message est trop volumineux.' } })
  })

  test('a page of another site cannot ask in the reader’s name', async () => {
    const { status } = await ask({ text: 'trésorerie' }, { 'sec-fetch-site': 'cross-site' })
    expect(status).toBe(403)
  })
})

test('the thirty-first question of a minute waits, while buttons still work', async () => {
  const { card } = (await ask({ text: 'trésorerie' })).json
  for (let asked = 1; asked < 30; asked += 1) expect((await ask({ text: 'stress' })).status).toBe(200)
  const { status, headers, json } = await ask({ text: 'stress' }, { 'accept-language': 'en' })
  expect(status).toBe(429)
  const seconds = Number(headers.get('retry-after'))
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(60)
  expect(json.error.message).toBe('Too many requests within a minute. Try again in a moment.')
  expect(preview.core.asked).toHaveLength(30)
  expect((await act({ press: card.actions[0]?.press })).status).toBe(200)
})

test('buttons have a bound too', async () => {
  const press = encodePress({ action: 'open', answer: GONE, lang: 'fr' })
  const statuses = await Promise.all(Array.from({ length: 121 }, async () => (await act({ press })).status))
  expect(statuses.filter(status => status === 429)).toHaveLength(1)
})

test('a core that fails gives a plain line, and the question stays out of the log', async () => {
  const { status, json } = await ask({ text: 'boom, mon secret' })
  expect(status).toBe(500)
  expect(json.error.message).toBe('Une erreur est survenue de notre côté. Réessayez dans un instant.')
  expect(preview.logged).toHaveLength(1)
  expect(preview.logged.join()).not.toContain('mon secret')
  expect((await ask({ text: 'trésorerie' })).status).toBe(200)
})

test('nothing typed is logged', async () => {
  await ask({ text: 'un mot à moi' })
  await ask('{"text": "un mot à moi')
  expect(preview.logged.join()).not.toContain('un mot')
})
