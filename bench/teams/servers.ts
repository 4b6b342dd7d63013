import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js'
import type { TurnContext } from 'botbuilder'
import express from 'express'
import { composeCore, knowledgeOptions, serve } from '../../src/compose.ts'
import { parseConfig } from '../../src/config.ts'
import { loadKnowledge } from '../../src/knowledge.ts'
import { createLog } from '../../src/log.ts'
import { createBareSearch } from '../bare-search.ts'

/**
 * The two servers of bench/teams.ts, each in a process of its own: `ours`, as it is served, and `bare`,
 * the library alone. Tells its port by IPC, and its heap after a collection when asked.
 */
const log = createLog('error')
const config = parseConfig(process.env)
const port = process.argv[2] === 'ours' ? (await serve(config, log)).port : await serveBare()
process.send?.({ port })
process.on('message', () => {
  globalThis.gc?.()
  process.send?.({ heap: process.memoryUsage().heapUsed })
})

/** One search and one static card for a message, the card alone for a press. */
async function serveBare(): Promise<number> {
  const knowledge = loadKnowledge(knowledgeOptions(config, log))
  const search = createBareSearch(knowledge.directory)
  const content = await cardOfOurs(knowledge)
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }]
  const body = { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: content }
  const adapter = new TeamsAdapter({})
  const app = express()
  app.use(express.json())
  app.post('/api/messages', async (request, response) => {
    await adapter.process(request, response, async (context: TurnContext) => {
      if (context.activity.type === 'invoke') {
        await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } })
      } else {
        search(context.activity.text)
        await context.sendActivity({ type: 'message', attachments })
      }
    })
  })
  const server = createServer(app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

/** As large as ours: the text of a real card, so that both send about the same. */
async function cardOfOurs(knowledge: ReturnType<typeof loadKnowledge>): Promise<object> {
  const { core, cardText, close } = await composeCore(knowledge, { defaultLang: 'fr', log })
  const answer = await core.ask({ text: 'qui gère la trésorerie ?', private: true, record: false })
  await close()
  const lines = cardText(answer, 80).split('\n').filter(Boolean)
  const blocks = lines.map(text => ({ type: 'TextBlock', text, wrap: true }))
  return { type: 'AdaptiveCard', version: '1.5', body: blocks }
}
