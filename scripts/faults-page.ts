import { createFault, FAULT_CODES, type FAULTS, type FaultCode } from '../src/directory/faults.ts'

type About<C extends FaultCode> = Parameters<(typeof FAULTS)[C]['says']>[0]

/** What each code is about, once: the compiler asks for an example with every new code. */
const EXAMPLES: { readonly [C in FaultCode]: About<C> } = {
  DATA_FILE_MISSING: { file: 'source.yaml' },
  DATA_YAML_INVALID: { reason: 'Map keys must be unique' },
  DATA_SHAPE_INVALID: { reason: '"sumary" is no field here' },
  DATA_TEXT_MISSING: { what: 'summary.es' },
  DATA_TEXT_TOO_LONG: { longest: 280, length: 301 },
  DATA_SHORT_MISSING: { id: 'div-tresorerie', longest: 75 },
  DATA_ID_DUPLICATE: { id: 'div-tresorerie', first: 'directory/finance-administration.yaml:120' },
  DATA_PARENT_UNKNOWN: {
    id: 'div-tresorerie',
    parent: 'dept-finance-administration',
    near: 'dept-finances-administration',
  },
  DATA_PARENT_CYCLE: { path: ['div-tresorerie', 'div-budget', 'div-tresorerie'] },
  DATA_REFERENCE_UNKNOWN: { target: 'dept-tics', near: 'dept-tic' },
  DATA_REGION_UNKNOWN: { region: 'west-africa', near: 'western-africa' },
  DATA_ALIAS_CLAIMED_TWICE: { alias: 'RH', other: 'dept-ressources-humaines' },
  DATA_ASK_CLAIMED_TWICE: { ask: 'qui paie mon salaire ?', other: 'dept-ressources-humaines' },
  DATA_INFERRED_FIELD_UNKNOWN: { field: 'handles[9]' },
  DATA_SOURCE_RANGE_REVERSED: { from: 149, to: 148 },
  DATA_COUNTRY_UNKNOWN: { country: 'XX' },
}

/** docs/faults.md, printed from the catalogue so that no code lacks its remedy. */
export function faultsPage(): string {
  return `# Faults of a dataset

Made from the catalogue in \`src/directory/faults.ts\` by \`npm run generate\`: change it there.

    npm run --silent oim -- check

names every fault at once, as \`file:line:column field CODE message -> remedy\`. With \`--draft\` it tolerates
texts that are still to be written.

| Code | Says, for example | Remedy |
| --- | --- | --- |
${FAULT_CODES.map(row).join('\n')}
`
}

const PLACE = { file: '', line: 1, column: 1, field: '-' }

function row<C extends FaultCode>(code: C): string {
  const { message, remedy } = createFault(code, PLACE, EXAMPLES[code])
  return `| \`${code}\` | ${cell(message)} | ${cell(remedy)} |`
}

/** As text: no bar ends the cell, no angle bracket opens a tag. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
