import type { DatabaseText, UniqueDefinition } from '../../definition.js'
import type { DialectName } from '../../session.js'
import { printValue } from '../../values/print-value.js'
import type { Access } from '../access.js'
import { invalid, listFrom } from '../refuse.js'
import { insteadOf } from '../suggest.js'
import { type Column, columnsOf, type Table } from '../table.js'

/** The unique key by which an upsert finds the row that is there. */
export type ConflictTarget = {
  readonly name: string
  /** Those of its parts that rows have values for. */
  readonly columns: readonly Column[]
  /** All of its parts are such, and it is about every row, or every live one. */
  readonly isPlain: boolean
  /** All of its parts are columns that rows have values for. */
  readonly isReadable: boolean
  /** Which rows it is about, beside the live ones. */
  readonly predicate: string | undefined
  /** Soft-deleted rows are no part of it. */
  readonly live: boolean
  readonly nullsDistinct: boolean
  /** As it stands behind ON CONFLICT: https://www.postgresql.org/docs/current/sql-insert.html#SQL-ON-CONFLICT */
  readonly sql: string
}

const targets = new WeakMap<Table, Map<DialectName, ReadonlyMap<string, ConflictTarget>>>()

/** The target of that name, the columns of a key or the name of an index; the primary key unless said otherwise. */
export function conflictTarget({ table, session }: Access, on: unknown, origin: string): ConflictTarget {
  const known = targetsOf(table, session.dialect)
  const name = on === undefined ? nameOf(table.definition.primaryKey) : nameIn(table, on, origin)
  const target = known.get(name)
  if (target) return target
  const names = [...known.keys()]
  if (on !== undefined)
    throw invalid(table, `there is no unique key "${name}" for ${origin}. ${insteadOf(name, names)}`)
  throw invalid(
    table,
    names.length === 0
      ? `${origin} needs a unique key whose values can be given, and the table has none.`
      : `${origin} needs the option on, because the table has no primary key that can be given: ${names.join(', ')}.`,
  )
}

function nameIn(table: Table, on: unknown, origin: string): string {
  if (typeof on === 'string') return on
  const names = listFrom(on)
  if (names?.every((part) => typeof part === 'string')) return nameOf(names)
  throw invalid(table, `on of ${origin} is a column, a list of columns or an index, not ${printValue(on)}.`)
}

const nameOf = (columns: readonly string[]): string =>
  columns.length === 1 ? columns.join() : `[${columns.join(', ')}]`

function targetsOf(table: Table, dialect: DialectName): ReadonlyMap<string, ConflictTarget> {
  const known = targets.get(table) ?? new Map<DialectName, ReadonlyMap<string, ConflictTarget>>()
  targets.set(table, known)
  const made = known.get(dialect) ?? makeTargets(table, dialect)
  known.set(dialect, made)
  return made
}

function makeTargets(table: Table, dialect: DialectName): ReadonlyMap<string, ConflictTarget> {
  const { primaryKey, uniques = [] } = table.definition
  const canBeGiven = table.key.length > 0 && !table.key.some(({ generated }) => generated)
  const keys: readonly UniqueDefinition[] = canBeGiven ? [{ on: primaryKey }, ...uniques] : uniques
  const made = new Map<string, ConflictTarget>()
  for (const key of keys) {
    const target = makeTarget(table, key, dialect)
    if (!made.has(target.name)) made.set(target.name, target)
  }
  return made
}

function makeTarget(table: Table, unique: UniqueDefinition, dialect: DialectName): ConflictTarget {
  const { on, live = false, nullsDistinct = true } = unique
  const properties = on.filter((part) => typeof part === 'string')
  const columns = columnsOf(table, properties).filter(({ generated }) => !generated)
  const where = unique.where === undefined ? undefined : textFor(unique.where, dialect)
  const parts = on.map((part) =>
    typeof part === 'string' ? columnsOf(table, [part])[0]?.quoted : `(${textFor(part.sql, dialect)})`,
  )
  const predicate = [
    ...(live ? [`${table.deletedAt?.quoted} IS NULL`] : []),
    ...(where === undefined ? [] : [`(${where})`]),
  ]
  return {
    name: unique.name ?? nameOf(properties),
    columns,
    isPlain: columns.length === on.length && where === undefined,
    isReadable: columns.length === on.length,
    predicate: where === undefined ? undefined : `(${where})`,
    live,
    nullsDistinct,
    sql: `(${parts.join(', ')})${predicate.length === 0 ? '' : ` WHERE ${predicate.join(' AND ')}`}`,
  }
}

const textFor = (text: DatabaseText, dialect: DialectName): string =>
  typeof text === 'string' ? text : (text[dialect] ?? '')
