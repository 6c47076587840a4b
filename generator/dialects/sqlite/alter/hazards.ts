import type { ChangeOf } from '../../../changes/change.js'
import { typeInWords } from '../../../changes/describe-table-change.js'
import { sameState } from '../../../model/equal.js'
import type { Column } from '../../../model/model.js'
import { droppedColumnHazards, newlyComputedHazards, requiredColumnHazards } from '../../column-hazards.js'
import type { Hazard } from '../../dialect.js'
import { unknownValues } from '../../enum-hazards.js'
import { isUniqueAlone, madeUpHazard } from '../../neutral-values.js'
import { conversionOf, type SqliteAlteration } from './alteration.js'
import { collationHazards } from './collation-hazards.js'
import { addedValue, canPark } from './column-values.js'
import { conversion } from './conversion.js'
import type { Way } from './decide.js'
import { type KeptColumn, valueCheckOn } from './differences.js'
import { enumHazards } from './enum-hazards.js'
import { indexHazards } from './index-hazards.js'
import type { NativeRename } from './native-renames.js'
import { becomesNotNull } from './null-guard.js'
import { broken, mayFail, notFound, shared } from './row-hazards.js'
import { becomesStrict, losesTexts, typesOf } from './strictness.js'

/** What a reviewer must know of a table's new form, a sentence each. */
export const hazardsOf = (alteration: SqliteAlteration, way: Way): readonly Hazard[] => {
  const { difference } = alteration
  return distinct([
    ...(way === 'rebuild' ? [rewrite(alteration)] : []),
    ...droppedColumns(alteration).flatMap((change) => dropHazards(alteration, change)),
    ...difference.added.flatMap((column) => [
      ...additionHazards(alteration, column),
      ...requiredColumnHazards(alteration.wanted, column),
    ]),
    ...difference.kept.flatMap((pair) => [
      ...newlyComputedHazards(alteration.wanted.name, pair),
      ...narrowing(alteration, pair),
      ...newNotNull(alteration, pair),
    ]),
    ...enumHazards(alteration),
    ...newStrictness(alteration),
    ...constraintHazards(alteration),
    ...collationHazards(alteration),
    // Indexes of a table that is made anew come with it.
    ...(way === 'rebuild' ? indexHazards(alteration, difference.indexes.come) : []),
  ])
}

const distinct = (hazards: readonly Hazard[]): readonly Hazard[] =>
  hazards.filter(
    ({ kind, message }, index) =>
      hazards.findIndex((each) => each.kind === kind && each.message === message) === index,
  )

export const renameHazard = (rename: NativeRename['rename']): Hazard => ({
  kind: 'breaks-running-code',
  message:
    rename.kind === 'renameTable'
      ? `code that names ${rename.from} fails until it names ${rename.to}`
      : `code that names ${rename.table}.${rename.from} fails until it names ${rename.table}.${rename.to}`,
})

const rewrite = ({ wanted }: SqliteAlteration): Hazard => ({
  kind: 'rewrites-table',
  message: `${wanted.name} is made anew: every row is copied, ${wanted.columns.length} ${wanted.columns.length === 1 ? 'column' : 'columns'} of it`,
})

/** Under the names that they had. */
const droppedColumns = ({ alteration }: SqliteAlteration) =>
  alteration.changes.filter((change) => change.kind === 'dropColumn')

const dropHazards = ({ alteration }: SqliteAlteration, change: ChangeOf<'dropColumn'>): readonly Hazard[] => {
  const { column, park } = change
  const isLost = column.generated === undefined && (park === undefined || !canPark(alteration.before, column))
  return droppedColumnHazards(alteration, change, isLost)
}

const additionHazards = (alteration: SqliteAlteration, column: Column): readonly Hazard[] => {
  const { by, sql, parked } = addedValue(alteration, column)
  if (by !== 'stand-in' || column.generated !== undefined) return []
  const { wanted } = alteration
  if (sql === undefined) return [madeUpHazard(wanted, column, parked, 'nothing')]
  const madeUp = isUniqueAlone(wanted, column) ? 'numbers' : { value: sql }
  return [madeUpHazard(wanted, column, parked, madeUp)]
}

const narrowing = (alteration: SqliteAlteration, { before, after }: KeptColumn): readonly Hazard[] => {
  const { wanted, sides } = alteration
  if (losesTexts(alteration, { before, after }))
    return [
      mayFail(
        `rows whose ${wanted.name}.${after.name} is a text that looks like a number stop the migration: it would become one`,
      ),
    ]
  if (sameState(before.type, after.type)) return newlyChecked(wanted, sides, { before, after })
  const [old, next] = typesOf(alteration, { before, after })
  const { fits } = conversion(old, next, 'value', sides.wanted.model)
  if (fits === undefined) return []
  if ((before.type.kind === 'text' || before.type.kind === 'varchar') && after.type.kind === 'enum')
    return [unknownValues(`${wanted.name}.${after.name}`, after.type.name)]
  const [from, to] = [typeInWords(before.type), typeInWords(after.type)]
  return [
    {
      kind: 'narrows-type',
      message: `${wanted.name}.${after.name}: values of ${from} that do not fit ${to} stop the migration or come out differently`,
    },
  ]
}

/** Values that nothing was asked of so far. */
const newlyChecked = (
  wanted: SqliteAlteration['wanted'],
  sides: SqliteAlteration['sides'],
  { before, after }: KeptColumn,
): readonly Hazard[] => {
  if (before.typeCheck !== false || valueCheckOn(sides.wanted, after) === undefined) return []
  return [
    mayFail(`rows whose ${wanted.name}.${after.name} is no ${typeInWords(after.type)} stop the migration`),
  ]
}

/** The database itself looks at every value that comes into a strict table. */
const newStrictness = (alteration: SqliteAlteration): readonly Hazard[] =>
  becomesStrict(alteration) && alteration.difference.kept.length > 0
    ? [
        mayFail(
          `rows of ${alteration.wanted.name} with a value that is not of the declared type of its column stop the migration`,
        ),
      ]
    : []

const newNotNull = (alteration: SqliteAlteration, { before, after }: KeptColumn): readonly Hazard[] => {
  if (!becomesNotNull(alteration, { before, after })) return []
  return [
    ...(conversionOf(alteration, after.name)?.backfill !== undefined
      ? []
      : [mayFail(`rows in which ${alteration.wanted.name}.${after.name} is null stop the migration`)]),
    ...requiredColumnHazards(alteration.wanted, after),
  ]
}

const constraintHazards = ({ alteration, wanted }: SqliteAlteration): readonly Hazard[] =>
  alteration.changes.flatMap((change) => {
    switch (change.kind) {
      case 'addUnique':
        return [shared(wanted, change.unique)]
      case 'addCheck':
        return [broken(wanted, change.check)]
      case 'addForeignKey':
        return [notFound(wanted, change.foreignKey)]
      case 'changePrimaryKey':
        return change.after === undefined ? [] : [shared(wanted, change.after)]
      default:
        return []
    }
  })
