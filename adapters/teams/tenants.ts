import type { TeamsConfig } from '../../src/config.ts'

/** Whether people of these tenants, as an activity or a reference names them, may use the bot. */
export function createTenantCheck(config: TeamsConfig): (tenants: readonly string[]) => boolean {
  if (config.mode !== 'authenticated' || config.allowedTenants.length === 0) return () => true
  const allowed = new Set(config.allowedTenants.map(tenant => tenant.toLowerCase()))
  return tenants => tenants.length > 0 && tenants.every(tenant => allowed.has(tenant))
}
