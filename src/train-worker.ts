import { parentPort, workerData } from 'node:worker_threads'
import type { LabelledText } from './understand/model/examples.ts'
import { prepare } from './understand/model/prepare.ts'
import { writePrepared } from './understand/model/prepared.ts'

/** Trains away from the event loop. @see trainInWorker in knowledge.ts */
parentPort?.postMessage(writePrepared(prepare(workerData as LabelledText[])))
