#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { config as readDotenv } from 'dotenv'
import { type AskOptions, ask, askBatch } from './commands/ask.ts'
import { check } from './commands/check.ts'
import { doctor } from './commands/doctor.ts'
import { evalCommand } from './commands/eval.ts'
import { FAILURE, type Io, MISUSE, OK } from './commands/io.ts'
import { list } from './commands/list.ts'
import { runServer } from './commands/serve.ts'
import { composeCore, knowledgeOptions } from './compose.ts'
import { type Config, ConfigError, parseConfig } from './config.ts'
import { DatasetError } from './directory/load.ts'
import { loadKnowledge } from './knowledge.ts'
import { type Lang, langSchema } from './lang.ts'
import { createLog, type Log } from './log.ts'
import { BUILT_FOLDER, isKept, keyOf } from './prepared-files.ts'

/** The command line: messages to standard error, results to standard output. It never records questions. */
const io: Io = {
  out: line => void process.stdout.write(`${line}\n`),
  err: line => void process.stderr.write(`${line}\n`),
}

// A reader that has seen enough, such as `head`, closes the pipe: that is no failure.
process.stdout.on('error', error => {
  if (Reflect.get(error, 'code') === 'EPIPE') process.exit(OK)
  throw error
})

readDotenv({ quiet: true })

const parseLang = (value: string): Lang => {
  const parsed = langSchema.safeParse(value)
  if (!parsed.success) throw new InvalidArgumentError('fr, en or es')
  return parsed.data
}

/** These commands hash and encrypt nothing: no key need be made, nor a folder to write it to. */
const UNUSED_KEY = 'no key is needed on the command line'

/** The set-up of commands that need no platform: what is configured for platforms is left aside. */
function quietSetup(): { config: Config; log: Log } {
  const { OIM_DATA_DIR, OIM_CONTACTS, OIM_DEFAULT_LANG, DATABASE_URL, LOG_LEVEL } = process.env
  const config = parseConfig({
    OIM_DATA_DIR,
    OIM_CONTACTS,
    OIM_DEFAULT_LANG,
    DATABASE_URL,
    LOG_LEVEL: LOG_LEVEL || 'warn',
    OIM_SECRET_KEY: UNUSED_KEY,
  })
  return { config, log: createLog(config.logLevel) }
}

async function withCore(run: (asking: Parameters<typeof ask>[2]) => Promise<number>): Promise<number> {
  const { config, log } = quietSetup()
  const knowledge = loadKnowledge(knowledgeOptions(config, log))
  const { defaultLang } = config
  const composed = await composeCore(knowledge, { defaultLang, log })
  try {
    return await run({ ...composed, knowledge, defaultLang, io })
  } finally {
    await composed.close()
  }
}

let exitCode = OK
const program = new Command('oim')
  .description('Which unit handles this, and to whom do I escalate it?')
  .exitOverride()
  .showHelpAfterError()
const leavesWith =
  <A extends unknown[]>(run: (...args: A) => Promise<number> | number) =>
  async (...args: A): Promise<void> => {
    exitCode = await run(...args)
  }

program
  .command('ask')
  .description('answer a question')
  .argument('[text...]', 'the question')
  .option('--lang <lang>', 'fr, en or es', parseLang)
  .option('--json', 'the answer as one JSON object')
  .option('--explain', 'why this answer')
  .option('--batch <file>', 'questions as JSON lines, - for standard input')
  .action(
    leavesWith(async (words: string[], options: AskOptions & { batch?: string }) => {
      if (options.batch === undefined && words.length === 0) {
        io.err('a question, please: npm run --silent oim -- ask "who handles the laissez-passer?"')
        return MISUSE
      }
      const { batch } = options
      return await withCore(asking =>
        batch === undefined ? ask(words.join(' '), options, asking) : askBatch(batch, options, asking),
      )
    }),
  )
program
  .command('list')
  .description('print the directory')
  .option('--json', 'one array of entities')
  .option('--lang <lang>', 'fr, en or es', parseLang)
  .action(
    leavesWith((options: { json?: boolean; lang?: Lang }) => {
      const { config, log } = quietSetup()
      const { directory } = loadKnowledge(knowledgeOptions(config, log))
      return list(directory, { json: options.json, lang: options.lang ?? config.defaultLang }, io)
    }),
  )
program
  .command('check')
  .description('validate a dataset')
  .argument('[dir]', 'its folder')
  .option('--draft', 'tolerate missing texts')
  .action(
    leavesWith((dir: string | undefined, options: { draft?: boolean }) => {
      const { config } = quietSetup()
      return check(dir ?? config.dataDir, { draft: options.draft, contactsPath: config.contactsPath }, io)
    }),
  )
program
  .command('eval')
  .description('score labelled questions')
  .argument('<file>', 'questions as JSON lines')
  .option('--compare', 'beside plain word search, and with each signal switched off')
  .action(
    leavesWith((file: string, options: { compare?: boolean }) => {
      const { config, log } = quietSetup()
      const knowledge = loadKnowledge(knowledgeOptions(config, log))
      return evalCommand(file, knowledge, { withComparison: options.compare ?? false }, io)
    }),
  )
program
  .command('prepare')
  .description(
    'check and train on the directory of this repository, once for the same files (part of the build)',
  )
  .action(
    leavesWith(() => {
      const { config } = quietSetup()
      const log = createLog('info')
      loadKnowledge(knowledgeOptions({ ...config, contactsPath: undefined }, log), BUILT_FOLDER)
      return isKept([BUILT_FOLDER], keyOf(config.dataDir)) ? OK : FAILURE
    }),
  )
program
  .command('doctor')
  .description('check the set-up: credentials, scopes, clock, database, public address')
  .action(leavesWith(() => doctor(process.env, io)))
program
  .command('serve')
  .description('run the server')
  .action(leavesWith(() => runServer(io)))

try {
  await program.parseAsync()
} catch (error) {
  exitCode = exitCodeOf(error)
}
process.exitCode = exitCode

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? OK : MISUSE
  const isOurs = error instanceof ConfigError || error instanceof DatasetError
  io.err(
    isOurs || !(error instanceof Error)
      ? String(error instanceof Error ? error.message : error)
      : (error.stack ?? error.message),
  )
  return FAILURE
}
