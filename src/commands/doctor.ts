import type { Check, Examiner } from '../adapter.ts'
import { diagnosePlatforms, knowledgeOptions } from '../compose.ts'
import { type Config, ConfigError, parseConfig } from '../config.ts'
import { checkDataset } from '../directory/check.ts'
import { readDataset } from '../directory/read.ts'
import { createExaminer } from '../examine.ts'
import { createLog } from '../log.ts'
import { BUILT_FOLDER, isKept, keyOf } from '../prepared-files.ts'
import { createStore } from '../store/sqlite/index.ts'
import { FAILURE, type Io, OK } from './io.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Looks at everything that the server needs; each check that fails says what to do. */
export async function doctor(env: Environment, io: Io, examiner = createExaminer()): Promise<number> {
  const checks = await examineAll(env, examiner)
  for (const { name, ok, detail, remedy } of checks)
    io.out(`${ok ? 'ok   ' : 'FAIL '} ${name}: ${detail}${remedy ? ` -> ${remedy}` : ''}`)
  const failed = checks.filter(check => !check.ok).length
  io.err(failed === 0 ? `${checks.length} checks, all well` : `${checks.length} checks, ${failed} failed`)
  return failed === 0 ? OK : FAILURE
}

async function examineAll(env: Environment, examiner: Examiner): Promise<Check[]> {
  let config: Config
  try {
    config = parseConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(faultCheck)
    throw error
  }
  return [
    { name: 'set-up', ok: true, detail: config.production ? 'for production' : 'not for production' },
    checkKey(env),
    await checkDirectory(config, examiner),
    await checkModel(config, examiner),
    await checkDatabase(config, examiner),
    await checkPublicUrl(config, examiner),
    ...(await diagnosePlatforms(config, examiner)),
  ]
}

/** A fault of the set-up brings its remedy along: `what -> remedy`. */
function faultCheck(fault: string): Check {
  const [detail = '', remedy = ''] = fault.split(' -> ')
  return { name: 'set-up', ok: false, detail, remedy }
}

/** In production parsing has already asked for one. */
function checkKey(env: Environment): Check {
  const detail = env.OIM_SECRET_KEY?.trim() ? 'from OIM_SECRET_KEY' : 'made for this machine, under ./var'
  return { name: 'secret key', ok: true, detail }
}

function checkDirectory({ dataDir, contactsPath }: Config, examiner: Examiner): Promise<Check> {
  const remedy = 'see each with: npm run --silent oim -- check'
  return examiner.check('directory', remedy, async () => {
    const faults = checkDataset(readDataset(dataDir, contactsPath), { draft: false })
    if (faults.length > 0) throw new Error(`${dataDir} has ${faults.length} faults`)
    return `${dataDir}, no fault`
  })
}

function checkModel(config: Config, examiner: Examiner): Promise<Check> {
  const { cacheFolder } = knowledgeOptions(config, createLog('silent'))
  const remedy = 'npm run build; without it the server trains at its start, and answers by names until then'
  return examiner.check('model', remedy, async () => {
    const folders = [BUILT_FOLDER, cacheFolder]
    if (!isKept(folders, keyOf(config.dataDir))) throw new Error('none is kept for this directory')
    return 'kept for this directory'
  })
}

/** Writes for real: what can be read is not always writable. The line expires by itself. */
function checkDatabase(
  { databasePath, retentionDays, defaultLang }: Config,
  examiner: Examiner,
): Promise<Check> {
  const remedy = 'give this user a folder that it may write to, by DATABASE_URL'
  return examiner.check('database', remedy, async () => {
    const store = await createStore({ path: databasePath, retentionDays })
    try {
      const state = { lang: defaultLang, alternatives: [], sensitive: false, nones: 0 }
      await store.conversations.put('doctor', state)
    } finally {
      await store.close()
    }
    return `${databasePath}, writable`
  })
}

async function checkPublicUrl({ publicUrl }: Config, examiner: Examiner): Promise<Check> {
  const name = 'public address'
  if (!publicUrl) return { name, ok: true, detail: 'PUBLIC_URL is not set: cards carry no link' }
  const remedy = 'start the server, and see that PUBLIC_URL leads to it (DNS, certificate, proxy)'
  return await examiner.check(name, remedy, async () => {
    const { status, text } = await examiner.fetch(`${publicUrl}/healthz`)
    if (status !== 200 || !text.includes('"ok"')) throw new Error(`${publicUrl}/healthz answered ${status}`)
    return `${publicUrl} answers`
  })
}
