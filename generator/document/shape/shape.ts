import type { DiagnosticCode } from '../../diagnostics/codes.js'
import type { Span } from '../../diagnostics/diagnostic.js'
import type { Node, NodeKind } from '../yaml/node.js'

/** A word, behind which the name of something in the table stands if it is `named`. */
export type TableOption = { readonly word: string; readonly named?: boolean }

export type DialectName = {
  readonly name: string
  readonly aliases: readonly string[]
  readonly tableOptions: readonly TableOption[]
}

/** What reading a document needs beside the node. */
export type Reading = {
  readonly dialects: readonly DialectName[]
  /** Returns undefined, so that a reader can report and give up in one expression. */
  readonly report: (code: DiagnosticCode, span: Span, message: string, hint?: string) => undefined
}

export type JsonSchema = boolean | { readonly [keyword: string]: unknown }

/** What deriving the JSON Schema needs: the words of the dialects, and where named shapes are collected. */
export type SchemaContext = {
  readonly dialects: readonly string[]
  /** The words that each dialect has for its tables. */
  readonly tableOptions: ReadonlyMap<string, readonly TableOption[]>
  readonly definitions: Map<string, JsonSchema>
}

/**
 * One element of the language, defined once: `read` checks a node and makes the typed entry, `schema` says the same to
 * editors. Shapes are put together with the functions of this folder, so that the two cannot drift apart.
 */
export type Shape<T> = {
  /** The kinds of YAML node that the shape takes. */
  readonly kinds: readonly NodeKind[]
  /** As in "must be …". */
  readonly expects: string
  /** `what` names the place in messages. Undefined after a problem was reported. */
  readonly read: (node: Node, reading: Reading, what: string) => T | undefined
  readonly schema: (context: SchemaContext) => JsonSchema
}
