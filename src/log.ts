import { pino } from 'pino'

/** One JSON object a line, on standard error: standard output belongs to results. */
export type Log = ReturnType<typeof createLog>

/** Fields that may hold a secret or what somebody typed; they are cut out, down to a field of a field of what is logged. */
const SECRET_FIELDS = ['token', 'authorization', 'password', 'secret', 'text', 'question', 'body', 'payload']

/** What looks like a token: libraries put what they sent into the messages of their errors. */
const TOKEN = /\b(?:xox[a-z]-|xapp-|eyJ|Bearer\s+)[\w.~+/=-]+/g
const withoutTokens = (text: string): string => text.replace(TOKEN, '[token]')

export function createLog(level: string, destination: { write(line: string): void } = process.stderr) {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      redact: { paths: SECRET_FIELDS.flatMap(field => [field, `*.${field}`, `*.*.${field}`]), remove: true },
      serializers: { err: describeError },
    },
    destination,
  )
}

/**
 * An error for the log: name, code, message and stack of our own and the libraries' making, and the
 * cause. Requests and responses that libraries hang on their errors (with headers, hence tokens) stay out.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: withoutTokens(String(error)) }
  const code: unknown = Reflect.get(error, 'code')
  return {
    name: error.name,
    message: withoutTokens(error.message),
    ...(error.stack ? { stack: withoutTokens(error.stack) } : {}),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
