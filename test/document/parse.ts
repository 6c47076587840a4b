import type { Outcome } from '../../generator/diagnostics/diagnostic.js'
import { formatDiagnostics } from '../../generator/diagnostics/format.js'
import type { SchemaDocument } from '../../generator/document/document.js'
import { parseDocument } from '../../generator/document/parse.js'
import { dialects } from './dialects.js'

/** Parses a schema with its included files, all given as text by name. */
export const parseFiles = (files: { readonly [file: string]: string }): Outcome<SchemaDocument> =>
  parseDocument({
    main: { file: 'schema.yaml', text: files['schema.yaml'] ?? '' },
    readInclude: (file) => (files[file] === undefined ? undefined : { file, text: files[file] }),
    dialects,
  })

export const parse = (text: string): Outcome<SchemaDocument> => parseFiles({ 'schema.yaml': text })

/** The document of a text that must be valid. */
export const valid = (text: string): SchemaDocument => {
  const { value, diagnostics } = parse(text)
  if (value) return value
  throw new Error(formatDiagnostics(diagnostics, [{ file: 'schema.yaml', text }], { color: false }))
}

/** Code, line and column of every problem, such as `unknown-key 3:5`. */
export const problems = (text: string): readonly string[] =>
  parse(text).diagnostics.map(({ code, span }) => `${code} ${span?.start.line}:${span?.start.column}`)

/** The only problem of a text, as `code: message (hint)`. */
export const problem = (text: string): string => {
  const { diagnostics } = parse(text)
  const [first] = diagnostics
  if (diagnostics.length !== 1 || !first)
    throw new Error(`${diagnostics.length} problems: ${JSON.stringify(diagnostics)}`)
  return `${first.code}: ${first.message}${first.hint ? ` (${first.hint})` : ''}`
}

/** The first column of a schema with one table, from the YAML of the column. */
export const column = (yaml: string): SchemaDocument['tables'][number]['columns'][number] => {
  const found = valid(`tables: { t: { columns: { c: ${yaml} } } }`).tables[0]?.columns[0]
  if (!found) throw new Error('no column')
  return found
}
