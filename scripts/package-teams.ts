import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { config as loadEnvironment } from 'dotenv'
import { zipSync } from 'fflate'
import { ROOT } from '../src/root.ts'
import { SETTINGS } from '../src/settings.ts'

const FOLDER = join(ROOT, 'manifests', 'teams')
/** All at the top of the archive, as Teams wants them. */
const FILES = ['manifest.json', 'fr.json', 'es.json', 'color.png', 'outline.png'] as const

/** What keeps the package from being made, one line a fault. */
export class PackageError extends Error {
  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.name = 'PackageError'
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The archive that an administrator uploads: the manifest, filled in for one registration and one server.
 * The same input gives the same bytes.
 *
 * @throws PackageError with every fault at once
 */
export function packageTeams(env: Environment): Uint8Array {
  const values = placeholders(env)
  const files = FILES.map(name => {
    const bytes = readFileSync(join(FOLDER, name))
    return [name, name === 'manifest.json' ? fill(bytes.toString('utf8'), values) : bytes] as const
  })
  return zipSync(Object.fromEntries(files), { mtime: '2026-01-01T00:00:00' })
}

function placeholders(env: Environment): Readonly<Record<string, string>> {
  const faults: string[] = []
  const read = (name: 'MicrosoftAppId' | 'PUBLIC_URL', example: string): string => {
    const parsed = SETTINGS[name].schema.safeParse(env[name]?.trim())
    if (!parsed.success) faults.push(`${name} is missing or not valid -> ${example}`)
    return parsed.data ?? ''
  }
  const appId = read('MicrosoftAppId', 'the app id of the Azure bot registration, a GUID')
  const publicUrl = read('PUBLIC_URL', 'where Teams reaches this server, such as https://oim-bot.example.org')
  if (publicUrl && !publicUrl.startsWith('https://'))
    faults.push('PUBLIC_URL must begin with https:// -> Teams calls no other')
  if (faults.length > 0) throw new PackageError(faults)
  return { APP_ID: appId, PUBLIC_URL: publicUrl, PUBLIC_HOST: new URL(publicUrl).host }
}

/** As JSON, so that no value can break out of its string. */
function fill(template: string, values: Readonly<Record<string, string>>): Uint8Array {
  const filled = template.replace(/\{\{(\w+)\}\}/g, (whole, name: string) =>
    JSON.stringify(values[name] ?? whole).slice(1, -1),
  )
  return new TextEncoder().encode(filled)
}

function main(): void {
  loadEnvironment({ path: join(ROOT, '.env'), quiet: true })
  const target = join(ROOT, 'oim-bot-teams.zip')
  try {
    writeFileSync(target, packageTeams(process.env))
    process.stderr.write(`${target}: upload it in Teams, or in the admin centre under Manage apps\n`)
  } catch (error) {
    if (!(error instanceof PackageError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
