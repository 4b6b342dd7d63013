import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buttonsOf } from '../../support/slack-blocks.ts'
import { withOurs } from '../../support/slack-ours.ts'
import { type SlackServer, startSlack } from '../../support/slack-server.ts'

let server: SlackServer
beforeEach(async () => {
  server = await startSlack({ change: withOurs() })
})
afterEach(() => server.close())

/** What `/oim <text>` shows, as text. */
async function say(text: string): Promise<string> {
  const shown = await server.say(text)
  expect(shown).toMatchObject({ response_type: 'ephemeral' })
  return String(shown.text)
}

describe('/oim, over our own directory', () => {
  it.each([
    ['fr-FR', 'unité trésorerie', 'Division de la trésorerie'],
    ['en-GB', 'unit treasury', 'Treasury Division'],
    ['es-ES', 'unidad tesorería', 'División de Tesorería'],
    ['fr-FR', 'escalader un mail d’hameçonnage', 'commencez ici'],
    ['en-GB', 'escalate a phishing mail', 'start here'],
    ['es-ES', 'escalar un correo de phishing', 'empiece aquí'],
    ['fr-FR', 'où Manille', '4 entités : Manille'],
    ['en-GB', 'where Manila', '4 entities: Manila'],
    ['es-ES', 'dónde Manila', '4 entidades: Manila'],
    ['fr-FR', 'liste Département de la gestion financière et administrative', '7 entités'],
    ['en-GB', 'list Department of Financial and Administrative Management', '7 entities'],
    ['en-GB', 'who handles the UN laissez-passer?', 'Staff Travel'],
  ])('(%s) %s', async (locale, text, shown) => {
    server.slack.locale = locale
    expect(await say(text)).toContain(shown)
  })

  it('list alone shows the top of the structure', async () => {
    expect(await say('list')).toContain('Directeur général')
  })

  it('list alone after a unit shows what that unit consists of', async () => {
    await say('unit Département de la gestion financière et administrative')
    expect(await say('list')).toContain('7 entités')
  })

  it.each(['escalate', 'unit', 'where'])('%s alone shows the help', async word => {
    expect(await say(word)).toContain('Quelle unité s’en occupe, et à qui escalader ?')
  })

  it.each(['', 'help', 'aide', 'ayuda'])('(%s) shows three examples', async text => {
    const help = await say(text)
    expect(help.match(/^• /gm)).toHaveLength(3)
  })

  it('a list is paged in place, to its last unit', async () => {
    await server.command('toutes les unités sous le directeur général')
    let { args } = await server.slack.call('response_url')
    const total = Number(/(\d+) entités/.exec(String(args.text))?.[1])
    expect(total).toBeGreaterThan(40)
    const units = new Set<string>()
    let page = 1
    for (;;) {
      for (const [, unit] of JSON.stringify(args.blocks).matchAll(/"oim:open\.[\w-]+\.fr\.([a-z0-9-]+)\./g))
        units.add(unit ?? '')
      const next = buttonsOf(args.blocks).Suivants
      if (!next) break
      await server.press(next.value, { isEphemeral: true })
      ;({ args } = await server.slack.call('response_url', ++page))
      expect(args).toMatchObject({ replace_original: true })
    }
    expect(units.size).toBe(total)
    expect(page).toBe(Math.ceil(total / 10))
  })
})

describe('/oim lang', () => {
  it.each([
    ['lang en', 'You will be answered in English from now on.', 'Treasury Division'],
    ['langue espagnol', 'A partir de ahora recibirá las respuestas en español.', 'División de Tesorería'],
  ])('(%s) is remembered', async (text, line, title) => {
    expect(await say(text)).toBe(line)
    expect(await say('trésorerie')).toContain(title)
  })

  it('without a language says how', async () => {
    expect(await say('lang')).toContain('/oim lang fr')
  })

  it('says so where it cannot be kept', async () => {
    await server.close()
    server = await startSlack({
      change: services => ({
        ...services,
        store: {
          ...services.store,
          preferences: {
            ...services.store.preferences,
            setLang: () => Promise.reject(new Error('the store is broken')),
          },
        },
      }),
    })
    expect(await say('lang en')).toContain('Something went wrong')
  })
})
