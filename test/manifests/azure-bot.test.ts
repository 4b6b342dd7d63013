import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../../src/root.ts'

const text = readFileSync(join(ROOT, 'manifests', 'teams', 'azure-bot.json'), 'utf8')
const template = JSON.parse(text)

test('the template makes a single-tenant bot at the server’s address, with the Teams channel', () => {
  const [bot, channel] = template.resources
  expect(bot.properties).toMatchObject({
    endpoint: "[concat('https://', parameters('host'), '/api/messages')]",
    msaAppType: 'SingleTenant',
    msaAppId: "[parameters('appId')]",
    msaAppTenantId: "[parameters('tenantId')]",
  })
  expect(channel.properties).toEqual({ channelName: 'MsTeamsChannel', properties: { isEnabled: true } })
  expect(channel.dependsOn).toHaveLength(1)
})

test('every parameter is used and explained, no other is, and none is a secret', () => {
  const used = new Set([...text.matchAll(/parameters\('(\w+)'\)/g)].map(([, name]) => name))
  expect([...used].toSorted()).toEqual(Object.keys(template.parameters).toSorted())
  for (const parameter of Object.values<{ type: string; metadata: { description: string } }>(
    template.parameters,
  )) {
    expect(parameter.type).toBe('string')
    expect(parameter.metadata.description).not.toBe('')
  }
})

test('the guide’s command gives the parameters that have no default', () => {
  const guide = readFileSync(join(ROOT, 'docs', 'teams.md'), 'utf8')
  for (const [name, { defaultValue }] of Object.entries<{ defaultValue?: string }>(template.parameters))
    if (defaultValue === undefined) expect(guide).toContain(`${name}=<`)
})
