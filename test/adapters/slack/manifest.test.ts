import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { CALLS, COMMANDS, EVENTS } from '../../../adapters/slack/scopes.ts'
import assistantView from '../../../manifests/slack/assistant-view.json' with { type: 'json' }
import manifest from '../../../manifests/slack/manifest.json' with { type: 'json' }
import { ROOT } from '../../../src/root.ts'

const { display_information: shown, features, oauth_config: oauth, settings } = manifest
const FOLDER = join(ROOT, 'adapters', 'slack')
const code = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => readFileSync(join(FOLDER, file), 'utf8'))
  .join('\n')
const named = (pattern: RegExp): string[] =>
  [...new Set([...code.matchAll(pattern)].map(match => match[1] ?? ''))].sort()

describe('what the manifest asks for', () => {
  it('is what the table of scopes needs, no more and no less', () => {
    const needed = [CALLS, EVENTS, COMMANDS]
      .flatMap(table => Object.values(table))
      .filter(scope => scope !== null)
    expect(oauth.scopes.bot.toSorted()).toEqual([...new Set(needed)].sort())
    const heard = [manifest, assistantView].flatMap(m => m.settings.event_subscriptions.bot_events)
    expect([...new Set(heard)].sort()).toEqual(Object.keys(EVENTS).sort())
    expect(features.slash_commands.map(({ command }) => command)).toEqual(Object.keys(COMMANDS))
  })

  it('is what the code does', () => {
    expect(named(/lient\.([a-z]+(?:\.[a-zA-Z0-9]+)+)\(/g)).toEqual(Object.keys(CALLS).sort())
    const types = Object.keys(EVENTS).map(event => event.split('.')[0] ?? '')
    const heard = [
      ...named(/app\.event\('(\w+)'/g),
      ...(code.includes('app.assistant(')
        ? ['assistant_thread_context_changed', 'assistant_thread_started']
        : []),
      ...(code.includes("app.function('find-unit'") ? ['function_executed'] : []),
    ]
    expect(heard.sort()).toEqual(types.sort())
  })

  it('is the same in both forms, but for the form of the agent', () => {
    const { agent_view: agent, ...newer } = manifest.features
    const { assistant_view: assistant, ...older } = assistantView.features
    expect(newer).toEqual(older)
    expect(agent.suggested_prompts).toEqual(assistant.suggested_prompts)
    expect(manifest.oauth_config).toEqual(assistantView.oauth_config)
    expect(manifest.settings.event_subscriptions.bot_events).not.toContain('assistant_thread_started')
    expect(assistantView.settings.event_subscriptions.bot_events).toContain('assistant_thread_started')
    expect(agent.agent_description.length).toBeLessThanOrEqual(300)
    expect(agent.suggested_prompts.length).toBeLessThanOrEqual(4)
  })
})

describe('the manifest', () => {
  it('keeps the lengths of Slack’s manifest reference', () => {
    expect(shown.name.length).toBeLessThanOrEqual(35)
    expect(shown.description.length).toBeLessThanOrEqual(140)
    expect(shown.long_description.length).toBeGreaterThanOrEqual(174)
    expect(shown.long_description.length).toBeLessThanOrEqual(4_000)
    expect(shown.background_color).toMatch(/^#[0-9a-f]{6}$/)
    expect(features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/)
    for (const { command, description, usage_hint: hint } of features.slash_commands) {
      expect(command).toMatch(/^\/[a-z]{1,31}$/)
      expect(description.length).toBeLessThanOrEqual(2_000)
      expect(hint.length).toBeLessThanOrEqual(1_000)
    }
  })

  it('leads every request to the one door', () => {
    const addresses = JSON.stringify(manifest).match(/https?:[^"]+/g)
    expect(addresses).toHaveLength(5)
    expect(new Set(addresses)).toEqual(
      new Set(['https://your-host.example/slack/events', 'https://your-host.example/slack/oauth_redirect']),
    )
  })

  it('lets people write to the bot, over HTTP', () => {
    expect(features.app_home).toMatchObject({
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    })
    expect(settings.socket_mode_enabled).toBe(false)
    expect(settings.interactivity.is_enabled).toBe(true)
  })

  it('is of the type that @slack/web-api gives it, and a wrong one is not', () => {
    // Two that the types of @slack/web-api 8.2 leave out, though Slack documents both.
    expect(errors.good).toEqual([
      expect.stringContaining('"assistant:write"'),
      expect.stringContaining('"function_executed"'),
    ])
    expect(errors.bad.join()).toContain('"chat:shout"')
  })
})

/** Compiled as a literal: imported, JSON has wider types than a manifest may have. */
function compile(sources: Readonly<Record<'good' | 'bad', string>>): Record<'good' | 'bad', string[]> {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
  }
  const path = (name: string): string => join(ROOT, 'test', `${name}.virtual.ts`)
  const text = (name: 'good' | 'bad'): string =>
    `import type { AppsManifestCreateArguments } from '@slack/web-api'
     export const manifest: AppsManifestCreateArguments['manifest'] = ${sources[name]}`
  const virtual = new Map([
    [path('good'), text('good')],
    [path('bad'), text('bad')],
  ])
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = file => virtual.has(file) || fileExists.call(host, file)
  host.getSourceFile = (file, version, ...rest) => {
    const source = virtual.get(file)
    return source === undefined
      ? getSourceFile.call(host, file, version, ...rest)
      : ts.createSourceFile(file, source, version)
  }
  const program = ts.createProgram([...virtual.keys()], options, host)
  const errorsOf = (name: string): string[] =>
    program
      .getSemanticDiagnostics(program.getSourceFile(path(name)))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
  return { good: errorsOf('good'), bad: errorsOf('bad') }
}

const json = JSON.stringify(manifest)
const errors = compile({ good: json, bad: json.replace('"chat:write"', '"chat:shout"') })
