import type { Check, Column, ForeignKey } from '../../../model/model.js'
import { mentions } from '../../mentions.js'
import { compareVersions } from '../../version.js'
import { check } from '../constraints.js'
import { countingColumn, isGenerated } from '../create-table.js'
import { defaultClause } from '../defaults.js'
import type { SqliteAlteration } from './alteration.js'
import { addedValue, type ColumnValue, keptValue } from './column-values.js'
import { isChanged, valueCheckOn } from './differences.js'
import { holdsNoNull, isNeverNull } from './never-null.js'

/** Cheapest first: nothing to do, statements of the database's own, or the table made anew beside the old one. */
export type Way = 'nothing' | 'native' | 'rebuild'

/**
 * A third way, in which a column is swapped (add one, fill it, drop the old one, rename), never drops the table, so that it would
 * serve where foreign keys cannot be switched off. It is not taken: it fires or needs to lift the same triggers, moves what stands
 * on the column just as a rebuild does, and a runner that leaves foreign keys on is stopped by the file's first statement.
 */
export const wayOf = (alteration: SqliteAlteration): Way => {
  if (needsRebuild(alteration)) return 'rebuild'
  return isChanged(alteration.difference) || updates(alteration).length > 0 ? 'native' : 'nothing'
}

/** `ALTER COLUMN … SET NOT NULL`, `ADD CONSTRAINT … CHECK`, `DROP CONSTRAINT`: https://www.sqlite.org/lang_altertable.html */
export const altersConstraints = ({ version }: SqliteAlteration): boolean =>
  compareVersions(version, '3.53') >= 0

const needsRebuild = (alteration: SqliteAlteration): boolean => {
  const { current, wanted, difference } = alteration
  const { reshaped, kept, added, dropped, foreignKeys } = difference
  return (
    difference.primaryKey ||
    difference.options ||
    difference.uniqueKeys ||
    reshaped.length > 0 ||
    foreignKeys.gone.length > 0 ||
    foreignKeys.come.some((key) => !comesWithColumn(alteration, key)) ||
    kept.some((pair) => isConverted(keptValue(alteration, pair))) ||
    changesConstraints(alteration) ||
    added.some((column) => !canAdd(alteration, column)) ||
    dropped.some((column) => !canDrop(alteration, column)) ||
    dropped.length === current.columns.length ||
    wanted.primaryKey?.columns.some((name) =>
      difference.nullability.some(({ after }) => after.name === name),
    ) === true
  )
}

const isConverted = ({ by }: ColumnValue): boolean => by === 'conversion' || by === 'using'

const changesConstraints = (alteration: SqliteAlteration): boolean => {
  const { checks, nullability, valueChecks } = alteration.difference
  if (altersConstraints(alteration)) {
    return (
      valueChecks.some(
        ({ after }) =>
          valueCheckOn(alteration.sides.wanted, after) !== undefined && !holdsNoNull(alteration, after),
      ) ||
      checks.come.some((each) => attachedTo(alteration, each) === undefined && !isNeverNull(alteration, each))
    )
  }
  return (
    nullability.length > 0 ||
    valueChecks.length > 0 ||
    checks.gone.length > 0 ||
    checks.come.some((each) => attachedTo(alteration, each) === undefined)
  )
}

/** Values that rows get by an UPDATE after the columns are there. */
export const updates = (alteration: SqliteAlteration): readonly ColumnValue[] => {
  const { added, kept } = alteration.difference
  return [
    ...kept
      .map((pair) => keptValue(alteration, pair))
      .filter(({ by }) => by === 'backfill' || by === 'moves'),
    ...added
      .filter((column) => !isGenerated(column))
      .map((column) => addedValue(alteration, column))
      .filter(({ by, parked }) => parked !== undefined || by === 'backfill' || by === 'stand-in'),
  ]
}

/** A check may stand in the definition of any column, so that it comes with one that is added and filled at once. */
export const attachedTo = (alteration: SqliteAlteration, wanted: Check): Column | undefined => {
  const text = check(wanted)
  const filledLater = updates(alteration).map(({ column }) => column)
  return alteration.difference.added.findLast(
    (column) => text !== undefined && mentions(text, column.name) && !filledLater.includes(column),
  )
}

/** A foreign key of one column comes with that column. */
const comesWithColumn = ({ difference }: SqliteAlteration, { columns }: ForeignKey): boolean =>
  columns.length === 1 && difference.added.some(({ name }) => name === columns[0])

/** https://www.sqlite.org/lang_altertable.html#alter_table_add_column */
const canAdd = (alteration: SqliteAlteration, column: Column): boolean => {
  const { wanted, difference } = alteration
  const { by, sql } = addedValue(alteration, column)
  if (isInKey(alteration, column) || countingColumn(wanted) === column) return false
  if (column.generated !== undefined) return isGenerated(column) && !column.generated.stored
  if (!hasConstantDefault(column)) return false
  const pointing = difference.foreignKeys.come.filter(({ columns }) => columns.includes(column.name))
  if (pointing.length > 1 || (pointing.length > 0 && by === 'default')) return false
  if (column.nullable || by === 'default' || (by === 'backfill' && column.default !== undefined)) return true
  return altersConstraints(alteration) && sql !== undefined && !sql.includes('row_number()')
}

const isInKey = ({ wanted }: SqliteAlteration, { name }: Column): boolean =>
  [wanted.primaryKey?.columns ?? [], ...wanted.uniques.map(({ columns }) => columns)].some((columns) =>
    columns.includes(name),
  )

/** Rows that exist would otherwise need the expression worked out for each of them. */
const hasConstantDefault = (column: Column): boolean => {
  const clause = defaultClause(column)
  return (
    clause === undefined ||
    /^DEFAULT (-?\d+(\.\d+)?(e[+-]?\d+)?|'(?:[^']|'')*'|X'[0-9a-f]*'|NULL)$/i.test(clause)
  )
}

/** https://www.sqlite.org/lang_altertable.html#alter_table_drop_column; its own value check goes with it. */
const canDrop = (alteration: SqliteAlteration, { name }: Column): boolean => {
  const { current } = alteration
  const inKey = [
    current.primaryKey?.columns ?? [],
    ...current.uniques.map(({ columns }) => columns),
    ...current.foreignKeys.map(({ columns }) => columns),
  ]
  if (inKey.some((columns) => columns.includes(name))) return false
  return altersConstraints(alteration) || !current.checks.some((each) => mentions(check(each) ?? '', name))
}
