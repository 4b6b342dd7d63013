import { withDeadline } from '../../../src/deadline.ts'
import type { Secret } from '../../../src/secret.ts'
import type { Store } from '../../../src/store/store.ts'
import { type Installation, parseInstallation } from './installation.ts'

/** An installation as the store has it. */
export interface Kept {
  installation: Installation
  sealed: string
  installedAt: Date
}

/** The installations in the store: encrypted there, and asked for with a deadline. */
export interface KeptInstallations {
  /** @throws Error where the store does not answer, or it was sealed with another key */
  get(id: string): Promise<Kept | undefined>
  put(installation: Installation): Promise<void>
  renew(next: Installation, before: Kept): Promise<boolean>
  lease(id: string, leaseMs: number): Promise<boolean>
  remove(id: string): Promise<boolean>
}

const STORE_MS = 2_000

const keyOf = (id: string): string => `slack:${id}`

export function createKeptInstallations({ installations }: Store, secret: Secret): KeptInstallations {
  const inTime = <T>(task: Promise<T>): Promise<T> =>
    withDeadline('the store of installations', STORE_MS, task)
  const seal = (installation: Installation): string => secret.seal(JSON.stringify(installation))
  return {
    async get(id) {
      const row = await inTime(installations.get(keyOf(id)))
      return row && { ...row, installation: parseInstallation(secret.open(row.sealed)) }
    },
    put: installation => inTime(installations.put(keyOf(installation.id), seal(installation))),
    renew: (next, { sealed }) => inTime(installations.renew(keyOf(next.id), seal(next), sealed)),
    lease: (id, leaseMs) => inTime(installations.lease(keyOf(id), leaseMs)),
    remove: id => inTime(installations.remove(keyOf(id))),
  }
}
