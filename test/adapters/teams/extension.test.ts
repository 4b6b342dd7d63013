import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import * as z from 'zod/v4'
import { LIMITS } from '../../../adapters/teams/limits.ts'
import { decodePress } from '../../../src/cards/press.ts'
import { LANGS } from '../../../src/lang.ts'
import { createSchemaFaults, isSchemaHere, parserFaults } from '../../support/adaptive-card-checks.ts'
import { fakeDirectory, IDS, idOf } from '../../support/fake-directory.ts'
import { GROUP, type Harness, startTeams, TENANT } from '../../support/teams-harness.ts'

const PUBLIC_URL = 'https://oim.example.org/directory'

let teams: Harness
beforeEach(async () => {
  teams = await startTeams({ publicUrl: PUBLIC_URL, limits: { ...LIMITS, invokeMs: 500 } })
})
afterEach(() => teams.close())

const cardSchema = z.looseObject({
  type: z.literal('AdaptiveCard'),
  version: z.string(),
  lang: z.string(),
  body: z.array(z.looseObject({ type: z.string() })),
})
const resultSchema = z.strictObject({
  composeExtension: z.strictObject({
    type: z.literal('result'),
    attachmentLayout: z.literal('list'),
    attachments: z.array(
      z.strictObject({
        contentType: z.literal('application/vnd.microsoft.card.adaptive'),
        content: cardSchema,
        preview: z.strictObject({
          contentType: z.literal('application/vnd.microsoft.card.thumbnail'),
          content: z.strictObject({ title: z.string().min(1), text: z.string().min(1) }),
        }),
      }),
    ),
  }),
})
const taskSchema = z.strictObject({
  task: z.strictObject({
    type: z.literal('continue'),
    value: z.strictObject({
      title: z.string(),
      width: z.string(),
      height: z.string(),
      card: z.strictObject({ contentType: z.string(), content: cardSchema }),
    }),
  }),
})

async function answerTo(activity: object): Promise<unknown> {
  const response = await teams.post(activity)
  expect(response.status).toBe(200)
  return await response.json()
}
const resultsOf = async (activity: object) =>
  resultSchema.parse(await answerTo(activity)).composeExtension.attachments
const titlesOf = async (activity: object) =>
  (await resultsOf(activity)).map(result => result.preview.content.title)

const search = (text: string, { skip = 0, count = 25 } = {}, more: Record<string, unknown> = {}) =>
  teams.invoke(
    'composeExtension/query',
    { commandId: 'search', parameters: [{ name: 'text', value: text }], queryOptions: { skip, count } },
    more,
  )
const opened = (more: Record<string, unknown> = {}) =>
  teams.invoke(
    'composeExtension/query',
    {
      commandId: 'search',
      parameters: [{ name: 'initialRun', value: 'true' }],
      queryOptions: { skip: 0, count: 25 },
    },
    more,
  )
const linkTo = (url: string, name = 'queryLink', more: Record<string, unknown> = {}) =>
  teams.invoke(`composeExtension/${name}`, { url }, more)
const onMessage = (html: string, more: Record<string, unknown> = {}) =>
  teams.invoke(
    'composeExtension/fetchTask',
    {
      commandId: 'whoHandles',
      commandContext: 'message',
      messagePayload: { id: '1', body: { contentType: 'html', content: html } },
    },
    more,
  )

describe('searching a unit from the compose box', () => {
  test('finds it while its name is typed, with a preview, and inserts its card', async () => {
    const [result, ...others] = await resultsOf(search('trésor'))
    expect(others).toEqual([])
    expect(result?.preview.content).toEqual({
      title: 'Division de la trésorerie',
      text: 'DIVISION · compte bancaire',
    })
    expect(result?.content).toMatchObject({ version: '1.5', lang: 'fr' })
    const presses = JSON.stringify(result?.content).match(/"press":"[^"]+"/g) ?? []
    expect(presses.length).toBeGreaterThan(2)
    expect(decodePress(JSON.parse(`{${presses[0]}}`).press)).toMatchObject({ lang: 'fr' })
    expect(teams.core.asked).toEqual([])
    expect(teams.double.count('/connector')).toBe(0)
  })

  test('leaves out of the card what only an asker can judge', async () => {
    const [result] = await resultsOf(search('trésor'))
    const shown = JSON.stringify(result?.content)
    for (const absent of ['Utile ?', 'not-this', 'Partager']) expect(shown).not.toContain(absent)
  })

  test('begins with what the person was shown last, then the top of the structure', async () => {
    await teams.post(teams.message('trésorerie'))
    await teams.double.whenSent(1)
    const all = fakeDirectory.entities.map(entity => entity.name.fr)
    expect(await titlesOf(opened())).toEqual(all)
    const asker = teams.core.asked[0]?.asker ?? ''
    await teams.services.store.recents.add(asker, idOf('treasury'))
    const recent = await titlesOf(opened())
    expect(recent[0]).toBe('Division de la trésorerie')
    expect(recent.toSorted()).toEqual(all.toSorted())
    expect(await titlesOf(search('  '))).toEqual(recent)
  })

  test('shows the structure where the store fails', async () => {
    vi.spyOn(teams.services.store.recents, 'list').mockRejectedValue(new Error('gone'))
    expect(await titlesOf(opened())).toHaveLength(fakeDirectory.entities.length)
  })

  test('comes page by page, and ends', async () => {
    const all = await titlesOf(search('d'))
    expect(all.length).toBe(4)
    const pages = [
      await titlesOf(search('d', { skip: 0, count: 2 })),
      await titlesOf(search('d', { skip: 2, count: 2 })),
      await titlesOf(search('d', { skip: 4, count: 2 })),
    ]
    expect(pages.flat()).toEqual(all)
    expect(pages.map(page => page.length)).toEqual([2, 2, 0])
  })

  test('says when nothing matches, in the person’s language', async () => {
    expect(await answerTo(search('xyzzy', {}, { locale: 'en-GB' }))).toEqual({
      composeExtension: { type: 'message', text: 'Nothing in the directory matches. Try another word.' },
    })
  })

  test('speaks the saved language, else the platform’s', async () => {
    expect(await titlesOf(search('Treasury', {}, { locale: 'en-US' }))).toEqual(['Treasury Division'])
    await teams.post(teams.message('trésorerie'))
    await teams.double.whenSent(1)
    await teams.services.store.preferences.setLang(teams.core.asked[0]?.asker ?? '', 'es')
    expect(await titlesOf(search('Tesorería', {}, { locale: 'en-US' }))).toEqual(['División de Tesorería'])
  })

  test('works from the command bar, where there is no conversation, and without the parameter’s name', async () => {
    const value = { commandId: 'search', parameters: [{ value: 'trésor' }] }
    const invoke = teams.invoke('composeExtension/query', value, { conversation: undefined })
    expect(await titlesOf(invoke)).toEqual(['Division de la trésorerie'])
  })

  test.each([
    ['nothing', null],
    ['a number', 7],
    ['odd parameters', { parameters: 'x', queryOptions: { skip: -3, count: 1e9 } }],
  ])('survives %s', async (_name, value) => {
    expect(await answerTo(teams.invoke('composeExtension/query', value))).toHaveProperty('composeExtension')
  })

  test('is answered in time with a line where it fails', async () => {
    vi.spyOn(teams.services.core, 'suggest').mockImplementation(() => {
      throw new Error('broken')
    })
    expect(await answerTo(search('x'))).toEqual({
      composeExtension: { type: 'message', text: 'Je n’ai pas pu répondre. Réessayez dans un instant.' },
    })
  })
})

describe('a link to a unit’s page', () => {
  const url = `${PUBLIC_URL}/unit/${IDS.treasury}`

  test.each(['queryLink', 'anonymousQueryLink'])('shows its card: %s', async name => {
    const [result] = await resultsOf(linkTo(url, name))
    expect(result?.preview.content.title).toBe('Division de la trésorerie')
    expect(result?.content).toMatchObject({ version: '1.3', lang: 'fr' })
    // what a link shows may press nothing, and knows no later version
    const shown = JSON.stringify(result?.content)
    for (const absent of ['Action.Execute', 'selectAction', 'Utile ?', '"mode"', '"heading"'])
      expect(shown).not.toContain(absent)
    expect(parserFaults(result?.content as never)).toEqual([])
    expect(isSchemaHere ? createSchemaFaults()(result?.content ?? {}) : []).toEqual([])
  })

  test.each(LANGS)('in the language that the link names: %s', async lang => {
    const [result] = await resultsOf(linkTo(`${url}?lang=${lang}`))
    expect(result?.content.lang).toBe(lang)
  })

  test.each([
    ['a unit that is not there', `${PUBLIC_URL}/unit/nothing`],
    ['another page of ours', `${PUBLIC_URL}/privacy`],
    ['the same path of another host', `https://evil.example/directory/unit/${IDS.treasury}`],
    ['another scheme', `http://oim.example.org/directory/unit/${IDS.treasury}`],
    ['a path beside ours', `https://oim.example.org/unit/${IDS.treasury}`],
    ['no link', 'not a link'],
  ])('to %s is left alone', async (_name, other) => {
    expect(await resultsOf(linkTo(other))).toEqual([])
  })
})

describe('‘Who handles this?’ on a message', () => {
  const pickIn = (card: z.infer<typeof cardSchema>) =>
    card.body.find(element => element.type === 'Input.ChoiceSet')

  test('opens a dialog with the unit and what else it may be', async () => {
    const { task } = taskSchema.parse(
      await answerTo(
        onMessage('<div><at id="0">Awa</at>&nbsp;qui g&#232;re la <b>trésorerie</b> ?</div>', GROUP),
      ),
    )
    expect(task.value.title).toBe('Qui s’occupe de cela ?')
    const { content } = task.value.card
    expect(JSON.stringify(content.body)).toContain('Division de la trésorerie')
    expect(pickIn(content)).toMatchObject({
      id: 'entity',
      label: 'Quelle fiche insérer ?',
      value: IDS.treasury,
      choices: [
        { value: IDS.treasury, title: 'Division de la trésorerie — compte bancaire' },
        { value: IDS.finance },
      ],
    })
    expect(content.actions).toEqual([{ type: 'Action.Submit', title: 'Insérer la fiche' }])
    expect(parserFaults(content as never)).toEqual([])
    expect(isSchemaHere ? createSchemaFaults()(content) : []).toEqual([])
  })

  test('keeps nothing of a message that somebody else wrote', async () => {
    await answerTo(onMessage('<p>trésorerie</p>', GROUP))
    const [question] = teams.core.asked
    expect(question).toMatchObject({ text: 'trésorerie', private: true, record: false })
    expect(question).not.toHaveProperty('conversation')
    expect(teams.logged.join()).not.toContain('trésorerie')
  })

  test.each([
    ['several that may', 'stress', ['treasury', 'finance']],
    ['a way up', 'phishing', ['treasury']],
    ['what is nearest', 'météo', ['finance']],
  ] as const)('proposes %s', async (_name, text, expected) => {
    const { task } = taskSchema.parse(await answerTo(onMessage(`<p>${text}</p>`)))
    const pick = pickIn(task.value.card.content)
    expect(pick?.choices).toMatchObject(expected.map(id => ({ value: IDS[id] })))
  })

  test('shows a sensitive matter to the one who opened it, with nothing to insert', async () => {
    const { task } = taskSchema.parse(await answerTo(onMessage('<p>on m’a agressée</p>', GROUP)))
    const { content } = task.value.card
    expect(JSON.stringify(content.body)).toContain('rien signalé à personne')
    expect(pickIn(content)).toBeUndefined()
    expect(content).not.toHaveProperty('actions')
    expect(teams.double.count('/connector')).toBe(0)
  })

  test.each([
    ['<p><img src="x"></p>', 'Ce message ne contient pas de texte.'],
    ['<attachment id="1"></attachment>', 'Ce message ne contient pas de texte.'],
    ['<p>boom</p>', 'Je n’ai pas pu répondre. Réessayez dans un instant.'],
    ['<p>hang</p>', 'Je n’ai pas pu répondre. Réessayez dans un instant.'],
  ])('%s gets a line', async (html, line) => {
    expect(await answerTo(onMessage(html))).toEqual({ task: { type: 'message', value: line } })
  })

  test('a message with markup and of great length is read as text, and cut', async () => {
    await answerTo(onMessage(`<p>${'&lt;b&gt;é'.repeat(20_000)}</p>`))
    const [question] = teams.core.asked
    expect(question?.text.startsWith('<b>é<b>é')).toBe(true)
    expect(question?.text.length).toBeLessThanOrEqual(LIMITS.questionLength)
  })

  test('the unit that was picked is inserted', async () => {
    const submit = teams.invoke('composeExtension/submitAction', {
      commandId: 'whoHandles',
      data: { entity: IDS.finance },
    })
    expect(await titlesOf(submit)).toEqual(['Département de la gestion financière et administrative'])
  })

  test.each([
    ['an unknown unit', { data: { entity: 'nothing' } }],
    ['no unit', { data: {} }],
    ['nothing', undefined],
  ])('with %s picked says so', async (_name, value) => {
    expect(await answerTo(teams.invoke('composeExtension/submitAction', value))).toEqual({
      composeExtension: { type: 'message', text: 'Cette demande est illisible.' },
    })
  })
})

describe('a person of a foreign tenant', () => {
  let listed: Harness
  beforeEach(async () => {
    listed = await startTeams({ config: { allowedTenants: [TENANT] } })
  })
  afterEach(() => listed.close())
  const foreign = {
    conversation: { id: 'a', conversationType: 'personal', tenantId: 'foreign' },
    channelData: { tenant: { id: 'foreign' } },
    locale: 'en',
  }
  const line = 'This assistant is for the staff of the organization that installed it.'

  test.each([
    ['composeExtension/query', { composeExtension: { type: 'message', text: line } }],
    ['composeExtension/fetchTask', { task: { type: 'message', value: line } }],
  ])('gets a polite line and nothing else: %s', async (name, expected) => {
    const response = await listed.post(listed.invoke(name, {}, foreign))
    expect(await response.json()).toEqual(expected)
    expect(listed.core.asked).toEqual([])
  })
})
