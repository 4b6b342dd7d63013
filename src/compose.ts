import { dirname, join } from 'node:path'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { renderText } from '../adapters/terminal/index.ts'
import type { Adapter, Check, Examiner, Services } from './adapter.ts'
import { answer as answerQuery } from './answer/index.ts'
import { newAnswerId } from './answer-id.ts'
import type { Card } from './cards/card.ts'
import { toCard } from './cards/index.ts'
import type { Config } from './config.ts'
import { type Core, createCore, type Knowledge } from './core.ts'
import { withDeadline } from './deadline.ts'
import { type KnowledgeOptions, openKnowledge } from './knowledge.ts'
import type { Log } from './log.ts'
import { createTranslate } from './messages.ts'
import { createSecret } from './secret.ts'
import { createServer } from './server/index.ts'
import { requestLang } from './server/lang.ts'
import { renderMessagePage } from './server/layout.ts'
import { createStore } from './store/sqlite/index.ts'
import { ANSWER_DAYS, CONVERSATION_MINUTES, QUESTION_MINUTES, type Store } from './store/store.ts'
import { queryAbout } from './understand/about.ts'

export { renderText }

/** The composition root: the only file that imports adapters, each only where it is configured. */
export interface Running {
  port: number
  /** Takes no new work, lets answers in flight go out, closes everything. */
  stop(): Promise<void>
  /** @throws DatasetError where the files have faults; the earlier directory stays */
  reload(): Promise<void>
}

/** A question is kept for an hour, and the sweep's delay comes on top. */
const SWEEP_EVERY_MS = 5 * 60_000
/** Below the 30 s after which container platforms kill. */
const STOP_WITHIN_MS = 20_000

/** Starts every adapter that is configured, on one port. One that cannot start takes no other down. */
export async function serve(config: Config, log: Log): Promise<Running> {
  const holder = openKnowledge(knowledgeOptions(config, log))
  const store = await createStore({ path: config.databasePath, retentionDays: config.retentionDays })
  const translate = createTranslate()
  const core = createCore({ knowledge: holder.current, store, defaultLang: config.defaultLang, log })
  const services: Services = {
    core,
    translate,
    toCard: (answer, { page } = {}) =>
      toCard(answer, {
        directory: holder.current().directory,
        translate,
        ...(page === undefined ? {} : { page }),
      }),
    toNotice: ({ code, lang }) => translate(lang, `core:notice.${code}`),
    unitCard: (id, lang) => unitCard(holder.current(), services, id, lang),
    messagePage: renderMessagePage,
    requestLang: request => requestLang(request, config.defaultLang),
    directory: () => holder.current().directory,
    store,
    secret: createSecret(config.secretKey),
    log,
    publicUrl: config.publicUrl,
    defaultLang: config.defaultLang,
  }
  const adapters = await createAdapters(config, services)
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  const server = createServer({
    adapters,
    log,
    translate,
    defaultLang: config.defaultLang,
    unitCard: services.unitCard,
    ping: store.ping,
    metrics,
    adminToken: config.adminToken,
    periods: {
      questionMinutes: QUESTION_MINUTES,
      conversationMinutes: CONVERSATION_MINUTES,
      answerDays: ANSWER_DAYS,
      retentionDays: config.retentionDays,
    },
  })
  const { port } = await server.listen(config.host, config.port)
  await Promise.all(adapters.map(adapter => startOne(adapter, log)))
  const sweeper = setInterval(() => void sweep(store, log), SWEEP_EVERY_MS).unref()
  void sweep(store, log)
  log.info({ host: config.host, port, adapters: adapters.map(a => a.name) }, 'ready')

  return {
    port,
    reload: holder.reload,
    async stop() {
      clearInterval(sweeper)
      // Doors first, then what came in by them, then what it was written to.
      const closed = server.close()
      await Promise.all(adapters.map(adapter => stopOne(adapter, log)))
      await closed
      await store.close()
      log.info('stopped')
    },
  }
}

async function createAdapters(config: Config, services: Services): Promise<Adapter[]> {
  const { log } = services
  const adapters: Adapter[] = []
  const isOff = (name: string): void => log.info({ adapter: name }, 'off: not configured')
  if (config.slack.mode === 'off') isOff('slack')
  else {
    const { createSlack } = await import('../adapters/slack/index.ts')
    adapters.push(createSlack(services, config.slack))
  }
  if (config.teams.mode === 'off') isOff('teams')
  else {
    const { createTeams } = await import('../adapters/teams/index.ts')
    adapters.push(await createTeams(services, config.teams))
  }
  if (!config.preview) isOff('preview')
  else {
    const { createPreview } = await import('../adapters/preview/index.ts')
    adapters.push(createPreview(services, { defaultLang: config.defaultLang }))
  }
  return adapters
}

/** What each platform that is configured finds wrong with its set-up; see src/commands/doctor.ts. */
export async function diagnosePlatforms(
  { slack, teams, publicUrl }: Config,
  examiner: Examiner,
): Promise<Check[]> {
  const isOff = (name: string): Check => ({ name, ok: true, detail: 'off: not configured' })
  const checks: Check[] = []
  if (slack.mode === 'off') checks.push(isOff('Slack'))
  else {
    const { diagnose } = await import('../adapters/slack/doctor.ts')
    checks.push(...(await diagnose(slack, examiner)))
  }
  if (teams.mode === 'off') checks.push(isOff('Teams'))
  else {
    const { diagnose } = await import('../adapters/teams/doctor.ts')
    checks.push(...(await diagnose(teams, examiner, publicUrl)))
  }
  return checks
}

async function startOne(adapter: Adapter, log: Log): Promise<void> {
  try {
    await adapter.start()
  } catch (error) {
    log.error({ err: error, adapter: adapter.name }, 'an adapter did not start; the others run')
  }
}

async function stopOne(adapter: Adapter, log: Log): Promise<void> {
  try {
    await withDeadline(`stopping ${adapter.name}`, STOP_WITHIN_MS, adapter.stop())
  } catch (error) {
    log.error({ err: error, adapter: adapter.name }, 'an adapter did not stop in order')
  }
}

async function sweep(store: Store, log: Log): Promise<void> {
  try {
    await store.sweep()
  } catch (error) {
    log.error({ err: error }, 'what has expired could not be deleted')
  }
}

/** The card behind a copied link: the entity, without a question. */
function unitCard(
  { directory, thresholds }: Knowledge,
  { toCard }: Pick<Services, 'toCard'>,
  id: string,
  lang: Config['defaultLang'],
): Card | undefined {
  const entity = directory.find(id)
  if (!entity) return undefined
  const query = queryAbout(entity.id, 'find', lang, false)
  const context = { focus: undefined, alternatives: [] }
  return toCard(answerQuery(query, directory, { id: newAnswerId(false), thresholds, context }))
}

export function knowledgeOptions(config: Config, log: Log): KnowledgeOptions {
  return {
    dataDir: config.dataDir,
    contactsPath: config.contactsPath,
    cacheFolder: join(dirname(config.databasePath), 'prepared'),
    log,
  }
}

/** A core without a platform and without a trace: for the command line, evaluation and benchmarks. */
export async function composeCore(
  knowledge: Knowledge,
  { defaultLang, log }: { defaultLang: Config['defaultLang']; log: Log },
): Promise<{
  core: Core
  cardText: (answer: Parameters<typeof toCard>[0], width: number) => string
  close: () => Promise<void>
}> {
  const store = await createStore({ path: ':memory:', retentionDays: 1 })
  const translate = createTranslate()
  return {
    core: createCore({ knowledge: () => knowledge, store, defaultLang, log }),
    cardText: (answer, width) =>
      renderText(toCard(answer, { directory: knowledge.directory, translate }), { width }),
    close: store.close,
  }
}
