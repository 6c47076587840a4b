import type { ColumnDefinition } from 'better-sqlite3'
import type { Catalog, CatalogColumn } from '../catalog.js'
import { ValueError } from '../errors.js'
import type { Columns } from '../query-scope.js'
import { readValue } from '../values/read-value.js'
import { plainValue, sqliteReader } from '../values/sqlite-reader.js'
import { type ColumnType, columnType } from '../values/types.js'

/** How the rows of one statement become objects of declared values, worked out once. */
export type RowPlan = {
  /** Names in SQL, and in generated code. */
  readonly labels: readonly string[]
  readonly properties: readonly string[]
  /** By column; `undefined` where the value is declared already as it is. */
  readonly decoders: readonly (Decoder | undefined)[]
  /** Integers must be read as bigint, because one of them may need it. */
  readonly bigints: boolean
  /** The text may name columns by `*`. */
  readonly star: boolean
}

type Decoder = (value: unknown) => unknown
type Origin = {
  readonly label: string
  readonly declared: CatalogColumn | undefined
  /** Of a computed column, as far as its expression tells. */
  readonly computed: ColumnType | undefined
  readonly sqlType: string | null
}

/** Looks up the origin of each result column. https://www.sqlite.org/c3ref/column_database_name.html */
export function planRows(
  columns: readonly ColumnDefinition[],
  catalog: Catalog,
  sql: string,
  results?: Columns,
): RowPlan {
  const origins = columns.map((column) => originOf(column, catalog, results))
  const bigints = origins.some(mayNeedBigint)
  return {
    labels: origins.map(({ label }) => label),
    properties: origins.map(({ label }) => catalog.property(label)),
    decoders: origins.map((origin) => decoderFor(origin, bigints)),
    bigints,
    star: sql.includes('*'),
  }
}

/** Makes objects of rows that were read as arrays. */
export function decodeRows(
  rows: readonly unknown[][],
  plan: RowPlan,
  properties: readonly string[],
): unknown[] {
  return rows.map((row) => decodeRow(row, plan, properties))
}

export function decodeRow(row: readonly unknown[], plan: RowPlan, properties: readonly string[]): unknown {
  const object: { [property: string]: unknown } = {}
  for (let index = 0; index < properties.length; index++) {
    const value = row[index]
    const decode = plan.decoders[index]
    object[properties[index] as string] = decode === undefined || value === null ? value : decode(value)
  }
  return object
}

function originOf(column: ColumnDefinition, catalog: Catalog, results: Columns | undefined): Origin {
  const table = column.table === null ? undefined : catalog.table(column.table)
  const declared = column.column === null ? undefined : table?.column(column.column)
  const computed = declared === undefined ? results?.column(column.name) : undefined
  return {
    label: column.name,
    declared,
    computed: computed === undefined || computed === 'any' ? undefined : columnType(computed),
    sqlType: column.column === null ? null : column.type,
  }
}

function mayNeedBigint({ declared, sqlType }: Origin): boolean {
  if (declared === undefined) return sqlType === null || !holdsNoIntegers.test(sqlType)
  const { kind } = columnType(declared.type)
  return kind === 'bigint' || kind === 'native'
}

/** Text and floating point affinity make of every integer something else. https://www.sqlite.org/datatype3.html#determination_of_column_affinity */
const holdsNoIntegers = /^(?!.*INT).*(?:CHAR|CLOB|TEXT|REAL|FLOA|DOUB)/i

function decoderFor({ declared, computed }: Origin, bigints: boolean): Decoder | undefined {
  if (declared === undefined) return computed === undefined ? plainValue : computedValue(computed)
  const type = columnType(declared.type)
  return isKeptAsDeclared(type, bigints) ? undefined : located(declared, type)
}

function isKeptAsDeclared(type: ColumnType, bigints: boolean): boolean {
  switch (type.kind) {
    case 'text':
    case 'char':
    case 'uuid':
    case 'date':
    case 'time':
    case 'real':
    case 'double':
      return true
    case 'smallint':
    case 'integer':
      return !bigints
    default:
      return false
  }
}

function located(column: CatalogColumn, type: ColumnType): Decoder {
  if (type.kind === 'native') return plainValue
  return (value) => {
    try {
      return readValue(sqliteReader, type, value)
    } catch (error) {
      if (!(error instanceof ValueError)) throw error
      throw new ValueError(`${column.name}: ${error.message}`, { columns: [column.name], cause: error })
    }
  }
}

/** SQLite computes values of any type; one that the expression does not let expect is returned as it is. */
function computedValue(type: ColumnType): Decoder {
  if (type.kind === 'native' || isKeptAsDeclared(type, false)) return plainValue
  return (value) => {
    try {
      return readValue(sqliteReader, type, value)
    } catch (error) {
      if (!(error instanceof ValueError)) throw error
      return plainValue(value)
    }
  }
}
