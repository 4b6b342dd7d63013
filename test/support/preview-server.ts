import { Registry } from 'prom-client'
import { createPreview } from '../../adapters/preview/index.ts'
import type { Services } from '../../src/adapter.ts'
import { createServer, type Server } from '../../src/server/index.ts'
import { createFakeServices, type FakeServices } from './fake-core.ts'
import { PERIODS } from './periods.ts'

export interface PreviewServer extends FakeServices {
  readonly url: string
  readonly server: Server
}

/** The preview on a port of its own, over the fake core. */
export async function startPreview(
  change: (services: Services) => Services = s => s,
): Promise<PreviewServer> {
  const fake = await createFakeServices()
  const services = change(fake.services)
  const server = createServer({
    adapters: [createPreview(services, { defaultLang: 'fr' })],
    log: services.log,
    translate: services.translate,
    defaultLang: 'fr',
    unitCard: () => undefined,
    ping: () => services.store.ping(),
    metrics: new Registry(),
    adminToken: undefined,
    periods: PERIODS,
  })
  const { port } = await server.listen('127.0.0.1', 0)
  return { ...fake, services, server, url: `http://127.0.0.1:${port}` }
}
