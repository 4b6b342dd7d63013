import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/v4'
import { parserFaults } from '../support/adaptive-card-checks.ts'
import { BotFrameworkDouble } from '../support/bot-framework-double.ts'
import { endServers, type ServerProcess, startServer } from '../support/processes.ts'

let teams: BotFrameworkDouble
let server: ServerProcess
beforeAll(async () => {
  teams = await new BotFrameworkDouble().start()
  server = startServer({ env: { OIM_TEAMS: '1', PUBLIC_URL: 'https://oim.example.org' } })
  await server.says('"ready"')
})
afterAll(async () => {
  await endServers()
  await teams.stop()
})

const AWA = { id: '29:awa', name: 'Awa', aadObjectId: 'aad-awa' }
const LUIS = { id: '29:luis', name: 'Luis', aadObjectId: 'aad-luis' }
let count = 0
const activity = (place: string, more: object) => ({
  id: `activity-${++count}`,
  channelId: 'msteams',
  serviceUrl: teams.serviceUrl,
  from: AWA,
  recipient: { id: '28:bot', name: 'OIM' },
  conversation: { id: place, conversationType: place.startsWith('19:') ? 'groupChat' : 'personal' },
  locale: 'fr-CH',
  ...more,
})
const post = (body: object): Promise<Response> =>
  fetch(`${server.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

interface Press {
  title: string
  press: string
}
/** Every press of a card with the words on it. */
function pressesIn(value: unknown): Press[] {
  if (Array.isArray(value)) return value.flatMap(pressesIn)
  if (typeof value !== 'object' || value === null) return []
  const own = executeSchema.safeParse(value)
  const inside = Object.values(value).flatMap(pressesIn)
  return own.success ? [{ title: own.data.title, press: own.data.data.press }, ...inside] : inside
}
const executeSchema = z.looseObject({
  type: z.literal('Action.Execute'),
  title: z.string(),
  data: z.object({ press: z.string() }),
})
const responseSchema = z.object({
  statusCode: z.literal(200),
  type: z.string(),
  value: z.union([z.string(), z.looseObject({ type: z.literal('AdaptiveCard') })]),
})

/** Asks, and gives the card that came. */
async function ask(place: string, text: string): Promise<object> {
  const before = teams.sent.length
  expect((await post(activity(place, { type: 'message', text }))).status).toBe(200)
  const sent = (await teams.whenSent(before + 1))[before]
  const card = sent?.activity.attachments?.[0]?.content ?? {}
  expect(parserFaults(card)).toEqual([])
  return card
}

/** Presses what is called so, and gives what comes in its place. */
async function press(
  place: string,
  card: object,
  title: RegExp,
  more: object = {},
): Promise<object | string> {
  const found = pressesIn(card).find(each => title.test(each.title))
  if (!found)
    throw new Error(
      `no ${title} among ${pressesIn(card)
        .map(each => each.title)
        .join(', ')}`,
    )
  const value = { action: { type: 'Action.Execute', verb: 'oim', data: { press: found.press } } }
  const response = await post(
    activity(place, { type: 'invoke', name: 'adaptiveCard/action', value, ...more }),
  )
  const body = responseSchema.parse(await response.json())
  if (typeof body.value !== 'string') expect(parserFaults(body.value)).toEqual([])
  return body.value
}
const cardOf = (outcome: object | string): object => {
  if (typeof outcome === 'string') throw new Error(`a line: ${outcome}`)
  return outcome
}
const wordsOf = (card: object): string => JSON.stringify(card)

describe('with the real directory, in Teams', () => {
  test.each([
    ['a unit', 'unité trésorerie', 'Division de la trésorerie'],
    ['a choice', 'centre d’opération de la sécurité', 'Laquelle'],
    ['a way up', 'escalader hameçonnage', 'commencez ici'],
    ['a list', 'où Manille', 'Manille'],
    ['help', 'aide', 'laissez-passer'],
    ['nothing', 'quel temps fait-il ?', 'annuaire ne dit pas'],
  ])('%s comes for the suggestion of a command or a question: %s', async (_name, text, words) => {
    expect(wordsOf(await ask(`a:${count}`, text))).toContain(words)
  })

  test('the card is answered in place: up, inside, page by page, in another language', async () => {
    const place = 'a:in-place'
    const before = teams.sent.length + 1
    const unit = await ask(place, 'unité trésorerie')
    const above = cardOf(await press(place, unit, /^Au-dessus$|Entité dont relève/))
    expect(wordsOf(above)).toContain('Département')
    const inside = cardOf(await press(place, above, /^Composition|Ce qui compose/))
    expect(wordsOf(inside)).toContain('Division de la trésorerie')
    const spanish = cardOf(await press(place, unit, /^Español$/))
    expect(wordsOf(spanish)).toContain('División de Tesorería')
    expect(await press(place, unit, /a été utile/)).toMatch(/Merci/)
    // the message itself was never sent again
    expect(teams.sent).toHaveLength(before)
  })

  test('a long list turns its pages, there and back', async () => {
    const place = 'a:pages'
    const first = await ask(place, 'combien de divisions ?')
    expect(wordsOf(first)).toContain('Page 1 sur')
    const second = cardOf(await press(place, first, /^Suivants$/))
    expect(wordsOf(second)).toContain('Page 2 sur')
    const again = cardOf(await press(place, second, /^Précédents$/))
    expect(wordsOf(again)).toContain('Page 1 sur')
  })

  test('in a group chat each viewer turns the card over for themselves', async () => {
    const place = '19:group@thread.v2'
    const before = teams.sent.length + 1
    const card = await ask(place, '<at>OIM</at> unité trésorerie')
    const [awa, luis] = await Promise.all([
      press(place, card, /^Escalader/, { from: AWA }),
      press(place, card, /^Español$/, { from: LUIS, locale: 'es-ES' }),
    ])
    expect(wordsOf(cardOf(awa))).toContain('commencez ici')
    expect(wordsOf(cardOf(luis))).toContain('División de Tesorería')
    expect(pressesIn(luis).map(each => each.title)).toContain('Compartir')
    // Teams shows each the answer to their own press; the card of the others stays as it was
    expect(teams.sent).toHaveLength(before)
  })
})

test('the message extension finds, unfurls and proposes over the real directory', async () => {
  const invoke = async (name: string, value: object): Promise<string> => {
    const response = await post(activity('19:group@thread.v2', { type: 'invoke', name, value }))
    expect(response.status).toBe(200)
    return JSON.stringify(await response.json())
  }
  const query = (text: string) =>
    invoke('composeExtension/query', {
      parameters: [{ name: 'text', value: text }],
      queryOptions: { skip: 0, count: 25 },
    })
  expect(await query('trésor')).toContain('Division de la trésorerie')
  expect(await query('à qui signaler un courriel d’hameçonnage ?')).toContain('sécurité numérique')
  const all = await query('division')
  expect(JSON.parse(all).composeExtension.attachments).toHaveLength(25)
  expect(Buffer.byteLength(all)).toBeLessThan(256 * 1024)
  const link = await invoke('composeExtension/queryLink', {
    url: 'https://oim.example.org/unit/div-tresorerie?lang=es',
  })
  expect(link).toContain('División de Tesorería')
  const proposed = await invoke('composeExtension/fetchTask', {
    commandId: 'whoHandles',
    messagePayload: { body: { contentType: 'html', content: '<p>Qui gère les comptes bancaires ?</p>' } },
  })
  expect(proposed).toContain('Division de la trésorerie')
})
