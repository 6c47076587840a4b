import type { ChangeOf } from '../changes/change.js'
import type { Column, Index, Table } from '../model/model.js'
import type { Hazard } from './dialect.js'

/** What a reviewer must know of a column that goes: of its values, of code, and of rows that it told apart. */
export const droppedColumnHazards = (
  { before, after }: { readonly before: Table; readonly after: Table },
  { column }: Pick<ChangeOf<'dropColumn'>, 'column'>,
  isLost: boolean,
): readonly Hazard[] => {
  const place = `${after.name}.${column.name}`
  return [
    ...(isLost ? [{ kind: 'drops-data', message: `the values of ${place} are lost` } as const] : []),
    ...(marksDeletion(before, column)
      ? [
          {
            kind: isLost ? 'drops-data' : 'invents-data',
            message: `rows of ${after.name} that were deleted softly are live rows again`,
          } as const,
        ]
      : []),
    { kind: 'breaks-running-code', message: `code that names ${place} fails` },
  ]
}

/**
 * History keeps what columns are and not which mixin they came with: a unique key of live rows alone says which column marks
 * deleted ones, and so do the names that the mixin gives unless told.
 */
const marksDeletion = ({ columns, indexes, historyOf }: Table, { name, type }: Column): boolean =>
  historyOf === undefined &&
  (indexes.some(({ live }) => live === name) ||
    (name === 'deleted_at' &&
      type.kind === 'timestamp' &&
      columns.some((each) => each.name === 'deletion_id' && each.type.kind === 'uuid')))

/** What was written into a column is gone once the database computes what stands there. */
export const newlyComputedHazards = (
  table: string,
  { before, after }: { readonly before: Column; readonly after: Column },
): readonly Hazard[] =>
  before.generated !== undefined || after.generated === undefined
    ? []
    : [
        {
          kind: 'drops-data',
          message: `the values of ${table}.${after.name} are lost: it is computed from then on`,
        },
        { kind: 'breaks-running-code', message: `code that writes ${table}.${after.name} fails` },
      ]

/** Code that was written before the column knows nothing of it; only a trigger writes histories. */
export const requiredColumnHazards = ({ name, historyOf }: Table, column: Column): readonly Hazard[] => {
  const hasValue =
    column.nullable ||
    column.default !== undefined ||
    column.identity !== undefined ||
    column.generated !== undefined
  return hasValue || historyOf !== undefined
    ? []
    : [
        {
          kind: 'breaks-running-code',
          message: `code that inserts into ${name} without ${column.name} fails from then on`,
        },
      ]
}

/** Rows that a new unique index finds equal, unless one that goes has kept them apart. */
export const uniqueIndexHazards = (
  { name }: Table,
  index: Index,
  gone: readonly Index[],
): readonly Hazard[] =>
  !index.unique || gone.some((former) => keepsApart(former, index))
    ? []
    : [{ kind: 'may-fail', message: `rows of ${name} that ${index.name} finds equal stop the migration` }]

const keepsApart = (former: Index, index: Index): boolean =>
  former.unique &&
  (!former.nullsDistinct || index.nullsDistinct) &&
  (rowsOf(former) === everyRow || rowsOf(former) === rowsOf(index)) &&
  keyOf(former) === keyOf(index)

const everyRow = '[]'

const rowsOf = ({ where, live }: Index): string =>
  where === undefined && live === undefined ? everyRow : JSON.stringify([where, live])

/** In whichever order they stand. */
const keyOf = ({ elements }: Index): string =>
  JSON.stringify(
    elements
      .map((element) =>
        JSON.stringify(element.kind === 'column' ? [element.column, element.collate] : element),
      )
      .sort(),
  )
