import type { RequestHandler } from 'express'
import type { ServerOptions } from './index.ts'

type ReadinessOptions = Pick<ServerOptions, 'ping' | 'readyWithinMs'> & { isClosing: () => boolean }

/** 200 while questions can be taken; 503 where the store is silent, or the server is closing. */
export function createReadiness({ ping, readyWithinMs = 1000, isClosing }: ReadinessOptions): RequestHandler {
  return async (_request, response) => {
    const status = isClosing() ? 'closing' : (await answersWithin(ping, readyWithinMs)) ? 'ok' : 'store'
    response
      .status(status === 'ok' ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ status })
  }
}

async function answersWithin(ping: () => Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>(resolve => {
    timer = setTimeout(resolve, ms, false)
  })
  const answered = ping().then(
    () => true,
    () => false,
  )
  try {
    return await Promise.race([answered, late])
  } finally {
    clearTimeout(timer)
  }
}
