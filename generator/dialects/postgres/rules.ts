import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { Column, Model, Table, Target } from '../../model/model.js'
import { isFor, textFor } from '../dialect.js'
import { checkPresence } from '../presence-rules.js'
import { report } from '../report.js'
import { checkTexts } from '../text-rules.js'
import { checkVersion, compareVersions } from '../version.js'
import { valueCheck, valueCheckName } from './value-checks.js'
import { name, nullsNotDistinctSince, title, versions, virtualColumnsSince } from './versions.js'

export const check = (model: Model, target: Target): readonly Diagnostic[] => {
  const version = target.version ?? versions.default
  const isOlderThan = (other: string): boolean => compareVersions(version, other) < 0
  return [
    ...checkVersion(target, { title, versions }),
    ...checkPresence(model, { name, title }),
    ...checkTexts(model, title),
    ...model.tables
      .filter((table) => isFor(table, name))
      .flatMap((table) => [
        ...checkConstraintNames(table, model),
        ...table.columns.flatMap((column) => [
          ...checkColumnName(table, column),
          ...checkType(table, column),
          ...checkCollation(table, column),
          ...(isOlderThan(virtualColumnsSince) ? checkGenerated(table, column) : []),
        ]),
        ...(isOlderThan(nullsNotDistinctSince) ? checkNulls(table) : []),
      ]),
  ]
}

/** https://www.postgresql.org/docs/current/ddl-system-columns.html */
const systemColumns: readonly string[] = ['tableoid', 'xmin', 'cmin', 'xmax', 'cmax', 'ctid']

const checkColumnName = (table: Table, column: Column): readonly Diagnostic[] =>
  systemColumns.includes(column.name)
    ? report(
        'reserved-name',
        column,
        `${table.name}.${column.name}: every table of ${title} has a column of that name already`,
        'choose another name',
      )
    : []

const checkType = (table: Table, column: Column): readonly Diagnostic[] =>
  column.type.kind === 'native' && column.type.sql[name]?.trim() === ''
    ? report(
        'invalid-type-argument',
        column,
        `${table.name}.${column.name}: ${title} has no columns without a type`,
        'name a type, such as text',
      )
    : []

/** The author's constraints and those that hold enums to their values share one namespace. */
const checkConstraintNames = (table: Table, model: Model): readonly Diagnostic[] => {
  const taken = new Map(
    table.columns
      .filter((column) => valueCheck(table, column, model) !== undefined)
      .map((column) => [valueCheckName(table, column), column.name]),
  )
  return [...table.checks, ...table.uniques, ...table.foreignKeys].flatMap((constraint) => {
    const column = taken.get(constraint.name)
    return column === undefined
      ? []
      : report(
          'name-clash',
          constraint,
          `${constraint.name} is also the name of the constraint that checks the type of ${table.name}.${column}`,
          'choose another name',
        )
  })
}

/** Names that only the other kind of database has. */
const foreignCollations: readonly string[] = ['BINARY', 'NOCASE', 'RTRIM']

const checkCollation = (table: Table, column: Column): readonly Diagnostic[] => {
  const collate = column.collate === undefined ? undefined : textFor(column.collate, name)
  if (collate === undefined || !foreignCollations.includes(collate)) return []
  return report(
    'unsupported-collation',
    column,
    `${table.name}.${column.name}: ${title} has no collation ${collate}`,
    'name it for the other databases alone',
  )
}

const checkGenerated = (table: Table, column: Column): readonly Diagnostic[] =>
  column.generated === undefined || column.generated.stored
    ? []
    : report(
        'unsupported-generated',
        column,
        `${table.name}.${column.name}: ${title} stores generated columns before version ${virtualColumnsSince}`,
        `leave out stored: false, or say that the oldest version is ${virtualColumnsSince}`,
      )

const checkNulls = (table: Table): readonly Diagnostic[] =>
  [...table.uniques, ...table.indexes.filter((index) => index.unique && isFor(index, name))]
    .filter((key) => !key.nullsDistinct)
    .flatMap((key) =>
      report(
        'unsupported-constraint',
        key,
        `${key.name} on ${table.name}: ${title} tells nulls apart in unique keys before version ${nullsNotDistinctSince}`,
        `leave nulls: not distinct out, or say that the oldest version is ${nullsNotDistinctSince}`,
      ),
    )
