import { createLimiter, type Limiter } from '../../src/server/limiter.ts'

/** The largest request in bytes. The core reads the first 500 characters of a question anyway. */
export const BODY_LIMIT = 64 * 1024

/** Questions an address and minute: more than anybody types, few enough to keep a script from crowding others out. */
const ASKS = 30
/** Presses an address and minute: they cost less than questions, and clicking through is quick. */
const ACTS = 120

export const createAskLimiter = (): Limiter => createLimiter(ASKS)
export const createActLimiter = (): Limiter => createLimiter(ACTS)
