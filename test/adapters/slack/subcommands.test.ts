import { expect, it } from 'vitest'
import { readSubcommand } from '../../../adapters/slack/subcommands.ts'

it.each([
  ['unit trésorerie', { text: 'trésorerie', intent: 'find' }],
  ['Unité de la trésorerie', { text: 'de la trésorerie', intent: 'find' }],
  ['unidad tesorería', { text: 'tesorería', intent: 'find' }],
  ['escalate phishing', { text: 'phishing', intent: 'escalate' }],
  ['escalader  un mail', { text: 'un mail', intent: 'escalate' }],
  ['escalar phishing', { text: 'phishing', intent: 'escalate' }],
  ['where treasury', { text: 'treasury', intent: 'located' }],
  ['où trésorerie', { text: 'trésorerie', intent: 'located' }],
  ['dónde tesorería', { text: 'tesorería', intent: 'located' }],
  ['list finance', { text: 'finance', intent: 'children' }],
  ['liste finances', { text: 'finances', intent: 'children' }],
  ['HELP', { text: '', intent: 'help' }],
  ['aide', { text: '', intent: 'help' }],
  ['ayuda', { text: '', intent: 'help' }],
  ['unit', { text: '', intent: 'find' }],
  ['', { text: '' }],
  ['lang fr', { language: 'fr' }],
  ['langue Français', { language: 'fr' }],
  ['language english', { language: 'en' }],
  ['idioma español', { language: 'es' }],
  ['lang', { language: undefined }],
])('/oim %s is a sub-command where it is one', (typed, asked) => {
  expect(readSubcommand(typed)).toEqual(asked)
})

it.each([
  'trésorerie',
  'where do I escalate a phishing mail?',
  'où est la division du budget ?',
  'dónde está compras',
  'liste des unités à Manille',
  'list the divisions of finance',
  'help me with my contract',
  'constructor',
  'language training',
  'lang constructor',
  'langue officielle de l’OIM',
])('/oim %s is a question as it stands', typed => {
  expect(readSubcommand(typed)).toEqual({ text: typed })
})
