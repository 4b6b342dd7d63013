/** The connector refused a send: `status` and, where it said so, when to come again. */
export class SendError extends Error {
  readonly status: number
  readonly retryAfterMs: number | undefined
  constructor(status: number, retryAfterMs: number | undefined) {
    super(`the connector answered ${status}`)
    this.name = 'SendError'
    this.status = status
    this.retryAfterMs = retryAfterMs
  }
}
