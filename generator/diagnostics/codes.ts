import type { Diagnostic, Severity, Span } from './diagnostic.js'

/**
 * Every problem that can be reported, with its permanent name. Codes are never renamed or reused: people search for them and
 * silence them by name. The text is the general explanation; the message of a diagnostic speaks of the case at hand.
 */
export const codes = {
  // document: the text of schema.yaml
  'yaml-syntax': ['error', 'The file is not valid YAML.'],
} as const satisfies Record<string, readonly [Severity, string]>

export type DiagnosticCode = keyof typeof codes

export const diagnostic = (
  code: DiagnosticCode,
  at: Span | undefined,
  message: string,
  hint?: string,
): Diagnostic => ({ code, severity: codes[code][0], message, hint, span: at })
