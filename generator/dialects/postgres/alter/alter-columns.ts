import type { DefaultValue } from '../../../model/model.js'
import { requiredColumnHazards } from '../../column-hazards.js'
import type { Hazard, Statement } from '../../dialect.js'
import type { StagedStep } from '../../stages.js'
import { changeComment } from '../comments.js'
import { defaultClause, defaultSql } from '../defaults.js'
import { quote } from '../identifiers.js'
import {
  type AlteredTable,
  alterColumnOf,
  alterColumnOfSource,
  alterTable,
  type Clause,
  causesOf,
  changesOf,
  type KeptColumn,
  stepFor,
} from './altered-table.js'
import { aroundConversions, conversionHazards, typeClauses } from './change-types.js'
import { equalValueHazards } from './equal-values.js'
import { fillStep } from './fill-columns.js'
import { changeIdentity } from './identities.js'
import { losesDefault } from './lost-default.js'
import type { NewConstraint } from './new-constraints.js'
import { notNull } from './not-null.js'
import { retypesOf } from './retyping.js'

/** All columns of a table in one statement: it is locked once. */
export const alterColumns = (table: AlteredTable): readonly StagedStep[] => {
  const columns = table.kept.filter((column) => !isRemade(table, column))
  const changed = columns.filter((column) => clausesOf(table, column).length > 0)
  const clauses = changed.flatMap((column) => clausesOf(table, column))
  const comments = columns.flatMap((column) => commentStatements(table, column))
  const identities = columns.flatMap((column) => changeIdentity(table, column))
  const around = aroundConversions(table)
  const touched = columns.filter(
    (column) =>
      clausesOf(table, column).length > 0 ||
      commentStatements(table, column).length > 0 ||
      changeIdentity(table, column).length > 0,
  )
  return [
    ...putDefaultsAside(table),
    ...stepFor(table, {
      stage: 'convert',
      causes: [...new Set(touched.flatMap((column) => causesOf(table, column)))],
      statements: [
        ...around.before,
        ...alterTable(table.after.name, clauses),
        ...around.after,
        ...identities,
        ...comments,
      ],
      hazards: [...conversionHazards(table), ...equalValueHazards(table)],
      element: touched.length === 1 ? touched[0]?.after : undefined,
    }),
    ...columns.flatMap((column) => fillNulls(table, column)),
    ...columns
      .filter((column) => isInOldKey(table, column))
      .flatMap((column) =>
        stepFor(table, {
          stage: 'clean up',
          causes: causesOf(table, column),
          element: column.after,
          statements: alterTable(table.after.name, dropNotNull(table, column)),
        }),
      ),
    ...analyze(table),
  ]
}

/** A column of a primary key may be null only when the key is gone. */
const isInOldKey = (table: AlteredTable, { before }: KeptColumn): boolean =>
  changesOf(table, 'changePrimaryKey').length > 0 &&
  table.before.primaryKey?.columns.includes(before.name) === true

const isRemade = (table: AlteredTable, column: KeptColumn): boolean =>
  retypesOf(table).some((retype) => retype.how === 'remade' && retype.column === column)

const clausesOf = (table: AlteredTable, column: KeptColumn): readonly Clause[] => {
  const types = typeClauses(table, column)
  return [
    ...dropExpression(table, column),
    ...types,
    ...defaultClauses(table, column, types),
    ...(isInOldKey(table, column) ? [] : dropNotNull(table, column)),
  ]
}

const alter = (column: KeptColumn): string => `ALTER COLUMN ${quote(column.after.name)}`
const pathOf = (table: AlteredTable, { after }: KeptColumn): string => `${table.after.name}.${after.name}`

const dropExpression = (table: AlteredTable, column: KeptColumn): readonly Clause[] =>
  column.before.generated !== undefined && column.after.generated === undefined
    ? [{ sql: `${alter(column)} DROP EXPRESSION`, comment: `compute ${pathOf(table, column)} no longer` }]
    : []

const putDefaultsAside = (table: AlteredTable): readonly StagedStep[] => {
  const columns = table.kept.filter((column) => losesDefault(table, column))
  return stepFor(table, {
    stage: 'drop constraints',
    causes: [...new Set(columns.flatMap((column) => causesOf(table, column)))],
    statements: alterTable(
      table.before.name,
      columns.map(({ before }) => ({
        sql: `ALTER COLUMN ${quote(before.name)} DROP DEFAULT`,
        comment: `put the default of ${table.before.name}.${before.name} aside`,
      })),
    ),
  })
}

/** A default is of the column's type, so it is set again where that changes. */
const defaultClauses = (
  table: AlteredTable,
  column: KeptColumn,
  types: readonly Clause[],
): readonly Clause[] => {
  const isRetyped = types.length > 0
  const isAside = types.some(({ sql }) => sql.endsWith('DROP DEFAULT'))
  if (column.before.identity !== undefined || column.after.identity !== undefined) return []
  const { models } = table.migration
  const after = defaultClause(column.after, models.after)
  const before = defaultClause(column.before, models.before)
  if (before === after && !isRetyped && !losesDefault(table, column)) return []
  if (after !== undefined) {
    return [{ sql: `${alter(column)} SET ${after}`, comment: `set the default of ${pathOf(table, column)}` }]
  }
  if (before === undefined || isAside || losesDefault(table, column)) return []
  return [{ sql: `${alter(column)} DROP DEFAULT`, comment: `drop the default of ${pathOf(table, column)}` }]
}

const dropNotNull = (table: AlteredTable, column: KeptColumn): readonly Clause[] =>
  !column.before.nullable && column.after.nullable
    ? [{ sql: `${alter(column)} DROP NOT NULL`, comment: `let ${pathOf(table, column)} be null` }]
    : []

const commentStatements = (table: AlteredTable, { before, after }: KeptColumn): readonly Statement[] =>
  before.comment === after.comment
    ? []
    : changeComment('COLUMN', [table.after.name, after.name], after.comment)

/** Columns that could be null and no longer may. */
const becomesPresent = (table: AlteredTable): readonly KeptColumn[] =>
  table.kept.filter((column) => column.before.nullable && !column.after.nullable && !isRemade(table, column))

export const presenceOfAltered = (table: AlteredTable): readonly NewConstraint[] =>
  becomesPresent(table)
    .filter(({ after }) => after.identity === undefined)
    .map((column) =>
      notNull(table, column.after.name, causesOf(table, column), presenceHazards(table, column)),
    )

const presenceHazards = (table: AlteredTable, column: KeptColumn): readonly Hazard[] => {
  const path = pathOf(table, column)
  return [
    ...(fillOf(table, column) === undefined
      ? [{ kind: 'may-fail', message: `rows in which ${path} is null stop the migration` } as const]
      : []),
    ...requiredColumnHazards(table.after, column.after),
  ]
}

/** A history gets what its table gets. */
const fillOf = (table: AlteredTable, column: KeptColumn): DefaultValue | undefined =>
  alterColumnOf(table, column)?.up.backfill ?? alterColumnOfSource(table, column)?.up.backfill

const fillNulls = (table: AlteredTable, column: KeptColumn): readonly StagedStep[] => {
  const value = column.before.nullable && !column.after.nullable ? fillOf(table, column) : undefined
  const sql = value && defaultSql(value, column.after.type, table.migration.models.after)
  if (sql === undefined) return []
  const name = quote(column.after.name)
  return fillStep(table, {
    causes: causesOf(table, column),
    element: column.after,
    set: `${name} = ${sql}`,
    where: `${name} IS NULL`,
    comment: `fill ${pathOf(table, column)} where it is null`,
  })
}

/** Another type forgets what was known of the values: https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DATA-TYPE */
const analyze = (table: AlteredTable): readonly StagedStep[] => {
  const retyped = retypesOf(table)
  if (retyped.length === 0) return []
  const names = retyped.map(({ column }) => quote(column.after.name)).join(', ')
  return stepFor(table, {
    stage: 'clean up',
    causes: [...new Set(retyped.flatMap(({ column }) => causesOf(table, column)))],
    statements: [
      {
        sql: `ANALYZE ${quote(table.after.name)} (${names})`,
        comment: `measure the values of the new types in ${table.after.name}`,
      },
    ],
  })
}
