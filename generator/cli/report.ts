import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Source } from '../document/document.js'
import type { Model } from '../model/model.js'
import type { Verdict } from '../plan/verdict.js'
import { formatFailure } from '../prove/format-failure.js'
import type { Terminal } from './terminal.js'

/** A diagnostic as `--json` prints it; lines and columns count from 1, and are null where there is no place to point at. */
export type JsonDiagnostic = {
  readonly code: string
  readonly severity: string
  readonly message: string
  readonly hint: string | null
  readonly file: string | null
  readonly line: number | null
  readonly column: number | null
  readonly endLine: number | null
  readonly endColumn: number | null
}

export const jsonDiagnostic = ({ code, severity, message, hint, span }: Diagnostic): JsonDiagnostic => ({
  code,
  severity,
  message,
  hint: hint ?? null,
  file: span?.file ?? null,
  line: span?.start.line ?? null,
  column: span?.start.column ?? null,
  endLine: span?.end.line ?? null,
  endColumn: span?.end.column ?? null,
})

/** A verdict as `--json` prints it; what does not belong to its kind is null. */
export function jsonVerdict(verdict: Verdict): object {
  const { dialect, kind } = verdict
  switch (verdict.kind) {
    case 'proven': {
      const { engine, rows, tables, notes } = verdict
      return { dialect, verdict: kind, engine, rows, tables, notes, reason: null }
    }
    case 'refuted': {
      const { engine, failure } = verdict
      return {
        dialect,
        verdict: kind,
        engine,
        rows: null,
        tables: null,
        notes: [],
        reason: formatFailure(failure),
      }
    }
    case 'unproven':
      return {
        dialect,
        verdict: kind,
        engine: null,
        rows: null,
        tables: null,
        notes: [],
        reason: verdict.reason,
      }
    default:
      return verdict satisfies never
  }
}

export const printJson = (terminal: Terminal, result: object): void =>
  terminal.out(`${JSON.stringify(result, null, 2)}\n`)

export async function printDiagnostics(
  terminal: Terminal,
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
): Promise<void> {
  if (diagnostics.length === 0) return
  const { formatDiagnostics } = await import('../diagnostics/format.js')
  terminal.error(formatDiagnostics(diagnostics, sources, { color: terminal.errorColors.isColorSupported }))
}

export const counted = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`

export const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`

/** Tables that the author wrote; history tables come with them. */
export const declaredTables = ({ tables }: Model): Model['tables'] =>
  tables.filter(({ historyOf }) => historyOf === undefined)
