import type { JsonLiteral } from '../../document/document.js'
import type { Literal } from '../model.js'

/** A literal in canonical form, or why it is none of its type and what to write. */
export type LiteralResult =
  | { readonly value: Literal }
  | { readonly problem: string; readonly hint?: string | undefined }

/** As the author wrote it; `source` has every digit of a number. */
export type WrittenLiteral = { readonly value: JsonLiteral; readonly source: string | undefined }
