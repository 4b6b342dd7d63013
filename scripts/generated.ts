import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../src/root.ts'
import { editorSchemas } from './editor-schemas.ts'
import { faultsPage } from './faults-page.ts'
import { environmentExample, settingsTable } from './settings-texts.ts'
import { slackManifests } from './slack-manifests.ts'

/** A file that is made from the code, or has a part that is. */
interface Generated {
  /** Below the project's folder. */
  path: string
  content: string
}

/** Pages that show the settings between these markers, once they exist and have them. */
const PAGES = ['README.md', 'docs/operate.md']
const SETTINGS_BLOCK = /(<!-- settings -->\n)[\s\S]*?(<!-- \/settings -->)/g

/** Every generated file as it should be. The same code and the same pages give the same bytes. */
export function generatedFiles(root = ROOT): Generated[] {
  return [
    ...Object.entries(editorSchemas()).map(([path, content]) => ({ path, content })),
    { path: '.env.example', content: environmentExample() },
    { path: 'docs/faults.md', content: faultsPage() },
    ...slackManifests(),
    ...PAGES.flatMap(path => {
      const page = readIfThere(join(root, path))
      return page?.match(SETTINGS_BLOCK) ? [{ path, content: withSettings(page) }] : []
    }),
  ]
}

/** A page with the table of settings put anew between its markers. */
export function withSettings(page: string): string {
  return page.replace(SETTINGS_BLOCK, (_, start: string, end: string) => `${start}${settingsTable()}${end}`)
}

/**
 * Writes what differs; with `check`, only names it.
 * @returns the exit code: 1 where a check finds a difference
 */
export function generate(check: boolean, say: (line: string) => void, root = ROOT): number {
  const differing = generatedFiles(root).filter(
    ({ path, content }) => readIfThere(join(root, path)) !== content,
  )
  for (const { path, content } of differing) {
    if (!check) write(join(root, path), content)
    say(check ? `${path} is out of date -> npm run generate` : `${path} written`)
  }
  return check && differing.length > 0 ? 1 : 0
}

function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}

const readIfThere = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, 'utf8') : undefined

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  process.exitCode = generate(process.argv.includes('--check'), line => process.stderr.write(`${line}\n`))
