import type { Model } from '../../../model/model.js'
import type { Statement } from '../../dialect.js'
import { parenthesizedList } from '../../layout.js'
import { countingColumn, createTable, isGenerated } from '../create-table.js'
import { quote } from '../identifiers.js'
import { createIndex } from '../indexes.js'
import { textLiteral } from '../literals.js'
import type { SqliteAlteration } from './alteration.js'
import { addedValue, type ColumnValue, keptValue } from './column-values.js'
import { indexesOf } from './differences.js'
import { parkedValue } from './parked-values.js'

/**
 * The table made anew beside the old one, whose place it takes: https://www.sqlite.org/lang_altertable.html#otheralter. Never the
 * other way round, because what points at the old table would follow it to its new name. What stands in the way of a rename, and
 * foreign keys that would be acted on when the old table is dropped, are seen to before.
 */
export const rebuild = (alteration: SqliteAlteration): readonly Statement[] => {
  const { wanted, sides } = alteration
  const name = newName(wanted.name, sides)
  const values = valuesOf(alteration)
  const step = (what: string) => `rebuild ${wanted.name}: ${what}`
  return [
    ...values.flatMap((value) =>
      refusal(alteration, value, step(`refuse values of ${value.column.name} that would be lost`)),
    ),
    ...createTable(wanted, wanted.foreignKeys, sides.wanted.model, name).map(({ sql }) => ({
      sql,
      comment: step('make its new form'),
    })),
    ...countOn(alteration, name, step('go on counting where it stands')),
    { sql: copy(alteration, name, values), comment: step('copy its rows') },
    { sql: `DROP TABLE ${quote(wanted.name)}`, comment: step('drop its old form') },
    ...takeName(wanted.name, name, step),
    ...indexesOf(wanted).flatMap((index) =>
      createIndex(wanted, index).map(({ sql }) => ({ sql, comment: step(`index ${index.name}`) })),
    ),
    ...values.flatMap(({ parked }) =>
      parked === undefined
        ? []
        : [{ sql: `DROP TABLE ${quote(parked)}`, comment: step(`drop ${parked}, whose values are back`) }],
    ),
  ]
}

const newName = (table: string, { current, wanted }: SqliteAlteration['sides']): string => {
  const taken = new Set(
    [...namesIn(current.model), ...namesIn(wanted.model)].map((each) => each.toLowerCase()),
  )
  let name = `${table}__new`
  while (taken.has(name.toLowerCase())) name = `${name}_`
  return name
}

const namesIn = ({ tables, views }: Model): readonly string[] => [...tables, ...views].map(({ name }) => name)

/** In the order of the table's columns; what is computed is not written. */
const valuesOf = (alteration: SqliteAlteration): readonly ColumnValue[] => {
  const kept = new Map(alteration.difference.kept.map((pair) => [pair.after, pair]))
  return alteration.wanted.columns
    .filter((column) => !isGenerated(column))
    .map((column) => {
      const pair = kept.get(column)
      return pair ? keptValue(alteration, pair) : addedValue(alteration, column)
    })
}

/** The database takes any value into any column, so what does not fit must be looked for; a bad path makes the statement fail. */
const refusal = (
  { wanted }: SqliteAlteration,
  { column, fits }: ColumnValue,
  comment: string,
): readonly Statement[] => {
  if (fits === undefined) return []
  const name = quote(column.name)
  const where = fits === 'FALSE' ? '' : ` AND (${fits}) IS NOT TRUE`
  const message = textLiteral(`${wanted.name}.${column.name} has a value that does not fit its new type: `)
  return [
    {
      sql: `SELECT json_extract('{}', ${message} || quote(${name}))\nFROM ${quote(wanted.name)}\nWHERE ${name} IS NOT NULL${where}`,
      comment,
    },
  ]
}

/** Numbers that were given once are never given again, even if their rows are gone: https://www.sqlite.org/autoinc.html */
const countOn = (
  { current, wanted }: SqliteAlteration,
  name: string,
  comment: string,
): readonly Statement[] =>
  (countingColumn(current) ?? countingColumn(wanted)) === undefined
    ? []
    : [
        {
          sql: [
            'INSERT INTO sqlite_sequence (name, seq)',
            `SELECT ${textLiteral(name)}, seq FROM sqlite_sequence WHERE name = ${textLiteral(wanted.name)}`,
          ].join('\n'),
          comment,
        },
      ]

const copy = (alteration: SqliteAlteration, name: string, values: readonly ColumnValue[]): string => {
  const sources = values.map((value) => parkedValue(alteration, value))
  const head = `INSERT INTO ${quote(name)} `
  const columns = parenthesizedList(
    values.map(({ column }) => quote(column.name)),
    head.length,
  )
  return [
    `${head}${columns}`,
    select(sources.map(({ sql }) => sql)),
    `FROM ${quote(alteration.wanted.name)}`,
    ...sources.map(({ join }) => join).filter((join) => join !== undefined),
  ].join('\n')
}

const select = (expressions: readonly string[]): string => {
  const line = `SELECT ${expressions.join(', ')}`
  return line.length <= 110 ? line : `SELECT\n  ${expressions.join(',\n  ')}`
}

/** Views and triggers that name the table would otherwise keep it from its name: https://www.sqlite.org/pragma.html#pragma_legacy_alter_table */
const takeName = (table: string, name: string, step: (what: string) => string): readonly Statement[] => [
  { sql: 'PRAGMA legacy_alter_table = ON', comment: step('leave alone what names it') },
  {
    sql: `ALTER TABLE ${quote(name)} RENAME TO ${quote(table)}`,
    comment: step('give the new form its name'),
  },
  { sql: 'PRAGMA legacy_alter_table = OFF', comment: step('watch what names it again') },
]
