import { Worker } from 'node:worker_threads'
import type { Knowledge } from './core.ts'
import type { Directory } from './directory/directory.ts'
import { loadDirectory } from './directory/load.ts'
import type { Log } from './log.ts'
import {
  BUILT_FOLDER,
  keepDirectory,
  keepModel,
  keyOf,
  readKeptDirectory,
  readKeptModel,
} from './prepared-files.ts'
import { readFusion } from './understand/fusion.ts'
import { Understanding } from './understand/index.ts'
import { trainingTexts } from './understand/model/examples.ts'
import { type Lessons, prepare } from './understand/model/prepare.ts'
import { emptyPrepared, type Prepared, readPrepared } from './understand/model/prepared.ts'
import { readWays } from './understand/ways/examples.ts'
import { findingQuestions } from './understand/ways/finds.ts'

export interface KnowledgeOptions {
  dataDir: string
  /** An overlay of contacts; never part of what is kept prepared. */
  contactsPath: string | undefined
  /** Where the results of another organisation's dataset are kept. */
  cacheFolder: string
  log: Log
}

/** The directory in force, and how to put a newer one in its place. */
export interface KnowledgeHolder {
  current(): Knowledge
  /**
   * Loads the files anew. The new directory is in force at once, by names alone until its model is trained.
   * @throws DatasetError where it has faults; the earlier one stays in force
   */
  reload(): Promise<void>
}

/**
 * Loads, and trains on the spot where no model is kept: for the build and for the command line.
 * @throws DatasetError with every fault
 */
export function loadKnowledge(options: KnowledgeOptions, folder = options.cacheFolder): Knowledge {
  const { directory, key, model } = loadKept(options)
  if (model) return knowledgeOf(directory, model)
  options.log.info('training on the directory, once for these files')
  const trained = prepare(lessonsOf(directory))
  keepAll(options, folder, { directory, key, model: trained })
  return knowledgeOf(directory, trained)
}

/**
 * Loads and answers at once; a model that is not kept is trained in a worker, away from the event
 * loop, and by then questions are answered by names alone.
 * @throws DatasetError with every fault
 */
export function openKnowledge(options: KnowledgeOptions): KnowledgeHolder {
  let current: Knowledge
  /** What is wrong with the files is thrown at once; the promise is that of the training. */
  function load(): Promise<void> {
    const { directory, key, model } = loadKept(options)
    current = knowledgeOf(directory, model)
    return model ? Promise.resolve() : train(current, key)
  }
  async function train(loaded: Knowledge, key: string): Promise<void> {
    const { directory } = loaded
    options.log.info('training on the directory; questions are answered by names until it is done')
    const model = await trainInWorker(directory)
    // A reload may have put another directory in force meanwhile: that one has a training of its own.
    if (current === loaded) current = knowledgeOf(directory, model)
    keepAll(options, options.cacheFolder, { directory, key, model })
    options.log.info('trained on the directory')
  }
  load().catch(error => options.log.error({ err: error }, 'training failed; questions are answered by names'))
  return {
    current: () => current,
    reload: async () => load(),
  }
}

function loadKept({ dataDir, contactsPath, cacheFolder }: KnowledgeOptions): {
  directory: Directory
  key: string
  model: Prepared | undefined
} {
  const key = keyOf(dataDir)
  const folders = [BUILT_FOLDER, cacheFolder]
  const kept = contactsPath ? undefined : readKeptDirectory(folders, key)
  return { directory: kept ?? loadDirectory(dataDir, contactsPath), key, model: readKeptModel(folders, key) }
}

/** Contacts may be taken away again, so a directory that they lie over is not kept. */
function keepAll(
  { contactsPath, log }: KnowledgeOptions,
  folder: string,
  { directory, key, model }: { directory: Directory; key: string; model: Prepared },
): void {
  try {
    if (!contactsPath) keepDirectory(folder, key, directory)
    keepModel(folder, key, model)
  } catch (error) {
    log.error({ err: error }, 'the training could not be kept; the next start trains anew')
  }
}

/** @param model none as long as it is not trained: then names alone are gone by */
function knowledgeOf(directory: Directory, model: Prepared | undefined): Knowledge {
  const { trained, lexical } = readFusion()
  const weights = model ? trained : lexical
  return {
    directory,
    understanding: new Understanding(directory, model ?? emptyPrepared(), weights),
    thresholds: weights,
  }
}

const lessonsOf = (directory: Directory): Lessons => ({
  texts: trainingTexts(directory),
  ways: readWays(),
  finds: findingQuestions(directory),
})

function trainInWorker(directory: Directory): Promise<Prepared> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./train-worker.js', import.meta.url), {
      workerData: lessonsOf(directory),
    })
    worker.once('message', (file: Uint8Array) => resolve(readPrepared(Buffer.from(file))))
    worker.once('error', reject)
    worker.unref()
  })
}
