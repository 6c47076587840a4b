import type { IndexEntry, Located, Members, MixinEntry, SqlText } from '../../document/document.js'
import { quoted } from '../quoted.js'
import type { Report } from '../scope.js'
import type { OptionReader } from './options.js'

/** The members of a mixin of the schema, its columns under the names that the options give them. */
export const renamedMembers = (entry: MixinEntry, options: OptionReader, report: Report): Members => {
  const names = new Map(entry.columns.map(({ name }) => [name.value, options.name(name.value)]))
  const renamed = [...names].filter(([from, to]) => from !== to).map(([from]) => from)
  if (renamed.length === 0) return entry
  for (const from of renamed) checkSql(entry, from, options, report)
  const rename = (name: string) => names.get(name) ?? name
  const renameAt = (name: Located<string>) => ({ ...name, value: rename(name.value) })
  return {
    mixins: entry.mixins,
    columns: entry.columns.map((column) => ({ ...column, name: renameAt(column.name) })),
    drops: entry.drops,
    unique: entry.unique.map((unique) => ({ ...unique, columns: unique.columns.map(renameAt) })),
    indexes: entry.indexes.map((index) => renameInIndex(index, rename, renameAt)),
    checks: entry.checks,
    foreignKeys: entry.foreignKeys.map((key) => ({ ...key, columns: key.columns.map(renameAt) })),
  }
}

const renameInIndex = (
  index: IndexEntry,
  rename: (name: string) => string,
  renameAt: (name: Located<string>) => Located<string>,
): IndexEntry => ({
  ...index,
  elements: index.elements.map(({ value, span }) => ({
    value: value.kind === 'column' ? { ...value, column: rename(value.column) } : value,
    span,
  })),
  include: index.include.map(renameAt),
})

/** SQL is text to us: a name inside it cannot be changed with certainty. */
const checkSql = (entry: MixinEntry, from: string, options: OptionReader, report: Report): void => {
  if (!sqlOf(entry).some((text) => mentions(text, from))) return
  report(
    'invalid-option',
    options.text(from)?.span,
    `${quoted(from)} cannot have another name here, because SQL in the mixin ${quoted(entry.name.value)} mentions it`,
    'Give the table columns and checks of its own instead of the mixin',
  )
}

const sqlOf = (entry: MixinEntry): readonly SqlText[] =>
  [
    ...entry.checks.map(({ sql }) => sql.value),
    ...entry.columns.flatMap(({ check, generated }) => [check?.value, generated?.value.sql]),
    ...entry.indexes.map(({ where }) => where?.value),
    ...entry.indexes.flatMap(({ elements }) =>
      elements.map(({ value }) => (value.kind === 'expression' ? value.sql : undefined)),
    ),
  ].filter((sql) => sql !== undefined)

const mentions = (text: SqlText, name: string): boolean =>
  typeof text === 'string'
    ? text.split(/[^\p{L}\p{N}\p{M}_$]+/u).includes(name)
    : Object.values(text).some((each) => mentions(each, name))
