/**
 * Tells the person that an answer is on its way, where it takes longer than `ms`. One timer a turn: a quick
 * turn elsewhere stops nobody else's, and a notice that does not go out costs nothing.
 */
export async function whileTyping<T>(
  ms: number,
  tell: () => Promise<unknown>,
  task: () => Promise<T>,
): Promise<T> {
  const timer = setTimeout(() => void tell().catch(() => undefined), ms)
  try {
    return await task()
  } finally {
    clearTimeout(timer)
  }
}
