import { type DiagnosticCode, diagnostic } from '../diagnostics/codes.js'
import { type Diagnostic, hasErrors, type Outcome, type Span } from '../diagnostics/diagnostic.js'
import type { SchemaDocument, Source, TargetEntry } from './document.js'
import { type Elements, includedSchema, type MainFile, mainFile } from './elements/root.js'
import { type ReadInclude, readIncludes } from './include.js'
import { mergeElements } from './merge.js'
import type { DialectName, Reading, Shape } from './shape/shape.js'
import { limits } from './yaml/limits.js'
import { readYaml } from './yaml/read-yaml.js'

export type DocumentInput = {
  readonly main: Source
  readonly readInclude: ReadInclude
  readonly dialects: readonly DialectName[]
}

/** Reads schema.yaml and what it includes. Every problem of every file is collected; with any error there is no value. */
export const parseDocument = (input: DocumentInput): Outcome<SchemaDocument> => {
  const diagnostics: Diagnostic[] = []
  const reading: Reading = { dialects: input.dialects, report: collector(diagnostics) }
  const main = readFile(input.main, mainFile, reading, diagnostics)
  if (main) checkFolders(main, reading)
  const includes = readIncludes(main?.include?.value ?? [], input, reading)
  const parts: Elements[] = main ? [main] : []
  for (const source of includes) {
    const part = readFile(source, includedSchema, reading, diagnostics)
    if (part) parts.push(part)
  }
  const elements = mergeElements(parts, reading)
  const failed = main === undefined || hasErrors(diagnostics)
  if (failed) return { value: undefined, diagnostics }
  return {
    value: { sources: [input.main, ...includes], ...settingsOf(main, input), ...elements },
    diagnostics,
  }
}

/** A file in which everything is wrong would bury its first problem. */
const collector = (diagnostics: Diagnostic[]): Reading['report'] => {
  return (code: DiagnosticCode, span: Span, message: string, hint?: string): undefined => {
    if (diagnostics.length < limits.problems) diagnostics.push(diagnostic(code, span, message, hint))
    else if (diagnostics.length === limits.problems) {
      const hidden = `More than ${limits.problems} problems; the rest is not shown`
      diagnostics.push(diagnostic('too-many-problems', span, hidden, 'Mend the first ones and run again'))
    }
  }
}

const readFile = <T>(
  source: Source,
  shape: Shape<T>,
  reading: Reading,
  diagnostics: Diagnostic[],
): T | undefined => {
  const { value, diagnostics: problems } = readYaml(source)
  diagnostics.push(...problems)
  return value && shape.read(value, reading, 'The file')
}

const settingsOf = (
  main: MainFile,
  input: DocumentInput,
): Pick<SchemaDocument, 'targets' | 'output' | 'case' | 'repositories' | 'validators'> => ({
  targets: main.dialects?.value ?? allTargets(input),
  output: main.output?.value ?? 'generated',
  case: main.typescript?.value.case?.value ?? 'snake',
  repositories: main.typescript?.value.repositories?.value,
  validators: main.typescript?.value.validators?.value ?? false,
})

/** What stands in the folder of generated files is rewritten and removed, so that nobody's own classes may be there. */
const checkFolders = ({ output, typescript }: MainFile, reading: Reading): void => {
  const own = typescript?.value.repositories
  const generated = output?.value ?? 'generated'
  const taken = generated === '.' ? 'repositories' : generated
  if (own === undefined || !`${own.value}/`.startsWith(`${taken}/`)) return
  const message = `\`repositories\` is in \`${taken}\`, a folder of generated files`
  reading.report(
    'invalid-path',
    own.span,
    message,
    'Keep your own classes beside it, such as in `src/repositories`',
  )
}

const allTargets = ({ main, dialects }: DocumentInput): readonly TargetEntry[] => {
  const start = { line: 1, column: 1, offset: 0 }
  const span = { file: main.file, start, end: start }
  return dialects.map(({ name }) => ({ dialect: { value: name, span }, version: undefined }))
}
