import type { Column, Enum, ForeignKey, LogicalType, ReferentialAction, Table } from '../../../model/model.js'
import { derivedName } from '../../../naming/identifier.js'
import type { OtherObject } from '../../introspection.js'
import { isKnownOption, readOptions } from '../table-options.js'
import type { ParsedColumn, ParsedConstraint, ParsedTable } from './parse-table.js'
import { plainSql } from './plain-sql.js'
import { collationName, isBuiltIn } from './read-collation.js'
import { readDefault } from './read-default.js'
import { readKeyOptions } from './read-key-options.js'
import { typeOfCheck, typeOfDeclared } from './read-type.js'

export type ReadTable = {
  readonly table: Table
  readonly enums: readonly Enum[]
  readonly others: readonly OtherObject[]
}

/** Without its indexes, which stand in texts of their own. */
export const readTable = (name: string, written: ParsedTable): ReadTable => {
  const parsed = withPlainSql(written)
  const types = readTypes(name, parsed)
  const counting = parsed.constraints.find((each) => each.kind === 'primary' && each.counts)
  const rest = parsed.constraints.filter((each) => !types.checks.has(each))
  const keys = rest.filter((each) => each.kind === 'primary')
  const primaryKey = keys[0] && {
    name: keys[0].name ?? derivedName([name], 'pkey'),
    columns: keys[0].columns,
  }
  const uniques = readUniques(name, rest)
  return {
    table: {
      name,
      columns: parsed.columns.map((column) =>
        readColumn(column, types.of(column), {
          typeCheck: types.names.get(column.name),
          counts: columnsOf(counting).includes(column.name),
          inKey: columnsOf(keys[0]).includes(column.name),
        }),
      ),
      primaryKey,
      uniques,
      indexes: [],
      checks: namedChecks(name, rest),
      foreignKeys: readForeignKeys(name, rest),
      triggers: [],
      comment: parsed.comment,
      historyOf: undefined,
      dialects: undefined,
      options: readOptions(parsed.options, readKeyOptions(parsed, { primaryKey, uniques })),
    },
    enums: types.enums,
    others: traits(name, parsed),
  }
}

const columnsOf = (constraint: ParsedConstraint | undefined): readonly string[] =>
  constraint?.kind === 'primary' ? constraint.columns : []

/** Expressions without needless quotes and parentheses. */
const withPlainSql = (parsed: ParsedTable): ParsedTable => {
  const names = new Set(parsed.columns.map(({ name }) => name.toLowerCase()))
  const plain = (sql: string): string => plainSql(sql, (name) => names.has(name.toLowerCase()))
  return {
    ...parsed,
    columns: parsed.columns.map((column) => ({
      ...column,
      generated: column.generated && { ...column.generated, sql: plain(column.generated.sql) },
    })),
    constraints: parsed.constraints.map((each) =>
      each.kind === 'check' ? { ...each, sql: plain(each.sql) } : each,
    ),
  }
}

type Types = {
  readonly of: (column: ParsedColumn) => LogicalType
  readonly enums: readonly Enum[]
  /** The checks that are part of a type. */
  readonly checks: ReadonlySet<ParsedConstraint>
  /** What they are called where it is not the usual name. */
  readonly names: ReadonlyMap<string, string>
}

const readTypes = (table: string, { columns, constraints }: ParsedTable): Types => {
  const checks = new Set<ParsedConstraint>()
  const types = new Map<string, LogicalType>()
  const names = new Map<string, string>()
  const enums: Enum[] = []
  const counting = columnsOf(constraints.find((each) => each.kind === 'primary' && each.counts))
  for (const column of columns) {
    // The type of what counts is written without a check.
    if (counting.includes(column.name)) continue
    for (const check of constraints) {
      if (check.kind !== 'check' || types.has(column.name) || !check.sql.includes(column.name)) continue
      const found = typeOfCheck(column, check.sql)
      if (found === undefined) continue
      if ('type' in found) types.set(column.name, found.type)
      else {
        if (!isEnum(found.values, column)) continue
        const name = `${table}_${column.name}`
        enums.push({ name, values: found.values, native: false, comment: undefined })
        types.set(column.name, { kind: 'enum', name })
      }
      checks.add(check)
      if (check.name !== undefined && check.name !== derivedName([table, column.name], 'type'))
        names.set(column.name, check.name)
    }
  }
  return { of: ({ name, type }) => types.get(name) ?? typeOfDeclared(type), enums, checks, names }
}

/** A list is an enum if it could be one of the language's, and holds the default. */
const isEnum = (values: readonly string[], column: ParsedColumn): boolean => {
  const value = column.default === undefined ? undefined : readDefault(column.default, { kind: 'text' })
  const text = value?.kind === 'literal' ? String(value.value) : undefined
  return new Set(values).size === values.length && (text === undefined || values.includes(text))
}

/** A key may hold nulls here, by an old mistake that is kept: https://www.sqlite.org/quirks.html. The language has no such keys. */
const readColumn = (
  column: ParsedColumn,
  found: LogicalType,
  {
    typeCheck,
    counts,
    inKey,
  }: { readonly typeCheck: string | undefined; readonly counts: boolean; readonly inKey: boolean },
): Column => {
  const type: LogicalType = counts ? { kind: 'integer' } : found
  return {
    name: column.name,
    type,
    nullable: !column.required && !inKey,
    default: column.default === undefined ? undefined : readDefault(column.default, type),
    generated: column.generated,
    identity: counts ? 'default' : undefined,
    collate:
      column.collate !== undefined && isBuiltIn(column.collate) ? collationName(column.collate) : undefined,
    comment: column.comment,
    typeCheck,
  }
}

const readUniques = (table: string, constraints: readonly ParsedConstraint[]): Table['uniques'] => {
  const nameOf = namesFor(constraints)
  return constraints.flatMap((each) => {
    if (each.kind !== 'unique') return []
    const name = nameOf(each, derivedName([table, ...each.columns], 'key'))
    return [{ name, columns: each.columns, nullsDistinct: true, deferrable: 'no' }]
  })
}

const namedChecks = (table: string, constraints: readonly ParsedConstraint[]): Table['checks'] => {
  const nameOf = namesFor(constraints)
  return constraints.flatMap((each) => {
    if (each.kind !== 'check') return []
    const wished = derivedName(each.column === undefined ? [table] : [table, each.column], 'check')
    return [{ name: nameOf(each, wished), sql: each.sql }]
  })
}

const readForeignKeys = (table: string, constraints: readonly ParsedConstraint[]): readonly ForeignKey[] => {
  const nameOf = namesFor(constraints)
  return constraints.flatMap((each) =>
    each.kind === 'foreign'
      ? [readForeignKey(nameOf(each, derivedName([table, ...each.columns], 'fkey')), each)]
      : [],
  )
}

/** A constraint without a name gets one that no other has. */
const namesFor = (constraints: readonly ParsedConstraint[]) => {
  const taken = new Set(constraints.flatMap(({ name }) => name ?? []))
  return ({ name: given }: ParsedConstraint, wished: string): string => {
    const name = given ?? freeName(wished, taken)
    taken.add(name)
    return name
  }
}

const freeName = (wished: string, taken: ReadonlySet<string>): string => {
  let name = wished
  for (let number = 2; taken.has(name); number++) name = `${wished}_${number}`
  return name
}

const readForeignKey = (
  name: string,
  key: Extract<ParsedConstraint, { readonly kind: 'foreign' }>,
): ForeignKey => ({
  name,
  columns: key.columns,
  table: key.table,
  targetColumns: key.targetColumns,
  onDelete: key.onDelete as ReferentialAction,
  onUpdate: key.onUpdate as ReferentialAction,
  deferrable: key.deferrable,
})

/** What cannot be said, each with where it stands. */
const traits = (table: string, { columns, constraints, options }: ParsedTable): readonly OtherObject[] => {
  const trait = (kind: string, name: string): OtherObject => ({
    kind,
    name,
    table,
    script: undefined,
    dependsOn: [table],
  })
  return [
    ...options.filter((option) => !isKnownOption(option)).map((option) => trait(option, table)),
    ...columns.flatMap(({ name, collate }) =>
      collate === undefined || isBuiltIn(collate) ? [] : [trait(`COLLATE ${collate}`, name)],
    ),
    ...constraints.flatMap(({ columnTraits = [] }) =>
      columnTraits.map(({ column, kind }) => trait(kind, column)),
    ),
  ]
}
