import { enumValues } from '../enum-values.js'
import { type ColumnType, columnType } from '../values/types.js'
import type { Place } from '../values/writer.js'
import { columnsIn } from './columns-in.js'
import type { CheckRule, ColumnRule, RowRules } from './rules.js'

/** A column's rule, taken apart. */
export type Column = {
  readonly property: string
  readonly type: ColumnType
  readonly place: Place
  readonly optional: boolean
  readonly fixed: boolean
  readonly default: string | number | boolean | undefined
}

export type Check = CheckRule & { readonly columns: readonly string[] }

/** The rules of a table with everything looked up that does not depend on a row. */
export type TableRules = {
  readonly columns: ReadonlyMap<string, Column>
  readonly refused: ReadonlySet<string>
  readonly checks: readonly Check[]
}

export const tableRules = (rules: RowRules): TableRules => ({
  columns: new Map(
    Object.entries(rules.columns).map(([property, rule]) => [property, column(rules, property, rule)]),
  ),
  refused: new Set(rules.refused),
  checks: (rules.checks ?? []).map((check) => ({ ...check, columns: columnsIn(check.holds) })),
})

function column({ table, enums = {} }: RowRules, property: string, rule: ColumnRule): Column {
  const { type, ...rest } = typeof rule === 'string' ? { type: rule } : rule
  return {
    property,
    type: columnType(type),
    place: { table, column: property, values: enumValues({ enums }, type) },
    optional: 'optional' in rest,
    fixed: 'fixed' in rest,
    default: 'default' in rest ? rest.default : undefined,
  }
}
