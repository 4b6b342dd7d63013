import { parentPort, workerData } from 'node:worker_threads'
import { type Lessons, prepare } from './understand/model/prepare.ts'
import { writePrepared } from './understand/model/prepared.ts'

/** Trains away from the event loop. @see trainInWorker in knowledge.ts */
parentPort?.postMessage(writePrepared(prepare(workerData as Lessons)))
