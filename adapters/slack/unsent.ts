/** Deliveries whose answer was found and could not be sent: the next attempt only sends. */
export interface Unsent {
  /**
   * Runs `make`, then `send`. Where sending fails, the next call with this id sends what was made before:
   * a question asked twice would count as two turns, and a star pressed twice would be none.
   * @param id of the delivery, which always comes with the same `make`
   */
  once<T>(id: string, make: () => Promise<T>, send: (made: T) => Promise<void>): Promise<void>
}

/** Beyond this the oldest are made anew. */
const MOST = 1_000

export function createUnsent(): Unsent {
  /** A last attempt by delivery: it holds what was made. */
  const kept = new Map<string, () => Promise<void>>()

  function keep(id: string, attempt: () => Promise<void>): void {
    kept.set(id, attempt)
    const [oldest] = kept.keys()
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest)
  }

  return {
    async once(id, make, send) {
      const attempt = kept.get(id) ?? (await made(make, send))
      kept.delete(id)
      try {
        await attempt()
      } catch (error) {
        keep(id, attempt)
        throw error
      }
    },
  }
}

async function made<T>(
  make: () => Promise<T>,
  send: (made: T) => Promise<void>,
): Promise<() => Promise<void>> {
  const result = await make()
  return () => send(result)
}
