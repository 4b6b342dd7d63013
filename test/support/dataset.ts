import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { newFolder } from './organisation.ts'

/** Everything that a tiny dataset needs beside its branches. */
export const SOURCE = `citation: { fr: "Source : l. {lines}", en: "Source: l. {lines}", es: "Fuente: l. {lines}" }
description: { fr: "Un registre inventé.", en: "An invented register.", es: "Un registro inventado." }
`

/** Fields of an entity as YAML, each in place of the sound one; `undefined` leaves the field out. */
export type Fields = Readonly<Record<string, string | undefined>>

/** One entity of a branch file, a line a field: a sound one, save for what `fields` says. */
export function entityYaml(id: string, fields: Fields = {}): string {
  const all: Fields = {
    kind: 'unit',
    name: `{ fr: "${id} fr", en: "${id} en", es: "${id} es" }`,
    nameOrigin: '{ en: ours, es: ours }',
    summary: '{ fr: "Garde les côtes.", en: "Guards the coasts.", es: "Guarda las costas." }',
    handles: '[{ fr: "phares", en: "lights", es: "faros", source: [[1, 2]] }]',
    aliases: '{ fr: [], en: [], es: [] }',
    source: '[[1, 2]]',
    ...fields,
  }
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name}: ${value}\n`],
  )
  return `- id: ${id}\n${lines.join('')}`
}

/** A dataset in a folder of its own, from its files by path; sound unless the files say otherwise. */
export function writeDataset(files: Readonly<Record<string, string>> = {}): string {
  const dir = newFolder()
  const all = { 'source.yaml': SOURCE, 'directory/lights.yaml': entityYaml('phares'), ...files }
  for (const [name, content] of Object.entries(all)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true })
    writeFileSync(join(dir, name), content)
  }
  return dir
}
