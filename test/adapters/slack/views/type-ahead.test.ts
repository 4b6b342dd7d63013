import { afterEach, describe, expect, it } from 'vitest'
import { decodePress } from '../../../../src/cards/press.ts'
import { LANGS } from '../../../../src/lang.ts'
import { createOurCore, ours } from '../../../support/knowledge.ts'
import { faultsOfOptions } from '../../../support/slack-blocks.ts'
import { type SlackServer, startSlack } from '../../../support/slack-server.ts'
import { suggestionBody } from '../../../support/slack-signer.ts'

interface Option {
  text: { text: string }
  value: string
  description?: { text: string }
}

let server: SlackServer
afterEach(() => server.close())

/** The adapter over our own directory. */
async function startOurs(): Promise<void> {
  const { core, close } = await createOurCore()
  server = await startSlack({ change: s => ({ ...s, core, directory: () => ours.directory }) })
  await close()
}

async function optionsFor(text: string, actionId = 'oim:pick:en'): Promise<Option[]> {
  const response = await server.post(suggestionBody(actionId, text))
  expect(response.status).toBe(200)
  const { options } = (await response.json()) as { options: Option[] }
  expect(faultsOfOptions(options)).toEqual([])
  return options
}
const entityOf = (option: Option | undefined): string | undefined => decodePress(option?.value)?.entity

describe('a menu that fills while somebody types', () => {
  it.each([
    ['treas', 'div-tresorerie'],
    ['tresorrerie', 'div-tresorerie'],
    ['GMDAC', 'centre-analyse-donnees-migration'],
    ['budg', 'div-budget'],
  ])('offers for %s the unit that is meant first', async (typed, entity) => {
    await startOurs()
    const [first] = await optionsFor(typed)
    expect(entityOf(first)).toBe(entity)
    expect(decodePress(first?.value)).toMatchObject({ action: 'open', lang: 'en' })
  })

  it('speaks the language of the view that it stands in, and says what a unit belongs to', async () => {
    await startOurs()
    const names = await Promise.all(
      LANGS.map(async lang => (await optionsFor('treas', `oim:pick:${lang}`))[0]),
    )
    expect(names.map(option => option?.text.text)).toEqual([
      'Division de la trésorerie',
      'Treasury Division',
      expect.stringContaining('Tesorería'),
    ])
    expect(names[1]?.description?.text).toContain('Financial')
  })

  it('shows the top of the structure before anything is typed, and never more than Slack takes', async () => {
    await startOurs()
    expect((await optionsFor('')).map(entityOf)).toContain('directeur-general')
    for (const typed of ['a', 'e', 'unit', 'migration', 'de la']) await optionsFor(typed)
  })

  it('answers from memory: with a store and a Web API that hang, the options come all the same', async () => {
    server = await startSlack({
      prepare: slack => slack.set('users.info', { kind: 'hang' }),
      change: services => ({
        ...services,
        store: {
          ...services.store,
          preferences: { ...services.store.preferences, lang: () => new Promise(() => {}) },
        },
      }),
    })
    expect((await optionsFor('tréso', 'oim:pick:fr')).map(({ text }) => text.text)).toEqual([
      'Division de la trésorerie',
    ])
    expect(server.slack.calls).toEqual([])
  })

  it.each([
    ['nothing that is found', 'oim:pick:fr', 'zzzz'],
    ['a menu of somebody else’s', 'somebody:else', 'tréso'],
    ['a language that is none of ours', 'oim:pick:xx', 'tréso'],
  ])('is empty for %s', async (_name, actionId, typed) => {
    server = await startSlack()
    expect(await optionsFor(typed, actionId)).toEqual([])
  })

  it('is empty where the core fails, which the log says', async () => {
    server = await startSlack({
      change: ({ core, ...services }) => ({
        ...services,
        core: {
          ...core,
          suggest: () => {
            throw new Error('broken')
          },
        },
      }),
    })
    expect((await server.post(suggestionBody('oim:pick:fr', 'a'))).status).toBe(200)
    expect(server.logged.join()).toContain('an acknowledgement could not be filled in')
  })
})
