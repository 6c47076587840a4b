import type { Check, Column } from '../../../model/model.js'
import type { Statement } from '../../dialect.js'
import { wrapBefore } from '../../layout.js'
import { check, foreignKey } from '../constraints.js'
import { columnText, isGenerated } from '../create-table.js'
import { quote } from '../identifiers.js'
import type { SqliteAlteration } from './alteration.js'
import { addedValue } from './column-values.js'
import { altersConstraints, attachedTo } from './decide.js'
import { valueCheckOn } from './differences.js'
import { rowUpdates } from './row-updates.js'

/** A table that is altered where it stands. What checks values goes before they change and comes when they have. */
export const alterNatively = (alteration: SqliteAlteration): readonly Statement[] => [
  ...goingChecks(alteration),
  ...inOrderOfNeed(alteration.difference.added).map((column) => addColumn(alteration, column)),
  ...rowUpdates(alteration),
  ...alteration.difference.dropped
    .toReversed()
    .toSorted((a, b) => Number(isGenerated(b)) - Number(isGenerated(a)))
    .map((column) => dropColumn(alteration, column)),
  ...nullability(alteration),
  ...comingChecks(alteration),
]

/** What is computed may be computed from what is added with it. */
const inOrderOfNeed = (columns: readonly Column[]): readonly Column[] =>
  columns.toSorted((a, b) => Number(isGenerated(a)) - Number(isGenerated(b)))

const addColumn = (alteration: SqliteAlteration, column: Column): Statement => {
  const { wanted, sides, difference } = alteration
  const shown = becomesNotNullLater(alteration, column) ? { ...column, nullable: true } : column
  const { name, type, clauses, constraint } = columnText(wanted, shown, false, sides.wanted.model)
  const constraints = [
    constraint,
    ...difference.foreignKeys.come
      .filter(({ columns }) => columns.includes(column.name))
      .map((key) => foreignKey(key).replace(`FOREIGN KEY (${quote(column.name)}) `, '')),
    ...difference.checks.come.filter((each) => attachedTo(alteration, each) === column).map(check),
  ].filter((text) => text !== undefined)
  const head = [`${alter(alteration)} ADD COLUMN ${name} ${type}`, ...clauses].join(' ')
  return {
    sql: constraints.reduce((text, each) => wrapBefore(text, each, '  '), head),
    comment: `add column ${column.name} to ${wanted.name}`,
  }
}

/** Rows get their values between the two. */
const becomesNotNullLater = (alteration: SqliteAlteration, column: Column): boolean => {
  const { by } = addedValue(alteration, column)
  return !column.nullable && (by === 'stand-in' || (by === 'backfill' && column.default === undefined))
}

const dropColumn = (alteration: SqliteAlteration, { name }: Column): Statement => ({
  sql: `${alter(alteration)} DROP COLUMN ${quote(name)}`,
  comment: `drop column ${name} of ${alteration.wanted.name}`,
})

const nullability = (alteration: SqliteAlteration): readonly Statement[] => {
  const { added, nullability: kept } = alteration.difference
  const columns = [
    ...kept.map(({ after }) => after),
    ...added.filter((column) => becomesNotNullLater(alteration, column)),
  ]
  return columns.map((column) => ({
    sql: `${alter(alteration)} ALTER COLUMN ${quote(column.name)} ${column.nullable ? 'DROP' : 'SET'} NOT NULL`,
    comment: `make ${alteration.wanted.name}.${column.name} ${column.nullable ? 'nullable' : 'not null'}`,
  }))
}

/** A check that was added later stands at the table, where it would keep a column from being dropped. */
const goingChecks = (alteration: SqliteAlteration): readonly Statement[] => {
  if (!altersConstraints(alteration)) return []
  const { sides, difference } = alteration
  const ofColumns = [...difference.valueChecks.map(({ before }) => before), ...difference.dropped]
    .filter((column) => valueCheckOn(sides.current, column) !== undefined)
    .map(sides.current.checkName)
  return [...ofColumns, ...difference.checks.gone.map(({ name }) => name)].map((name) => ({
    sql: `${alter(alteration)} DROP CONSTRAINT ${quote(name)}`,
    comment: `drop check ${name} of ${alteration.wanted.name}`,
  }))
}

const comingChecks = (alteration: SqliteAlteration): readonly Statement[] => {
  if (!altersConstraints(alteration)) return []
  const { wanted, sides, difference } = alteration
  const ofColumns = difference.valueChecks.map(({ after }) => ({
    name: sides.wanted.checkName(after),
    text: valueCheckOn(sides.wanted, after),
  }))
  const ofTable = difference.checks.come
    .filter((each) => attachedTo(alteration, each) === undefined)
    .map((each: Check) => ({ name: each.name, text: check(each) }))
  return [...ofColumns, ...ofTable].flatMap(({ name, text }) =>
    text === undefined
      ? []
      : [
          {
            sql: wrapBefore(alter(alteration), `ADD ${text}`, '  '),
            comment: `add check ${name} to ${wanted.name}`,
          },
        ],
  )
}

const alter = ({ wanted }: SqliteAlteration): string => `ALTER TABLE ${quote(wanted.name)}`
