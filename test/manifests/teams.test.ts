import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { AppManifestUtils, TeamsManifestConverter } from '@microsoft/app-manifest'
import { Ajv } from 'ajv'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { drawColor, drawOutline } from '../../scripts/draw-icons.ts'
import { PackageError, packageTeams } from '../../scripts/package-teams.ts'
import { ROOT } from '../../src/root.ts'

const APP_ID = '0f4b3a52-8c1d-4d7e-9a36-1c2b3d4e5f60'
const ENV = { MicrosoftAppId: APP_ID, PUBLIC_URL: 'https://oim.example.org/' }
const SCHEMAS = join(ROOT, '..', 'shared', 'schemas')
const areSchemasHere = existsSync(SCHEMAS)

const files = unzipSync(packageTeams(ENV))
const textOf = (name: string): string => strFromU8(files[name] ?? new Uint8Array())
const bytesOf = (name: string): Buffer => Buffer.from(files[name] ?? [])

/** Draft 4: the keywords used mean the same in ajv's own draft; one pattern is not valid with the flag u. */
function faults(schemaFile: string, value: unknown): unknown[] {
  const { $schema: _draft, ...schema } = JSON.parse(readFileSync(join(SCHEMAS, schemaFile), 'utf8'))
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema)
  return validate(value) ? [] : (validate.errors ?? [])
}

describe('the archive', () => {
  test('holds the five files, at its top', () => {
    expect(Object.keys(files).toSorted()).toEqual([
      'color.png',
      'es.json',
      'fr.json',
      'manifest.json',
      'outline.png',
    ])
  })

  test('is filled in for the registration and the server', () => {
    const manifest = JSON.parse(textOf('manifest.json'))
    expect(manifest).toMatchObject({
      id: APP_ID,
      bots: [{ botId: APP_ID }],
      validDomains: ['oim.example.org'],
      developer: { websiteUrl: 'https://oim.example.org/unit/oim' },
    })
    expect(textOf('manifest.json')).not.toContain('{{')
  })

  test('has the same bytes each time', () => {
    expect(Buffer.from(packageTeams(ENV)).equals(Buffer.from(packageTeams(ENV)))).toBe(true)
  })

  test.each([
    [{}, ['MicrosoftAppId', 'PUBLIC_URL']],
    [{ ...ENV, MicrosoftAppId: 'not-a-guid' }, ['MicrosoftAppId']],
    [{ ...ENV, PUBLIC_URL: 'http://oim.example.org' }, ['https://']],
    [{ ...ENV, PUBLIC_URL: 'oim.example.org' }, ['PUBLIC_URL']],
  ])('is refused for %j, with a line for each fault', (env, named) => {
    expect(() => packageTeams(env)).toThrow(PackageError)
    try {
      packageTeams(env)
    } catch (error) {
      const lines = String((error as Error).message).split('\n')
      expect(lines).toHaveLength(named.length)
      named.forEach((name, i) => {
        expect(lines[i]).toContain(name)
      })
    }
  })
})

describe('the manifest', () => {
  test('satisfies Microsoft’s own checks for 1.22', async () => {
    const manifest = TeamsManifestConverter.jsonToManifest(textOf('manifest.json'))
    expect(manifest.manifestVersion).toBe('1.22')
    expect(await AppManifestUtils.validateAgainstSchema(manifest)).toEqual([])
  })

  test('which refuse a broken one', async () => {
    const broken = textOf('manifest.json').replace('#0033A0', 'blue')
    const manifest = TeamsManifestConverter.jsonToManifest(broken)
    expect(await AppManifestUtils.validateAgainstSchema(manifest)).not.toEqual([])
  })

  test.runIf(areSchemasHere)('fits the published schema', () => {
    const manifest = JSON.parse(textOf('manifest.json'))
    expect(faults('teams-manifest-1.22.json', manifest)).toEqual([])
    expect(faults('teams-manifest-1.22.json', { ...manifest, accentColor: 'blue' })).not.toEqual([])
  })

  test.runIf(areSchemasHere).each(['fr.json', 'es.json'])('%s fits the published schema', name => {
    const texts = JSON.parse(textOf(name))
    expect(faults('teams-localization-1.22.json', texts)).toEqual([])
    expect(faults('teams-localization-1.22.json', { ...texts, 'name.short': 'x'.repeat(31) })).not.toEqual([])
  })

  test('the published schemas lie beside the project in CI', () => {
    expect(areSchemasHere || process.env.CI !== 'true').toBe(true)
  })

  test('offers the bot and its commands in every scope', () => {
    const [bot] = JSON.parse(textOf('manifest.json')).bots
    expect(bot.scopes).toEqual(['personal', 'team', 'groupChat'])
    expect(bot.commandLists[0].scopes).toEqual(bot.scopes)
    expect(bot.commandLists[0].commands.map((command: { title: string }) => command.title)).toEqual([
      'unit',
      'escalate',
      'where',
      'help',
    ])
  })

  test('offers search while writing and in the command bar, a question on a message, and cards for links', () => {
    const [extension] = JSON.parse(textOf('manifest.json')).composeExtensions
    expect(extension.botId).toBe(APP_ID)
    expect(extension.commands).toMatchObject([
      { type: 'query', context: ['compose', 'commandBox'], initialRun: true, parameters: [{ name: 'text' }] },
      { type: 'action', context: ['message'], fetchTask: true },
    ])
    expect(extension.messageHandlers[0].value.domains).toEqual(['oim.example.org'])
  })

  test.each(['fr.json', 'es.json'])('%s translates every text', name => {
    const {
      name: names,
      description,
      bots,
      composeExtensions,
      staticTabs,
    } = JSON.parse(textOf('manifest.json'))
    const texts = textPaths({ name: names, description, bots, composeExtensions, staticTabs })
    expect(texts.length).toBeGreaterThan(15)
    expect(Object.keys(JSON.parse(textOf(name))).toSorted()).toEqual(['$schema', ...texts].toSorted())
  })
})

/** Where a manifest holds words that people read, as the localisation files name them. */
function textPaths(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((part, i) => textPaths(part, `${path}[${i}]`))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, part]) => textPaths(part, path ? `${path}.${name}` : name))
  const isText = /(^name\.|\.title$|description|staticTabs\[\d\]\.name$)/.test(path)
  return isText && typeof value === 'string' ? [path] : []
}

/** The pixels of an image that encodePng wrote: 8 bits, four channels, no filter. */
function pixelsOf(png: Buffer): { size: number; pixels: number[][] } {
  const size = png.readUInt32BE(16)
  expect([size, ...png.subarray(24, 29)]).toEqual([png.readUInt32BE(20), 8, 6, 0, 0, 0])
  const length = png.readUInt32BE(33)
  const rows = inflateSync(png.subarray(41, 41 + length))
  const pixels = Array.from({ length: size * size }, (_pixel, i) => {
    const start = Math.floor(i / size) * (size * 4 + 1) + 1 + (i % size) * 4
    return [...rows.subarray(start, start + 4)]
  })
  return { size, pixels }
}

describe('the icons', () => {
  test('outline: 32 by 32, white on nothing', () => {
    const { size, pixels } = pixelsOf(bytesOf('outline.png'))
    expect(size).toBe(32)
    for (const [red, green, blue] of pixels) expect([red, green, blue]).toEqual([255, 255, 255])
    const alphas = pixels.map(pixel => pixel[3] ?? 0)
    expect(alphas.filter(alpha => alpha === 0).length).toBeGreaterThan(pixels.length / 2)
    expect(alphas.filter(alpha => alpha === 255).length).toBeGreaterThan(50)
  })

  test('colour: 192 by 192, without transparency', () => {
    const { size, pixels } = pixelsOf(bytesOf('color.png'))
    expect(size).toBe(192)
    expect(pixels.every(pixel => pixel[3] === 255)).toBe(true)
    expect(new Set(pixels.map(pixel => pixel.join())).size).toBeGreaterThan(3)
  })

  test('are what the script draws', () => {
    expect(bytesOf('color.png').equals(drawColor())).toBe(true)
    expect(bytesOf('outline.png').equals(drawOutline())).toBe(true)
  })
})
