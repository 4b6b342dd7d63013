import { pino } from 'pino'

/** One JSON object a line, on standard error: standard output belongs to results. */
export type Log = ReturnType<typeof createLog>

/** Fields that may hold a secret or what somebody typed; they are cut out wherever they stand. */
const SECRET_FIELDS = ['token', 'authorization', 'password', 'secret', 'text', 'question', 'body', 'payload']

export function createLog(level: string, destination: { write(line: string): void } = process.stderr) {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      redact: { paths: SECRET_FIELDS.flatMap(field => [field, `*.${field}`]), remove: true },
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
  if (!(error instanceof Error)) return { message: String(error) }
  const code: unknown = Reflect.get(error, 'code')
  return {
    name: error.name,
    message: error.message,
    stack: error.stack,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
