import type { ExpressionType } from './function-types.js'

/** What is known of the columns of a table, a subquery or a result. */
export type Columns = {
  /** Equal for equal contents. */
  readonly signature: string
  column(name: string): ExpressionType
}

/** What a query returns, in its order as far as no `*` hides it. */
export type Outputs = Columns & { readonly positions: readonly Output[] | undefined }

export type Output = { readonly label: string | undefined; readonly type: ExpressionType }

/** Something to select from; without `columns` nothing is known of it. */
export type Source = { readonly name: string | undefined; readonly columns: Columns | undefined }

/** The names that an expression can use. */
export type Scope = {
  readonly sources: Source[]
  readonly expressions: Map<string, Columns>
  readonly outer: Scope | undefined
}

/** The type of a column by its name and, if it is given, that of its table. */
export function columnIn(scope: Scope | undefined, name: string, table: string | undefined): ExpressionType {
  if (scope === undefined) return undefined
  const sources = scope.sources.filter((source) => table === undefined || source.name === table)
  const types = new Set(
    sources.map(({ columns }) => columns?.column(name)).filter((type) => type !== undefined),
  )
  if (types.size > 0) return types.size === 1 ? [...types][0] : undefined
  if (table === undefined ? sources.some(({ columns }) => columns === undefined) : sources.length > 0)
    return undefined
  return columnIn(scope.outer, name, table)
}

/** The common table expression of that name. */
export function expressionIn(scope: Scope | undefined, name: string): Columns | undefined {
  return scope && (scope.expressions.get(name) ?? expressionIn(scope.outer, name))
}

/** What a query returns that selects these expressions and, if there is a `*`, all columns of these sources. */
export function outputsOf(explicit: readonly Output[], starred?: readonly Columns[]): Outputs {
  const stars = starred ?? []
  const types = new Map<string, ExpressionType>()
  for (const { label, type } of explicit) {
    if (label !== undefined)
      types.set(label, types.has(label) && types.get(label) !== type ? undefined : type)
  }
  return {
    positions: starred === undefined ? explicit : undefined,
    signature: JSON.stringify([...types, ...stars.map(({ signature }) => signature)]),
    column: (name) => (types.has(name) ? types.get(name) : columnOf(stars, name)),
  }
}

function columnOf(stars: readonly Columns[], name: string): ExpressionType {
  const types = new Set(stars.map((star) => star.column(name)).filter((type) => type !== undefined))
  return types.size === 1 ? [...types][0] : undefined
}
