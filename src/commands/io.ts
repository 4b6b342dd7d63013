/** What a command writes to: results on standard output, messages on standard error. */
export interface Io {
  out(line: string): void
  err(line: string): void
}

/** Exit codes: 0 also when not covered, 1 for failure, 2 for misuse. */
export const OK = 0
export const FAILURE = 1
export const MISUSE = 2
