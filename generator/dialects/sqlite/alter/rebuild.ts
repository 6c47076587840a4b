import type { Model } from '../../../model/model.js'
import { isFor, type Statement } from '../../dialect.js'
import { parenthesizedList, wrapBefore } from '../../layout.js'
import { allRowsIn, checkedDrop, foreignKeysOff, type Requirement } from '../checked-drop.js'
import { countingColumn, createTable, isGenerated } from '../create-table.js'
import { quote } from '../identifiers.js'
import { createIndex } from '../indexes.js'
import { textLiteral } from '../literals.js'
import { dropParkedColumn } from '../parking.js'
import { name as dialect } from '../versions.js'
import type { SqliteAlteration } from './alteration.js'
import { addedValue, type ColumnValue, keptValue } from './column-values.js'
import { indexesOf } from './differences.js'
import { freeName } from './free-name.js'
import { withoutNull } from './null-guard.js'
import { parkedValue } from './parked-values.js'
import { keptRowNumber } from './row-numbers.js'

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
    ...createTable(wanted, wanted.foreignKeys, sides.wanted.model, name).map(({ sql }) => ({
      sql,
      comment: step('make its new form'),
    })),
    ...countOn(alteration, name, step('go on counting where it stands')),
    { sql: copy(alteration, name, values), comment: step('copy its rows') },
    ...checkedDrop(wanted.name, requirements(alteration, name), step('drop its old form'), step),
    ...takeName(wanted.name, name, step),
    ...indexesOf(wanted).flatMap((index) =>
      createIndex(wanted, index).map(({ sql }) => ({ sql, comment: step(`index ${index.name}`) })),
    ),
    ...values.flatMap(({ column, parked }) =>
      parked === undefined ? [] : dropParkedColumn(wanted, column, parked),
    ),
  ]
}

const newName = (table: string, { current, wanted }: SqliteAlteration['sides']): string =>
  freeName(`${table}__new`, [...namesIn(current.model), ...namesIn(wanted.model)])

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

/** What points at a table loses rows with it, and so does the new form of one that points at itself. */
const requirements = ({ wanted, sides }: SqliteAlteration, copy: string): readonly Requirement[] => {
  const stay = new Set(namesIn(sides.wanted.model))
  const isPointedAt = [...sides.current.model.tables, ...sides.wanted.model.tables].some(
    (table) =>
      isFor(table, dialect) &&
      stay.has(table.name) &&
      table.foreignKeys.some((key) => key.table === wanted.name),
  )
  return [...(isPointedAt ? [foreignKeysOff] : []), allRowsIn(wanted.name, copy)]
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
  const sources = values.map((value) => {
    const source = fittingValue(alteration, value)
    return { ...source, sql: withoutNull(alteration, value, source.sql) }
  })
  const number = keptRowNumber(alteration)
  const head = `INSERT INTO ${quote(name)} `
  const columns = parenthesizedList(
    [...(number === undefined ? [] : [number]), ...values.map(({ column }) => quote(column.name))],
    head.length,
  )
  return [
    `${head}${columns}`,
    select([
      ...(number === undefined ? [] : [`${quote(alteration.wanted.name)}.${number}`]),
      ...sources.map(({ sql }) => sql),
    ]),
    `FROM ${quote(alteration.wanted.name)}`,
    ...sources.map(({ join }) => join).filter((join) => join !== undefined),
  ].join('\n')
}

/**
 * The database takes any value into any column, so what does not fit must be looked for; a function that fails on its argument is
 * asked only then.
 */
const fittingValue = (alteration: SqliteAlteration, value: ColumnValue): ReturnType<typeof parkedValue> => {
  const { column, fits } = value
  const source = parkedValue(alteration, value)
  if (fits === undefined) return source
  const name = quote(column.name)
  const message = textLiteral(
    `${alteration.wanted.name}.${column.name} has a value that does not fit its new type: `,
  )
  const fitting = fits === 'FALSE' ? `${name} IS NULL` : `${name} IS NULL OR (${fits})`
  return {
    ...source,
    sql: [
      'CASE',
      wrapBefore(`    WHEN ${fitting}`, `THEN ${source.sql}`, '      '),
      `    ELSE json_extract('{}', ${message} || quote(${name}))`,
      '  END',
    ].join('\n'),
  }
}

const select = (expressions: readonly string[]): string => {
  const line = `SELECT ${expressions.join(', ')}`
  return line.length <= 110 && !line.includes('\n') ? line : `SELECT\n  ${expressions.join(',\n  ')}`
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
