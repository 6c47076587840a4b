import type { YAMLParseError } from 'yaml'
import { diagnostic } from '../../diagnostics/codes.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import { limits } from './limits.js'
import type { SpanAt } from './positions.js'

/** One diagnostic a line: what follows on the same line is nearly always the same mistake again. */
export const syntaxDiagnostics = (errors: readonly YAMLParseError[], span: SpanAt): readonly Diagnostic[] => {
  const found: Diagnostic[] = []
  const lines = new Set<number>()
  for (const error of errors) {
    const at = span(error.pos[0], error.pos[1])
    if (lines.has(at.start.line)) continue
    lines.add(at.start.line)
    found.push(diagnostic('yaml-syntax', at, error.message, hints[error.code]))
    if (found.length >= limits.syntaxErrors) break
  }
  return found
}

const hints: { readonly [C in YAMLParseError['code']]?: string } = {
  TAB_AS_INDENT: 'Indent with spaces; YAML does not allow tabs there',
  BAD_INDENT:
    'Close a bracket or quote left open above, or give everything of one map or list the same indentation',
  MULTILINE_IMPLICIT_KEY: 'Write `key: value` on one line; is a `:` or a closing bracket or quote missing?',
  MISSING_CHAR: 'Check for a missing `:`, `,`, quote or bracket on this line or the one above',
  BLOCK_AS_IMPLICIT_KEY: 'Quote the value if it holds `: `, or put the nested map on lines of its own',
  BLOCK_IN_FLOW: 'Inside [ ] and { } write lists and maps with brackets too',
  BAD_SCALAR_START: 'Quote text that begins with a character that YAML gives a meaning to',
  BAD_DQ_ESCAPE: 'Write backslashes twice inside double quotes, or use single quotes',
  BAD_ALIAS: 'Quote text that begins with `*` or `&`',
  UNEXPECTED_TOKEN: 'Quote text that holds characters that YAML gives a meaning to',
}
