import { bareName, sqlName, sqlPath } from '../../sql-text/names.js'
import { type Attendant, readAttendant, readRename } from './attendants.js'
import { isBound, type Override, readTableText, type TableText } from './table-text.js'

/** What a script says of tables, in the order in which it makes them. */
export type TableScript = {
  readonly tables: readonly TableText[]
  readonly attendants: readonly Attendant[]
}

const cache = new WeakMap<readonly string[], { readonly read: TableScript | undefined }>()

/** Undefined for a script that makes no table, or has a statement that is not known. */
export const readTableScript = (statements: readonly string[]): TableScript | undefined => {
  const known = cache.get(statements)
  if (known !== undefined) return known.read
  const read = statements.some((sql) => sql.startsWith('CREATE TABLE '))
    ? readStatements(statements)
    : undefined
  cache.set(statements, { read })
  return read
}

const readStatements = (statements: readonly string[]): TableScript | undefined => {
  const tables = new Map<string, TableText>()
  const attendants: Attendant[] = []
  for (const sql of statements) {
    const made = readTableText(sql)
    if (made !== undefined) {
      if (tables.has(made.name)) return undefined
      tables.set(made.name, made)
      continue
    }
    const changed = alteredText(sql, tables)
    if (changed !== undefined) {
      tables.set(changed.name, { ...changed, statements: [...changed.statements, sql] })
      continue
    }
    const attendant = readAttendant(sql) ?? readRename(sql, numbered(tables))
    if (attendant === undefined || attendants.some(({ key }) => key === attendant.key)) return undefined
    attendants.push(attendant)
  }
  return { tables: [...tables.values()], attendants }
}

const onTable = new RegExp(`^ALTER TABLE ${sqlPath} (.*)$`, 'su')
const addition = new RegExp(`^ADD CONSTRAINT ${sqlName} (.*)$`, 'su')
const attachment = new RegExp(`^ATTACH PARTITION ${sqlPath} (.*)$`, 'su')
const ofColumn = new RegExp(`^ALTER COLUMN ${sqlName} (SET NOT NULL|DROP DEFAULT|SET DEFAULT (.*))$`, 'su')

/** A table of the script as a statement behind it leaves it. */
const alteredText = (sql: string, tables: ReadonlyMap<string, TableText>): TableText | undefined => {
  const [, path = '', action = ''] = onTable.exec(sql) ?? []
  const [, part = '', bound = ''] = attachment.exec(action) ?? []
  const attached = tables.get(bareName(part))
  if (attached !== undefined)
    return attached.partOf === undefined && attached.inherits.length === 0 && isBound(bound)
      ? { ...attached, attached: true, partOf: { name: bareName(path), path, bound } }
      : undefined
  const table = tables.get(bareName(path))
  if (table === undefined) return undefined
  const [, name, definition] = addition.exec(action) ?? []
  if (name !== undefined && definition !== undefined)
    return table.constraints.has(name)
      ? undefined
      : { ...table, constraints: new Map([...table.constraints, [name, definition]]) }
  const [, column, what, initial] = ofColumn.exec(action) ?? []
  if (
    column === undefined ||
    what === undefined ||
    table.columns.some((each) => each.name === bareName(column))
  )
    return undefined
  const before = table.overrides.get(bareName(column)) ?? { required: false }
  const override: Override =
    what === 'SET NOT NULL' ? { ...before, required: true } : { ...before, initial: initial ?? null }
  return { ...table, overrides: new Map([...table.overrides, [bareName(column), override]]) }
}

const numbered = (tables: ReadonlyMap<string, TableText>) =>
  [...tables.values()].flatMap(({ name, columns }) =>
    columns
      .filter(({ identity }) => identity !== undefined)
      .map((column) => ({ table: name, relation: name.replace(/^.*\./s, ''), column: column.name })),
  )
