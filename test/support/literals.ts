import { join } from 'node:path'
import ts from 'typescript'
import { ROOT } from '../../src/root.ts'

/** A value to be held against a type of a library. */
export interface Literal {
  type: string
  value: unknown
}

/**
 * What the compiler says against each value as a literal of its type: it knows every property that the
 * type has, and refuses any other. @param imports what brings the types in
 */
export function typeFaultsOf(imports: string, literals: readonly Literal[]): readonly string[] {
  const path = join(ROOT, 'test', 'literals.virtual.ts')
  const lines = literals.map(({ type, value }, i) => `export const v${i}: ${type} = ${JSON.stringify(value)}`)
  const text = [imports, ...lines].join('\n')
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = file => file === path || fileExists.call(host, file)
  host.getSourceFile = (file, version, ...rest) =>
    file === path
      ? ts.createSourceFile(file, text, version)
      : getSourceFile.call(host, file, version, ...rest)
  const program = ts.createProgram([path], options, host)
  const source = program.getSourceFile(path)
  return program
    .getSemanticDiagnostics(source)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}
