import { type DiagnosticCode, diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Origin } from '../model/model.js'

/** An element of the model that may know where it was written. */
export type WithOrigin = { readonly meta?: { readonly origin: Origin } }

/** One problem, at the place where the element was written; as a list, since a rule finds none or one. */
export const report = (
  code: DiagnosticCode,
  { meta }: WithOrigin,
  message: string,
  hint: string,
): readonly Diagnostic[] => [diagnostic(code, meta?.origin.span, message, hint)]
