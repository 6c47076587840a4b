import type { DiagnosticCode } from './codes.js'

/** A place in a source text. Lines and columns count from 1, as editors do; `offset` counts UTF-16 units from 0. */
export type Position = { readonly line: number; readonly column: number; readonly offset: number }

/** A stretch of one source file; `end` is exclusive. */
export type Span = { readonly file: string; readonly start: Position; readonly end: Position }

export type Severity = 'error' | 'warning'

/** One problem of the author's input. A value, never thrown: a stage collects all of them. */
export type Diagnostic = {
  readonly code: DiagnosticCode
  readonly severity: Severity
  /** What is wrong and why, one sentence, no full stop needed after a quoted name. */
  readonly message: string
  /** What to do about it. */
  readonly hint: string | undefined
  readonly span: Span | undefined
}

/** What a stage returns: a value unless an error stopped it, and everything it has to say. */
export type Outcome<T> = {
  readonly value: T | undefined
  readonly diagnostics: readonly Diagnostic[]
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some((diagnostic) => diagnostic.severity === 'error')
