import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js'
import { hasErrors } from '../diagnostics/diagnostic.js'
import { dialects } from '../dialects/index.js'
import type { Source } from '../document/document.js'
import type { ReadInclude } from '../document/include.js'
import { parseDocument } from '../document/parse.js'
import type { Resolved } from '../model/model.js'
import { resolveModel } from '../model/resolve.js'

/** What a schema means, or what is wrong with it; nothing is written for it. */
export type ResolvedSchema =
  | { readonly resolved: Resolved; readonly sources: readonly Source[] }
  | { readonly diagnostics: readonly Diagnostic[]; readonly sources: readonly Source[] }

export function resolvedSchema(read: Outcome<Source>, readInclude: ReadInclude): ResolvedSchema {
  const { value: main, diagnostics } = read
  if (main === undefined) return { diagnostics, sources: [] }
  const document = parseDocument({ main, readInclude, dialects })
  const sources = document.value?.sources ?? [main]
  if (document.value === undefined || hasErrors(document.diagnostics)) {
    return { diagnostics: document.diagnostics, sources }
  }
  const { value: resolved, diagnostics: said } = resolveModel(document.value, dialects)
  return resolved === undefined ? { diagnostics: said, sources } : { resolved, sources }
}
