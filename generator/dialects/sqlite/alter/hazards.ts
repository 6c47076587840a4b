import { typeInWords } from '../../../changes/describe-table-change.js'
import { sameState } from '../../../model/equal.js'
import type { Column, Index } from '../../../model/model.js'
import type { Hazard } from '../../dialect.js'
import type { SqliteAlteration } from './alteration.js'
import { addedValue, canPark } from './column-values.js'
import { conversion } from './conversion.js'
import type { Way } from './decide.js'
import type { KeptColumn } from './differences.js'
import { enumHazards } from './enum-hazards.js'
import type { NativeRename } from './native-renames.js'

/** What a reviewer must know of a table's new form, a sentence each. */
export const hazardsOf = (alteration: SqliteAlteration, way: Way): readonly Hazard[] => {
  const { difference } = alteration
  return [
    ...(way === 'rebuild' ? [rewrite(alteration)] : []),
    ...droppedColumns(alteration).flatMap((column) => dropHazards(alteration, column)),
    ...difference.added.flatMap((column) => additionHazards(alteration, column)),
    ...difference.kept.flatMap((pair) => [...narrowing(alteration, pair), ...newNotNull(alteration, pair)]),
    ...enumHazards(alteration),
    ...constraintHazards(alteration),
  ]
}

export const renameHazard = ({ kind, ...rename }: NativeRename['rename']): Hazard => ({
  kind: 'breaks-running-code',
  message:
    'table' in rename
      ? `code that is running still calls ${rename.table}.${rename.to} ${rename.from}`
      : `code that is running still calls ${rename.to} ${rename.from}`,
})

/** A new index on rows that exist. */
export const indexHazards = (
  { wanted, difference }: SqliteAlteration,
  come: readonly Index[],
): readonly Hazard[] =>
  come
    .filter(
      ({ unique, name }) =>
        unique && !difference.indexes.gone.some((gone) => gone.unique && gone.name === name),
    )
    .map(({ name }) => mayFail(`${name} is refused if rows of ${wanted.name} agree in what it indexes`))

const rewrite = ({ wanted }: SqliteAlteration): Hazard => ({
  kind: 'rewrites-table',
  message: `${wanted.name} is made anew: every row is copied, ${wanted.columns.length} ${wanted.columns.length === 1 ? 'column' : 'columns'} of it`,
})

/** Under the names that they had. */
const droppedColumns = ({ alteration }: SqliteAlteration) =>
  alteration.changes.filter((change) => change.kind === 'dropColumn')

const dropHazards = (
  { alteration, wanted }: SqliteAlteration,
  { column, park }: { readonly column: Column; readonly park: string | undefined },
): readonly Hazard[] => {
  const place = `${wanted.name}.${column.name}`
  const isLost = column.generated === undefined && (park === undefined || !canPark(alteration.before, column))
  return [
    ...(isLost ? [{ kind: 'drops-data', message: `the values of ${place} are lost` } as const] : []),
    { kind: 'breaks-running-code', message: `code that is running may still ask for ${place}` },
  ]
}

const additionHazards = (alteration: SqliteAlteration, column: Column): readonly Hazard[] => {
  const { by, sql, parked } = addedValue(alteration, column)
  if (by !== 'stand-in' || column.generated !== undefined) return []
  const place = `${alteration.wanted.name}.${column.name}`
  const rows = parked === undefined ? 'rows' : `rows that are not in ${parked}`
  if (sql === undefined) {
    return [
      mayFail(
        `${place} points at another table, so that nothing can be made up for ${rows}: it fails if there are any`,
      ),
    ]
  }
  return [{ kind: 'invents-data', message: `${rows} get ${sql} in ${place}, whose values are gone` }]
}

const narrowing = (alteration: SqliteAlteration, { before, after }: KeptColumn): readonly Hazard[] => {
  if (sameState(before.type, after.type)) return []
  const { fits } = conversion(before.type, after.type, 'value', alteration.sides.wanted.model)
  if (fits === undefined) return []
  const own = alteration.alteration.changes.some(
    (change) =>
      change.kind === 'alterColumn' && change.after.name === after.name && change.up.using !== undefined,
  )
  return [
    {
      kind: 'narrows-type',
      message: `${alteration.wanted.name}.${after.name} goes from ${typeInWords(before.type)} to ${typeInWords(after.type)}, ${
        own ? 'by an expression that may lose something' : 'and a value that does not fit makes it fail'
      }`,
    },
  ]
}

const newNotNull = (alteration: SqliteAlteration, { before, after }: KeptColumn): readonly Hazard[] => {
  if (!before.nullable || after.nullable) return []
  const answered = alteration.alteration.changes.some(
    (change) =>
      change.kind === 'alterColumn' && change.after.name === after.name && change.up.backfill !== undefined,
  )
  return answered
    ? []
    : [mayFail(`${alteration.wanted.name}.${after.name} fails to become not null if a row has none`)]
}

const constraintHazards = ({ alteration, wanted }: SqliteAlteration): readonly Hazard[] =>
  alteration.changes.flatMap((change) => {
    switch (change.kind) {
      case 'addUnique':
        return [
          mayFail(
            `${change.unique.name} is refused if rows of ${wanted.name} agree in ${change.unique.columns.join(', ')}`,
          ),
        ]
      case 'addCheck':
        return [mayFail(`${change.check.name} is refused if a row of ${wanted.name} breaks it`)]
      case 'addForeignKey':
        return [
          mayFail(
            `${change.foreignKey.name} is refused if a row of ${wanted.name} points at no row of ${change.foreignKey.table}`,
          ),
        ]
      case 'changePrimaryKey':
        return change.after === undefined
          ? []
          : [
              mayFail(
                `${change.after.name} is refused if rows of ${wanted.name} agree in ${change.after.columns.join(', ')}`,
              ),
            ]
      default:
        return []
    }
  })

export const mayFail = (message: string): Hazard => ({ kind: 'may-fail', message })
