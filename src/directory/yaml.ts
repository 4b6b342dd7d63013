import { readFileSync } from 'node:fs'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { createFault, type Fault, type FaultPlace } from './faults.ts'

export type Path = readonly PropertyKey[]

/** A YAML file, with the place of each value for the faults that are found in it. */
export interface YamlFile {
  /** Relative to the dataset's folder, as faults name it. */
  name: string
  value: unknown
  faults: readonly Fault[]
  at(path: Path): FaultPlace
}

/** @param path where the file lies; @param name how faults shall call it. */
export function readYaml(path: string, name: string): YamlFile {
  const lines = new LineCounter()
  const doc = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines, uniqueKeys: true })
  const place = (offset: number, field: string): FaultPlace => {
    const { line, col } = lines.linePos(offset)
    return { file: name, line: Math.max(line, 1), column: Math.max(col, 1), field }
  }
  const offsetOf = (path: Path): number => {
    const node = doc.getIn(path, true)
    if (isNode(node) && node.range) return node.range[0]
    return path.length > 0 ? offsetOf(path.slice(0, -1)) : 0
  }
  const invalid = (offset: number, message: string): Fault =>
    createFault('DATA_YAML_INVALID', place(offset, '-'), { reason: reasonOf(message) })
  const errors = doc.errors.map(e => invalid(e.pos[0], e.message))
  const { value, faults } = errors.length > 0 ? { value: undefined, faults: errors } : toValue(doc, invalid)
  return {
    name,
    value,
    faults,
    at: path => place(offsetOf(path), fieldName(path)),
  }
}

type Value = Pick<YamlFile, 'value' | 'faults'>

/** An alias that names no anchor, or aliases that multiply beyond all use, come to light only here. */
function toValue(doc: Document, invalid: (offset: number, message: string) => Fault): Value {
  try {
    return { value: doc.toJS(), faults: [] }
  } catch (error) {
    return { value: undefined, faults: [invalid(0, error instanceof Error ? error.message : String(error))] }
  }
}

/** The library's first line, less the place and the colon: the fault names the place itself. */
const reasonOf = (message: string): string =>
  (message.split('\n')[0] ?? message).replace(/( at line \d+, column \d+)?:?$/, '')

/** `[4, 'handles', 2, 'fr']` (the fifth entity of a branch) is written `handles[2].fr`. */
export function fieldName(path: Path): string {
  const inEntity = typeof path[0] === 'number' ? path.slice(1) : path
  const name = inEntity.reduce<string>(
    (so, key) => (typeof key === 'number' ? `${so}[${key}]` : so ? `${so}.${String(key)}` : String(key)),
    '',
  )
  return name || '-'
}
