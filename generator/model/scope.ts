import { type DiagnosticCode, diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic, Span } from '../diagnostics/diagnostic.js'
import type { EnumEntry, SchemaDocument } from '../document/document.js'

/** What the model needs to know of a database: how the author may call it, and what its own types are in TypeScript. */
export type DialectFacts = {
  readonly name: string
  readonly aliases: readonly string[]
  readonly foldsNames: boolean
  /** `scripts`: the SQL of the author's own, which may make types. */
  readonly driverTypes: (scripts: readonly string[]) => (declared: string) => string | undefined
  readonly tableOptions: readonly {
    readonly word: string
    readonly ofHistory: boolean
    readonly named?: boolean
  }[]
  readonly numbersKeys: (declared: string, options: readonly string[]) => boolean
}

export type Report = (code: DiagnosticCode, at: Span | undefined, message: string, hint?: string) => void

/** What every step of resolving looks things up in, and where it puts what is wrong. */
export type Scope = {
  readonly document: SchemaDocument
  readonly dialects: readonly DialectFacts[]
  /** Names of the dialects that migrations are written for. */
  readonly targets: readonly string[]
  readonly enums: ReadonlyMap<string, EnumEntry>
  /** By dialect, the TypeScript type of what a connection returns for a type of the database's own; undefined: not known. */
  readonly driverTypes: ReadonlyMap<string, (declared: string) => string | undefined>
  readonly report: Report
}

export const createScope = (
  document: SchemaDocument,
  dialects: readonly DialectFacts[],
): { readonly scope: Scope; readonly diagnostics: readonly Diagnostic[] } => {
  const { report, diagnostics } = collector()
  const targets = document.targets.map((target) => canonicalDialect(target.dialect.value, dialects))
  const enums = new Map(document.enums.map((entry) => [entry.name.value, entry]))
  const driverTypes = new Map(
    dialects.map((dialect) => [dialect.name, dialect.driverTypes(scriptsOf(document, dialect))]),
  )
  return { scope: { document, dialects, targets, enums, driverTypes, report }, diagnostics }
}

const scriptsOf = ({ scripts }: SchemaDocument, { name, aliases }: DialectFacts): readonly string[] =>
  scripts.flatMap(({ create }) =>
    Object.entries(create).flatMap(([dialect, texts]) =>
      dialect === name || aliases.includes(dialect) ? texts : [],
    ),
  )

/** A mixin used by a hundred tables has its mistake once. */
const collector = () => {
  const diagnostics: Diagnostic[] = []
  const seen = new Set<string>()
  const report: Report = (code, at, message, hint) => {
    const key = `${code} ${at?.file} ${at?.start.offset} ${message}`
    if (seen.has(key)) return
    seen.add(key)
    diagnostics.push(diagnostic(code, at, message, hint))
  }
  return { report, diagnostics }
}

/** The dialect's own name for a name or alias; an unknown one is left as it is. */
export const canonicalDialect = (name: string, dialects: readonly DialectFacts[]): string =>
  dialects.find((dialect) => dialect.name === name || dialect.aliases.includes(name))?.name ?? name
