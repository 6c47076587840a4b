import { NotFoundError } from '../errors.js'
import { printValue } from '../values/print-value.js'
import type { Access } from './access.js'
import { columnNamed, invalid, isPlainObject } from './refuse.js'
import type { Placeholders } from './sql/dialect-sql.js'

/** Adds the parameters of a primary key: its value, or an object of the columns of a composite key. */
export function addKey(access: Access, key: unknown, parameters: unknown[]): void {
  const { table, session } = access
  const values = keyValues(access, key)
  table.key.forEach(({ type, place }, i) => {
    parameters.push(session.write.encode(type, values[i], place))
  })
}

/** The values of a primary key in the order of its columns, none of them missing. */
export function keyValues(access: Access, key: unknown): readonly unknown[] {
  const { table } = access
  const { key: columns } = table
  const [only] = columns
  if (columns.length === 1 && only) {
    if (key === undefined || key === null) throw missing(access, only.property, key)
    return [key]
  }
  if (columns.length === 0) throw invalid(table, 'the table has no primary key.')
  if (!isPlainObject(key)) {
    const names = columns.map(({ property }) => property).join(', ')
    throw invalid(table, `the key is an object of ${names}, not ${printValue(key)}.`)
  }
  checkKeyNames(access, key)
  return columns.map(({ property }) => {
    const value = Object.hasOwn(key, property) ? key[property] : undefined
    if (value === undefined || value === null) throw missing(access, property, value)
    return value
  })
}

function checkKeyNames({ table }: Access, key: object): void {
  for (const name of Object.keys(key)) {
    if (!table.key.includes(columnNamed(table, name, 'the key'))) {
      throw invalid(table, `"${name}" is no part of the primary key.`)
    }
  }
}

function missing(access: Access, property: string, value: unknown): Error {
  return invalid(access.table, `the key's "${property}" is ${printValue(value)}.`)
}

export function renderKey(access: Access, next: Placeholders): string {
  return access.table.key.map((column) => `${column.quoted} = ${next()}`).join(' AND ')
}

export function notFound({ table }: Access, key: unknown, what = 'has no row'): NotFoundError {
  return new NotFoundError(`${table.name} ${what} with the key ${printValue(key)}.`, {
    table: table.name,
    columns: table.key.map(({ name }) => name),
  })
}
