import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import type { Column, Index, Model, Table, Target, Unique } from '../../model/model.js'
import { isFor, textFor } from '../dialect.js'
import { checkPresence } from '../presence-rules.js'
import { report, type WithOrigin } from '../report.js'
import { checkTexts } from '../text-rules.js'
import { checkVersion } from '../version.js'
import { builtInCollations, countingColumn } from './create-table.js'
import { checkKeyOptions } from './key-option-rules.js'
import { checkLongDecimals, longDecimal } from './long-decimal-rules.js'
import { declaredType, isStrict, isStrictType, isWithoutRowNumbers } from './table-options.js'
import { exactDigits } from './types.js'
import { name, title, versions } from './versions.js'

export const check = (model: Model, target: Target): readonly Diagnostic[] => [
  ...checkVersion(target, { title, versions }),
  ...checkPresence(model, { name, title }),
  ...checkTexts(model, title),
  ...model.tables.filter((table) => isFor(table, name)).flatMap(checkTable),
]

const checkTable = (table: Table): readonly Diagnostic[] => [
  ...checkName(table),
  ...checkRowNumbers(table),
  ...checkKeyOptions(table),
  ...table.columns.flatMap((column) => [
    ...checkIdentity(table, column),
    ...checkCollation(table, column),
    ...checkDecimal(table, column),
    ...checkStrictType(table, column),
  ]),
  ...table.uniques.flatMap((unique) => checkUnique(table, unique)),
  ...table.indexes.filter((index) => isFor(index, name)).flatMap((index) => checkIndex(table, index)),
  ...checkLongDecimals(table),
]

/** https://www.sqlite.org/lang_createtable.html: such names are for internal use. */
const checkName = (table: Table): readonly Diagnostic[] =>
  table.name.toLowerCase().startsWith('sqlite_')
    ? report(
        'reserved-name',
        table,
        `${table.name} begins as ${title}'s own tables do`,
        'choose another name',
      )
    : []

const checkIdentity = (table: Table, column: Column): readonly Diagnostic[] =>
  column.identity === undefined || countingColumn(table) === column
    ? []
    : report(
        'unsupported-identity',
        column,
        `${title} counts in a column only if it alone is the primary key, and ${table.name}.${column.name} is not`,
        'make it the primary key, or give the table a key of its own and fill this column yourself',
      )

/** https://www.sqlite.org/withoutrowid.html */
const checkRowNumbers = (table: Table): readonly Diagnostic[] => {
  if (!isWithoutRowNumbers(table)) return []
  const counting = countingColumn(table)
  if (counting !== undefined)
    return report(
      'unsupported-option',
      counting,
      `${table.name}.${counting.name} counts the numbers of the rows, which a table without rowid does not have`,
      'remove `identity`, or the option `without rowid`',
    )
  if (table.primaryKey !== undefined) return []
  return report(
    'unsupported-option',
    table,
    `${table.name} is without rowid and has no primary key to keep its rows by`,
    'add a primary key, or remove the option `without rowid`',
  )
}

const checkStrictType = (table: Table, { name: column, type, meta }: Column): readonly Diagnostic[] => {
  const declared = declaredType(table, type)
  if (!isStrict(table) || isStrictType(declared)) return []
  return report(
    'unsupported-type',
    meta === undefined ? {} : { meta },
    `${table.name}.${column} is declared ${declared === '' ? 'without a type' : `as ${declared}`}, which a strict table of ${title} cannot have`,
    'use a type of the language, or one of INT, INTEGER, REAL, TEXT, BLOB and ANY, or remove the option `strict`',
  )
}

const checkCollation = (table: Table, column: Column): readonly Diagnostic[] =>
  column.collate === undefined
    ? []
    : collation(`${table.name}.${column.name}`, textFor(column.collate, name), column)

const collation = (place: string, collate: string | undefined, element: WithOrigin): readonly Diagnostic[] =>
  collate === undefined || builtInCollations.includes(collate)
    ? []
    : report(
        'unsupported-collation',
        element,
        `${place}: ${title} has no collation ${collate}`,
        `use one of ${builtInCollations.join(', ')}, or name it for the other databases alone`,
      )

/** Text compares digit by digit, so that '9' stands after '10'. */
const checkDecimal = (table: Table, column: Column): readonly Diagnostic[] => {
  const digits = longDecimal(column)
  if (digits === undefined || table.historyOf !== undefined) return []
  return report(
    'decimal-as-text',
    column,
    `${title} keeps ${table.name}.${column.name} as text, since its numbers have ${exactDigits} exact digits and not ${digits}; it orders and compares as text there`,
    `a precision of ${exactDigits} or less is kept as a number`,
  )
}

const checkUnique = (table: Table, unique: Unique): readonly Diagnostic[] => [
  ...(unique.nullsDistinct
    ? []
    : report(
        'unsupported-constraint',
        unique,
        `${unique.name} on ${table.name}: in ${title} two nulls are never the same in a unique key`,
        'make the columns not null, or write a unique index over coalesce(...) expressions',
      )),
  ...(unique.deferrable === 'no'
    ? []
    : report(
        'unsupported-constraint',
        unique,
        `${unique.name} on ${table.name}: ${title} cannot defer a unique key`,
        'leave deferrable out',
      )),
]

const checkIndex = (table: Table, index: Index): readonly Diagnostic[] => [
  ...(index.using === undefined || index.using.toLowerCase() === 'btree'
    ? []
    : report(
        'unsupported-index',
        index,
        `${index.name} on ${table.name}: ${title} has no index of the kind ${index.using}`,
        'name the databases that have it with dialects: [...]',
      )),
  ...(index.nullsDistinct || !index.unique
    ? []
    : report(
        'unsupported-index',
        index,
        `${index.name} on ${table.name}: in ${title} two nulls are never the same in a unique index`,
        'index coalesce(...) expressions, or name the databases that have it with dialects: [...]',
      )),
  ...index.elements.flatMap((element) =>
    element.kind === 'column' ? collation(index.name, element.collate, index) : [],
  ),
]
