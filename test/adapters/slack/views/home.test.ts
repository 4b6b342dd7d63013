import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { renderHome } from '../../../../adapters/slack/views/home.ts'
import { answerId } from '../../../../src/answer/answer.ts'
import { encodePress } from '../../../../src/cards/press.ts'
import { Directory } from '../../../../src/directory/directory.ts'
import { LANGS } from '../../../../src/lang.ts'
import { id, ours, translate } from '../../../support/knowledge.ts'
import { buttonsOf, faultsOfView } from '../../../support/slack-blocks.ts'
import { withOurs } from '../../../support/slack-ours.ts'
import { type SlackServer, startSlack } from '../../../support/slack-server.ts'
import { homeOpenedBody, USER, viewPressBody } from '../../../support/slack-signer.ts'

let server: SlackServer
beforeEach(async () => {
  server = await startSlack({ change: withOurs() })
})
afterEach(() => server.close())

const text = (part: unknown): string => JSON.stringify(part)
const metadataOf = (view: unknown): unknown =>
  JSON.parse(String((view as { private_metadata: string }).private_metadata))

/** Opens the tab; resolves to what is published, the n-th time. */
async function openHome(n = 1, fields?: Record<string, unknown>): Promise<unknown> {
  await server.post(homeOpenedBody(fields))
  const { args } = await server.slack.call('views.publish', n)
  expect(args.user_id).toBe(USER)
  return args.view
}
const press = (view: unknown, action: Record<string, unknown>): Promise<Response> =>
  server.post(viewPressBody(view, action))
const browse = (view: unknown, value: string): Promise<Response> =>
  press(view, { action_id: 'home:browse', type: 'button', value })

describe('the Home tab', () => {
  it('holds a search box, a menu over the directory, my units, the structure, changes and the language', async () => {
    const view = await openHome()
    const all = text(view)
    for (const part of [
      '"type":"plain_text_input"',
      '"action_id":"oim:pick:fr"',
      'Mes unités',
      'Consultées récemment',
      'Parcourir la structure',
      'Ce qui a changé dans l’annuaire',
      'Aucun changement depuis',
      '"action_id":"home:lang"',
      'copie non datée',
    ])
      expect(all).toContain(part)
    expect(all).toContain('*Directeur général*')
  })

  it('speaks the reader’s language', async () => {
    server.slack.locale = 'en-GB'
    expect(text(await openHome())).toContain('Browse the structure')
  })

  it('is not published for the tab of messages', async () => {
    await server.post(homeOpenedBody({ tab: 'messages' }))
    await server.settle()
    expect(server.slack.of('views.publish')).toEqual([])
  })

  it('shows the rest where the store does not answer', async () => {
    await server.close()
    server = await startSlack({
      timing: { lookUpMs: 20 },
      change: services => {
        const { store } = services
        const never = () => new Promise<never>(() => {})
        return withOurs()({
          ...services,
          store: {
            ...store,
            preferences: { ...store.preferences, lang: never, saved: never },
            recents: { ...store.recents, list: never },
          },
        })
      },
    })
    expect(text(await openHome())).toContain('Parcourir la structure')
  })

  it('is given up quietly where the workspace has the tab switched off', async () => {
    server.slack.set('views.publish', { kind: 'error', error: 'not_enabled' })
    await openHome()
    await server.settle()
    expect(server.slack.of('views.publish')).toHaveLength(1)
  })
})

describe('browsing on the Home tab', () => {
  it('drills down by branch and comes back, in place', async () => {
    const top = await openHome()
    await browse(top, 'directeur-general')
    const { args: down } = await server.slack.call('views.publish', 2)
    expect(metadataOf(down.view)).toEqual({ at: 'directeur-general' })
    expect(text(down.view)).toContain('*Bureau exécutif*')
    await browse(down.view, 'dga-gestion-reformes')
    const { args: further } = await server.slack.call('views.publish', 3)
    expect(metadataOf(further.view)).toEqual({ at: 'dga-gestion-reformes' })
    const back = buttonsOf(further.view).Retour
    expect(back?.id).toBe('home:browse:back')
    await press(further.view, { action_id: back?.id, type: 'button', value: back?.value })
    const { args: again } = await server.slack.call('views.publish', 4)
    expect(metadataOf(again.view)).toEqual({ at: 'directeur-general' })
    await press(again.view, { action_id: 'home:browse:top', type: 'button', value: '' })
    const { args: home } = await server.slack.call('views.publish', 5)
    expect(metadataOf(home.view)).toEqual({})
  })

  it('stays where it was when the tab is opened again', async () => {
    const view = await openHome(1, {
      view: { type: 'home', private_metadata: '{"at":"dga-gestion-reformes"}' },
    })
    expect(metadataOf(view)).toEqual({ at: 'dga-gestion-reformes' })
  })

  it('begins at the top where the place is gone', async () => {
    const view = await openHome(1, { view: { type: 'home', private_metadata: '{"at":"no-longer-there"}' } })
    expect(metadataOf(view)).toEqual({})
  })

  it('every branch, in each language, is a view that Slack takes, and every unit can be reached', () => {
    const reached = new Set<string>()
    const faults = LANGS.flatMap(lang =>
      [undefined, ...ours.directory.entities.map(e => e.id)].flatMap(at => {
        const view = renderHome(
          { translate, directory: () => ours.directory },
          { lang, saved: ours.directory.entities.slice(0, 30).map(e => e.id), recent: [], at },
        )
        for (const child of text(view).matchAll(/"action_id":"home:browse","[^}]*\},"value":"([a-z0-9-]+)"/g))
          reached.add(child[1] ?? '')
        return faultsOfView(view).map(fault => `${lang} ${at}: ${fault}`)
      }),
    )
    expect(faults).toEqual([])
    const branches = ours.directory.entities.filter(e => ours.directory.children(e.id).length > 0)
    const missed = branches.filter(e => e.parent !== undefined && !reached.has(e.id)).map(e => e.id)
    expect(missed).toEqual([])
  })
})

describe('a unit on the Home tab', () => {
  it('opens in a modal', async () => {
    const view = await openHome()
    await browse(view, 'dept-finances-administration')
    const { args } = await server.slack.call('views.publish', 2)
    const value = Object.values(buttonsOf(args.view)).find(({ value }) => value.startsWith('open.'))?.value
    await press(args.view, { action_id: `oim:${value}`, type: 'button', value })
    const opened = await server.slack.call('views.open')
    expect(text(opened.args.view)).toContain('Venez ici pour')
    expect(opened.args.view).not.toHaveProperty('submit')
  })

  it('with a star is among my units, and a unit shown among those shown lately', async () => {
    const view = await openHome()
    const ask = { action_id: 'search:ask', type: 'plain_text_input', value: 'division de la trésorerie' }
    await press(view, ask)
    const { args } = await server.slack.call('views.open')
    expect(text(args.view)).toContain('*Division de la trésorerie*')
    const save = buttonsOf(args.view).Enregistrer?.value
    await press(args.view, {
      action_id: 'oim:menu:0',
      type: 'overflow',
      selected_option: { text: { type: 'plain_text', text: 'Enregistrer' }, value: save },
    })
    expect(text((await server.slack.call('views.push')).args.view)).toContain(
      'Enregistrée parmi vos entités.',
    )
    const { args: home } = await server.slack.call('views.publish', 2)
    const [mine = '', lately = ''] =
      text(home.view).split('Mes unités')[1]?.split('Consultées récemment') ?? []
    expect(mine).toContain('*Division de la trésorerie*')
    expect(lately.split('Parcourir')[0]).toContain('*Division de la trésorerie*')
  })

  it('of a sensitive matter is not among those shown lately', async () => {
    const view = await openHome()
    await press(view, {
      action_id: 'search:ask',
      type: 'plain_text_input',
      value: 'on m’a agressée au bureau',
    })
    await server.slack.call('views.open')
    const again = text(await openHome(2))
      .split('Consultées récemment')[1]
      ?.split('Parcourir')[0]
    expect(again).toContain('Les unités que vous consultez apparaîtront ici')
  })

  it('that the directory no longer holds is left out', async () => {
    const asker = server.services.secret.hash('asker', 'slack', 'T0TEAM', USER)
    await server.services.store.preferences.toggleSaved(asker, id('div-tresorerie'))
    const without = new Directory({
      ...ours.directory.dataset,
      entities: ours.directory.entities.filter(e => e.id !== 'div-tresorerie'),
    })
    const view = renderHome(
      { translate, directory: () => without },
      { lang: 'fr', saved: await server.services.store.preferences.saved(asker), recent: [], at: undefined },
    )
    expect(text(view)).toContain('Mettez une étoile')
  })

  it('writes to the person where the modal comes too late', async () => {
    server.slack.set('views.open', { kind: 'error', error: 'expired_trigger_id' })
    const view = await openHome()
    const value = encodePress({
      action: 'open',
      answer: answerId.parse('pA1b2C3d4E5f'),
      lang: 'fr',
      entity: id('div-tresorerie'),
    })
    await press(view, { action_id: `oim:${value}`, type: 'button', value })
    const { args } = await server.slack.call('chat.postMessage')
    expect(args.channel).toBe(USER)
    expect(args.text).toContain('Division de la trésorerie')
  })
})

describe('the language on the Home tab', () => {
  const choose = (view: unknown, value: string): Promise<Response> =>
    press(view, {
      action_id: 'home:lang',
      type: 'static_select',
      selected_option: { text: { type: 'plain_text', text: 'Español' }, value },
    })

  it('is spoken at once, kept, and leaves the place where it was', async () => {
    const view = await openHome()
    await browse(view, 'dga-operations')
    const { args } = await server.slack.call('views.publish', 2)
    await choose(args.view, 'es')
    const { args: after } = await server.slack.call('views.publish', 3)
    expect(text(after.view)).toContain('Recorrer la estructura')
    expect(metadataOf(after.view)).toEqual({ at: 'dga-operations' })
    expect(text((await server.say('tesorería')).blocks)).toContain('División de Tesorería')
  })

  it('that is none of ours changes nothing', async () => {
    await choose(await openHome(), 'xx')
    expect(text((await server.slack.call('views.publish', 2)).args.view)).toContain('Parcourir la structure')
  })
})

describe('what changed', () => {
  it('is told with its date and the units that it touches, the newest first', () => {
    const { dataset } = ours.directory
    const change = (date: string, fr: string) => ({
      date,
      ids: [id('div-tresorerie')],
      fr,
      en: 'changed',
      es: 'cambiado',
    })
    const changed = new Directory({
      ...dataset,
      source: {
        ...dataset.source,
        changes: [change('2026-01-02', 'La plus ancienne'), change('2026-03-12', 'Rattachée <ailleurs>')],
      },
    })
    const view = renderHome(
      { translate, directory: () => changed },
      { lang: 'fr', saved: [], recent: [], at: undefined },
    )
    expect(faultsOfView(view)).toEqual([])
    const all = text(view)
    expect(all).toContain('*12 mars 2026*\\nRattachée &lt;ailleurs&gt;')
    expect(all.indexOf('12 mars')).toBeLessThan(all.indexOf('2 janvier'))
    expect(buttonsOf(view)).toHaveProperty('Division de la trésorerie')
  })
})
