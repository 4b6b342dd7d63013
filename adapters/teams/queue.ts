/** Runs the tasks of one key one after the other, those of different keys side by side. */
export type Queue = <T>(key: string, task: () => Promise<T>) => Promise<T>

export function createQueue(): Queue {
  const last = new Map<string, Promise<unknown>>()
  return async (key, task) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(task)
    const settled = mine.catch(() => undefined)
    last.set(key, settled)
    try {
      return await mine
    } finally {
      if (last.get(key) === settled) last.delete(key)
    }
  }
}
