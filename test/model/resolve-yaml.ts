import { hasErrors } from '../../generator/diagnostics/diagnostic.js'
import { formatDiagnostics } from '../../generator/diagnostics/format.js'
import { dialects } from '../../generator/dialects/index.js'
import { parseDocument } from '../../generator/document/parse.js'
import type { Resolved, Table } from '../../generator/model/model.js'
import { resolveModel } from '../../generator/model/resolve.js'

const outcomeOf = (text: string) => {
  const main = { file: 'schema.yaml', text }
  const parsed = parseDocument({ main, readInclude: () => undefined, dialects })
  if (parsed.value === undefined) {
    throw new Error(formatDiagnostics(parsed.diagnostics, [main], { color: false }))
  }
  return { main, outcome: resolveModel(parsed.value, dialects) }
}

/** The model of a schema that has to be right. */
export const resolveYaml = (text: string): Resolved => {
  const { main, outcome } = outcomeOf(text)
  if (outcome.value === undefined || hasErrors(outcome.diagnostics)) {
    throw new Error(formatDiagnostics(outcome.diagnostics, [main], { color: false }))
  }
  return outcome.value
}

export const tableOf = (text: string, name: string): Table => {
  const table = resolveYaml(text).model.tables.find((candidate) => candidate.name === name)
  if (table === undefined) throw new Error(`no table ${name}`)
  return table
}

/** What is said of a schema that only the model finds wrong: `code: message (hint)`, in the order of the file. */
export const problemsOf = (text: string): readonly string[] =>
  outcomeOf(text).outcome.diagnostics.map(
    ({ code, message, hint, span }) =>
      `${span?.start.line} ${code}: ${message}${hint === undefined ? '' : ` | ${hint}`}`,
  )
