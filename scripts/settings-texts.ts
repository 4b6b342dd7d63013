import { SETTING_NAMES, SETTINGS, type SettingName } from '../src/settings.ts'

/** The settings by group, in the order of the table. */
function groups(): [string, SettingName[]][] {
  const names = [...new Set(SETTING_NAMES.map(name => SETTINGS[name].group))]
  return names.map(group => [group, SETTING_NAMES.filter(name => SETTINGS[name].group === group)])
}

const HEADINGS: Readonly<Record<string, string>> = {
  Process: 'The process. Everything has a default: with no line at all the preview runs.',
  Slack: 'Slack. Off while all are empty.',
  Teams: 'Microsoft Teams. Off while all are empty.',
}

/** `.env.example`: copied to `.env`, it changes nothing until somebody takes a `#` away. */
export function environmentExample(): string {
  const sections = groups().map(([group, names]) =>
    [
      `## ${HEADINGS[group] ?? group}`,
      ...names.map(name => `\n# ${SETTINGS[name].meaning}\n#${name}=${SETTINGS[name].example}`),
    ].join('\n'),
  )
  return `# Copy to .env and fill in what you need. An empty variable counts as none.\n\n${sections.join('\n\n')}\n`
}

/** The table of the README and docs/operate.md. */
export function settingsTable(): string {
  const rows = groups().flatMap(([group, names]) =>
    names.map(name => {
      const { meaning, example } = SETTINGS[name]
      return `| ${group} | \`${name}\` | ${cell(meaning)} | ${example ? `\`${cell(example)}\`` : ''} |`
    }),
  )
  return `| | Variable | Meaning | Example |\n| --- | --- | --- | --- |\n${rows.join('\n')}\n`
}

const cell = (text: string): string => text.replaceAll('|', '\\|')
