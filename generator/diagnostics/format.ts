import picocolors from 'picocolors'
import type { Diagnostic, Span } from './diagnostic.js'
import { excerpt } from './excerpt.js'

type SourceText = { readonly file: string; readonly text: string }
type Colors = ReturnType<typeof picocolors.createColors>

/** All diagnostics as people read them: place, code and message, the line with a caret, what to do, and a summary. */
export const formatDiagnostics = (
  diagnostics: readonly Diagnostic[],
  sources: readonly SourceText[],
  options: { readonly color: boolean },
): string => {
  if (diagnostics.length === 0) return ''
  const colors = picocolors.createColors(options.color)
  const linesOf = lineReader(sources)
  const parts = sortDiagnostics(diagnostics).map((diagnostic) => formatOne(diagnostic, linesOf, colors))
  return `${[...parts, summary(diagnostics)].join('\n\n')}\n`
}

/** By file, line and column; what has no place comes first. */
export const sortDiagnostics = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.toSorted((a, b) => {
    if (a.span === undefined || b.span === undefined) return Number(!!a.span) - Number(!!b.span)
    return compareText(a.span.file, b.span.file) || a.span.start.offset - b.span.start.offset
  })

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const formatOne = (diagnostic: Diagnostic, lineAt: LineReader, colors: Colors): string => {
  const { span, severity, code, message, hint } = diagnostic
  const paint = severity === 'error' ? colors.red : colors.yellow
  const place = span ? `${colors.bold(`${span.file}:${span.start.line}:${span.start.column}`)} ` : ''
  const lines = [`${place}${paint(`${severity} ${code}`)}: ${printable(message)}`]
  const line = span && lineAt(span)
  if (span && line !== undefined) lines.push(...pointTo(span, line, colors, paint))
  if (hint !== undefined) lines.push(`  ${colors.cyan('help:')} ${printable(hint)}`)
  return lines.join('\n')
}

const pointTo = (span: Span, line: string, colors: Colors, paint: (text: string) => string): string[] => {
  const from = span.start.column - 1
  const length = span.end.line === span.start.line ? span.end.column - span.start.column : line.length - from
  const { text, before, width } = excerpt(line, from, length)
  const number = String(span.start.line)
  const caret = `^${'~'.repeat(Math.max(0, width - 1))}`
  return [
    `  ${colors.dim(`${number} |`)} ${text}`.trimEnd(),
    `  ${colors.dim(`${' '.repeat(number.length)} |`)} ${' '.repeat(before)}${paint(caret)}`,
  ]
}

type LineReader = (span: Span) => string | undefined

const lineReader = (sources: readonly SourceText[]): LineReader => {
  const texts = new Map(sources.map((source) => [source.file, source.text]))
  return ({ file, start }) => {
    const text = texts.get(file)
    if (text === undefined) return undefined
    const begin = start.offset - (start.column - 1)
    const end = text.indexOf('\n', begin)
    return text.slice(begin, end === -1 ? undefined : end).replace(/\r$/, '')
  }
}

/** Names come from files that strangers may have written: they must not move the cursor or change colours. */
const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is searched for
  text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')

/** One file is named only where all of them are in it: what has no place may be about another. */
const summary = (diagnostics: readonly Diagnostic[]): string => {
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error').length
  const warnings = diagnostics.length - errors
  const counts = [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')]
  const files = [...new Set(diagnostics.flatMap((diagnostic) => diagnostic.span?.file ?? []))]
  const isElsewhere = files.length === 1 && diagnostics.some(({ span }) => span === undefined)
  const where =
    files.length === 0 || isElsewhere ? '' : ` in ${files.length === 1 ? files[0] : `${files.length} files`}`
  return `${counts.filter(Boolean).join(', ')}${where}`
}

const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`
