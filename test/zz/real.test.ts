import { test } from 'vitest'
import { serve } from '../../src/compose.ts'
import { parseConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import { APP_ID, APP_PASSWORD, BotFrameworkDouble, ISSUER } from '../support/bot-framework-double.ts'
import { CHANNEL, GROUP, TENANT, USER, BOT } from '../support/teams-harness.ts'
test('real', async () => {
  const double = await new BotFrameworkDouble().start()
  const lines: string[] = []
  const config = parseConfig({ PORT: '0', DATABASE_URL: 'file:/tmp/teams-look/db.sqlite', OIM_SECRET_KEY: 'k'.repeat(32), OIM_PREVIEW: '0', PUBLIC_URL: 'https://oim.example.org', MicrosoftAppId: APP_ID, MicrosoftAppPassword: APP_PASSWORD, MicrosoftAppTenantId: TENANT,
    TEAMS_OPENID_METADATA_URL: double.metadataUrl, TEAMS_TOKEN_ISSUER: ISSUER, TEAMS_TOKEN_URL: `${double.url}/token` })
  const running = await serve(config, createLog('info', { write: l => lines.push(l) }))
  const post = async (a: object) => fetch(`http://127.0.0.1:${running.port}/api/messages`, { method: 'POST', headers: { authorization: `Bearer ${await double.sign()}`, 'content-type': 'application/json' }, body: JSON.stringify(a) })
  let n = 0
  const base = (m: object) => ({ id: `${Date.now()}-${++n}`, type: 'message', channelId: 'msteams', serviceUrl: double.serviceUrl, from: USER, recipient: BOT, locale: 'en-US', channelData: { tenant: { id: TENANT } }, conversation: { id: 'a:p', conversationType: 'personal', tenantId: TENANT }, ...m })
  for (const [text, where] of [['unit trésorerie', {}], ['<at>OIM</at> à qui m&#39;adresser pour un laissez-passer des Nations Unies ?', CHANNEL], ['where do I escalate a phishing mail?', GROUP], ['¿quién lleva las compras?', {}], ['quelles unités sont à Manille ?', {}], ['quel temps fait-il ?', {}], ['on m’a agressée au bureau', GROUP], ['', {}], ['où Manille', {}], ['dónde Manila', {}], ['where Manila', {}], ['escalader hameçonnage', {}],['unité compte bancaire',{}],['aide',{}],['ayuda',{}]] as const) {
    const before = double.sent.length
    const t = performance.now()
    const r = await post(base({ text, ...where }))
    await double.whenSent(before + 1)
    const s = double.sent.at(-1)
    console.log(r.status, Math.round(performance.now() - t) + 'ms', text, '->', s?.activity.summary ?? s?.activity.text, '|', s?.path)
  }
  const last = double.sent.find(s => s.activity.attachments)
  const card = JSON.stringify(last?.activity.attachments?.[0]?.content)
  const press = /"press":"(escalate[^"]+)"/.exec(card)?.[1]
  console.log('press', press, (await (await post(base({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', verb: 'oim', data: { press } } } }))).text()).slice(0, 400))
  console.log(card)
  for (const b of ['', '{}', 'null', '{"a":']) console.log(JSON.stringify(b), (await fetch(`http://127.0.0.1:${running.port}/api/messages`, { method: 'POST', body: b })).status)
  await running.stop(); await double.stop()
  console.log(lines.filter(l => !l.includes('"info"')).join(''))
}, 60000)
