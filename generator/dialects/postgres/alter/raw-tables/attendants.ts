import { sequenceName } from '../../chosen-names.js'
import { bareName, partsOfPath, sqlName, sqlPath } from '../../sql-text/names.js'
import { tokensOf } from '../../sql-text/tokens.js'

/** A statement that gives a table something beside its columns and constraints. */
export type Attendant = {
  readonly sql: string
  /** What it is about: two of the same say the same thing otherwise. */
  readonly key: string
  /** Objects without which it is not: `index parted_v`, `column parted.at`. */
  readonly of: readonly string[]
  /** What takes it away again; undefined: nothing does with certainty. */
  readonly undo: string | undefined
  /** Whether it takes the place of one with the same key. */
  readonly replaces: boolean
}

type Rule = {
  readonly pattern: RegExp
  readonly read: (match: readonly string[]) => Omit<Attendant, 'sql'>
}

const rule = (pattern: string, read: Rule['read']): Rule => ({
  pattern: new RegExp(`^${pattern}$`, 'su'),
  read,
})

const literal = `(?:'(?:[^']|'')*'|E'(?:[^'\\\\]|''|\\\\.)*')`
const words = `(\\(.*\\))`

const column = (table: string, name: string): string => `column ${bareName(table)}.${bareName(name)}`
const index = (path: string): string => `index ${bareName(path)}`
const schemaOf = (path: string): string => partsOfPath(path).schema

/** The names of options in `(a = 1, b = 'x')`. */
const optionNames = (options: string): string =>
  `(${[...options.matchAll(/[(,] *([\w.]+) = (?:'(?:[^']|'')*'|[^,')]+)/g)].map(([, name]) => name).join(', ')})`

const simple = (key: string, of: readonly string[], undo: string | undefined): Omit<Attendant, 'sql'> => ({
  key,
  of,
  undo,
  replaces: true,
})

const onTable = (
  pattern: string,
  undo: string,
  of: (table: string, match: string) => readonly string[] = () => [],
) =>
  rule(`ALTER TABLE ${sqlPath} ${pattern}`, ([table = '', match = '']) =>
    simple(
      `${undo} ${bareName(table)}`,
      [`table ${bareName(table)}`, ...of(table, match)],
      `ALTER TABLE ${table} ${undo}`,
    ),
  )

const onColumn = (pattern: string, kind: string, undo: (match: string) => string | undefined) =>
  rule(`ALTER TABLE ${sqlPath} ALTER COLUMN ${sqlName} ${pattern}`, ([table = '', name = '', match = '']) => {
    const back = undo(match)
    const of = column(table, name)
    return simple(`${kind} of ${of}`, [of], back && `ALTER TABLE ${table} ALTER COLUMN ${name} ${back}`)
  })

const rules: readonly Rule[] = [
  rule(`CREATE (?:UNIQUE )?INDEX ${sqlName} ON (?:ONLY )?${sqlPath} .*`, ([name = '', table = '']) => {
    const path = `${schemaOf(table)}${name}`
    return { key: index(path), of: [`table ${bareName(table)}`], undo: `DROP INDEX ${path}`, replaces: false }
  }),
  rule(`CREATE SEQUENCE ${sqlPath}(?: .*)?`, ([path = '']) => ({
    key: `sequence ${bareName(path)}`,
    of: [],
    undo: `DROP SEQUENCE ${path}`,
    replaces: false,
  })),
  rule(`ALTER SEQUENCE ${sqlPath} OWNED BY ((?:.*\\.)?)${sqlName}`, ([path = '', table = '', name = '']) =>
    simple(
      `owner of sequence ${bareName(path)}`,
      [`sequence ${bareName(path)}`, column(table.slice(0, -1), name)],
      `ALTER SEQUENCE ${path} OWNED BY NONE`,
    ),
  ),
  rule(`ALTER INDEX ${sqlPath} SET ${words}`, ([path = '', options = '']) => ({
    ...simple(
      `options of ${index(path)}`,
      [index(path)],
      `ALTER INDEX ${path} RESET ${optionNames(options)}`,
    ),
    replaces: false,
  })),
  rule(`ALTER INDEX ${sqlPath} ALTER COLUMN (\\d+) SET STATISTICS \\d+`, ([path = '', number = '']) =>
    simple(
      `statistics ${number} of ${index(path)}`,
      [index(path)],
      `ALTER INDEX ${path} ALTER COLUMN ${number} SET STATISTICS -1`,
    ),
  ),
  onTable(`OF ${sqlPath}`, 'NOT OF', (table) => [`columns of ${bareName(table)}`]),
  onTable('SET UNLOGGED', 'SET LOGGED'),
  onTable('ENABLE ROW LEVEL SECURITY', 'DISABLE ROW LEVEL SECURITY'),
  onTable('FORCE ROW LEVEL SECURITY', 'NO FORCE ROW LEVEL SECURITY'),
  onTable('REPLICA IDENTITY (?:FULL|NOTHING)', 'REPLICA IDENTITY DEFAULT'),
  onTable(`REPLICA IDENTITY USING INDEX ${sqlName}`, 'REPLICA IDENTITY DEFAULT', (table, name) => [
    index(`${schemaOf(table)}${name}`),
  ]),
  onTable(`CLUSTER ON ${sqlName}`, 'SET WITHOUT CLUSTER', (table, name) => [
    index(`${schemaOf(table)}${name}`),
  ]),
  rule(`ALTER TABLE ${sqlPath} SET ${words}`, ([table = '', options = '']) => ({
    ...simple(
      `options of ${bareName(table)}`,
      [`table ${bareName(table)}`],
      `ALTER TABLE ${table} RESET ${optionNames(options)}`,
    ),
    replaces: false,
  })),
  // What a type has of itself is not told; newer versions have a word for it.
  onColumn('SET STORAGE \\w+', 'storage', () => undefined),
  onColumn('SET COMPRESSION \\w+', 'compression', () => 'SET COMPRESSION DEFAULT'),
  onColumn('SET STATISTICS \\d+', 'statistics', () => 'SET STATISTICS -1'),
  onColumn(`SET ${words}`, 'options', (options) => `RESET ${optionNames(options)}`),
  rule(`COMMENT ON TABLE ${sqlPath} IS ${literal}`, ([path = '']) =>
    simple(
      `comment on table ${bareName(path)}`,
      [`table ${bareName(path)}`],
      `COMMENT ON TABLE ${path} IS NULL`,
    ),
  ),
  rule(`COMMENT ON COLUMN (.+)\\.${sqlName} IS ${literal}`, ([table = '', name = '']) =>
    simple(
      `comment on ${column(table, name)}`,
      [column(table, name)],
      `COMMENT ON COLUMN ${table}.${name} IS NULL`,
    ),
  ),
  rule(`COMMENT ON INDEX ${sqlPath} IS ${literal}`, ([path = '']) =>
    simple(`comment on ${index(path)}`, [index(path)], `COMMENT ON INDEX ${path} IS NULL`),
  ),
  rule(`COMMENT ON CONSTRAINT ${sqlName} ON ${sqlPath} IS ${literal}`, ([name = '', table = '']) =>
    simple(
      `comment on constraint ${bareName(table)}.${bareName(name)}`,
      [`constraint ${bareName(table)}.${bareName(name)}`],
      `COMMENT ON CONSTRAINT ${name} ON ${table} IS NULL`,
    ),
  ),
  rule(`CREATE POLICY ${sqlName} ON ${sqlPath}(?: .*)?`, ([name = '', table = '']) => ({
    key: `policy ${bareName(table)}.${bareName(name)}`,
    of: [`table ${bareName(table)}`],
    undo: `DROP POLICY ${name} ON ${table}`,
    replaces: false,
  })),
  rule(`CREATE STATISTICS ${sqlPath} .*`, ([path = '']) => ({
    key: `statistics ${bareName(path)}`,
    of: [],
    undo: `DROP STATISTICS ${path}`,
    replaces: false,
  })),
]

/** Undefined for a statement that is not known. */
export const readAttendant = (sql: string): Attendant | undefined => {
  if (tokensOf(sql) === undefined) return undefined
  for (const { pattern, read } of rules) {
    const match = pattern.exec(sql)
    if (match !== null) return { sql, ...read(match.slice(1)) }
  }
  return undefined
}

/** `ALTER SEQUENCE … RENAME TO`: the name that the database chose for what counts a column is left for another. */
export const readRename = (
  sql: string,
  columns: readonly { readonly table: string; readonly relation: string; readonly column: string }[],
): Attendant | undefined => {
  const [, from = '', to = ''] =
    new RegExp(`^ALTER SEQUENCE ${sqlPath} RENAME TO ${sqlName}$`, 'su').exec(sql) ?? []
  const schema = schemaOf(from)
  const found = columns.find(
    ({ relation, column: name }) =>
      bareName(from) === bareName(schema + quotedName(sequenceName(relation, name))),
  )
  return found === undefined
    ? undefined
    : {
        sql,
        key: `name of the sequence of ${found.table}.${found.column}`,
        of: [`column ${found.table}.${found.column}`, `identity ${found.table}.${found.column}`],
        undo: `ALTER SEQUENCE ${schema}${to} RENAME TO ${from.slice(schema.length)}`,
        replaces: false,
      }
}

const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`
