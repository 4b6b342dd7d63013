/** A text answer of another server. */
export interface Fetched {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/**
 * An outgoing request: with a deadline, a bound on the answer, and without following
 * redirects, which could carry a token elsewhere.
 *
 * @throws DOMException named TimeoutError, TypeError where the server is not reached, RangeError where
 * the answer is too large
 */
export async function fetchText(
  url: string,
  init: RequestInit,
  { ms, maxBytes }: { ms: number; maxBytes: number },
): Promise<Fetched> {
  const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(ms) })
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new RangeError(`the answer is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return { status: response.status, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') }
}
