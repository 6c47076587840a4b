import type { Change } from '../../changes/change.js'
import type { ForeignKey, Table } from '../../model/model.js'
import type { Lowered, Lowering } from '../dialect.js'
import { objectSteps, stagedStep } from '../object-steps.js'
import { inStages, type Stage, type StagedStep } from '../stages.js'
import { alterEnums } from './alter/alter-enums.js'
import { type AlteredTable, changesOf } from './alter/altered-table.js'
import { remakeDependents } from './alter/dependents.js'
import { dropsLate } from './alter/fill-columns.js'
import { isOfView, keepOfViews } from './alter/kept-of-views.js'
import { lateViews } from './alter/late-views.js'
import { tellLostPrivileges } from './alter/lost-privileges.js'
import { scriptsAside } from './alter/replaced-types.js'
import { keptTables, tableSteps } from './alter/table-steps.js'
import { stepAside } from './alter/types-aside.js'
import { objects } from './render.js'

/** The whole work of a migration. */
export const lower = (migration: Lowering): Lowered => {
  const tables = keptTables(migration)
  const steps = [
    ...newObjects(migration, tables),
    ...alterEnums(migration),
    ...stepAside(migration),
    ...tableSteps(tables),
    ...remakeDependents(migration, tables),
  ]
  return {
    steps: tellLostPrivileges(keepOfViews(inStages(steps.map(placing(migration, tables))))),
    directives: [],
  }
}

/** Keys of new tables to what is only now made unique are added when it is. */
const newObjects = (migration: Lowering, tables: readonly AlteredTable[]): readonly StagedStep[] => {
  const awaits = (key: ForeignKey): boolean => tables.some((table) => isAwaited(table, key))
  const stripped = new Map<Change, Change>()
  const aside = new Set(scriptsAside(migration).map(({ script }) => script.name))
  const whole = migration.changes.filter(
    (change) => change.kind !== 'replaceScript' || !aside.has(change.after.name),
  )
  const changes = whole.map((change) => {
    if (change.kind !== 'createTable' || !change.table.foreignKeys.some(awaits)) return change
    const rest = change.table.foreignKeys.filter((key) => !awaits(key))
    const without: Change = { ...change, table: { ...change.table, foreignKeys: rest } }
    stripped.set(without, change)
    return without
  })
  return [
    ...objectSteps(stripped.size + aside.size === 0 ? migration : { ...migration, changes }, objects).map(
      ({ step, ...place }) => ({
        ...place,
        step: { ...step, causes: step.causes.map((cause) => stripped.get(cause) ?? cause) },
      }),
    ),
    ...[...stripped.values()].flatMap((change) =>
      change.kind === 'createTable' ? lateKeys(change.table, change, awaits, migration) : [],
    ),
  ]
}

const lateKeys = (
  table: Table,
  cause: Change,
  awaits: (key: ForeignKey) => boolean,
  { models }: Lowering,
): readonly StagedStep[] =>
  table.foreignKeys
    .filter(awaits)
    .flatMap((foreignKey) =>
      stagedStep({ kind: 'addForeignKey', table, foreignKey }, [cause], objects, models),
    )
    .map((staged) => ({ ...staged, stage: 'foreign keys' }))

const isAwaited = (table: AlteredTable, key: ForeignKey): boolean => {
  if (table.after.name !== key.table) return false
  const names = changesOf(table, 'addColumn', 'alterColumn').map((change) =>
    change.kind === 'addColumn' ? change.column.name : change.after.name,
  )
  return (
    key.targetColumns.some((name) => names.includes(name)) ||
    changesOf(table, 'changePrimaryKey', 'addUnique').length > 0
  )
}

const behindAll = 1_000_000

/**
 * What is made anew stands in the first transaction, where what it replaces was dropped, so that nobody finds it missing while
 * rows are filled; a history that begins for rows which exist, though, waits until they are, and its triggers hold the writers off.
 */
const placing = (
  migration: Lowering,
  tables: readonly AlteredTable[],
): ((step: StagedStep) => StagedStep) => {
  const isPlain = !tables.some(
    (table) => dropsLate(table) || changesOf(table, 'changePrimaryKey', 'addUnique').length > 0,
  )
  const isLate = tables.some(dropsLate)
  const late = lateViews(migration, tables)
  return (staged) => {
    if (addsValues(staged)) return { ...staged, stage: 'guard', step: { ...staged.step, mode: 'own' } }
    if (isLate && dropsType(staged)) return moved(staged, 'clean up', 1)
    const isNewTable = staged.step.causes.some(
      (cause) => cause.kind === 'createTable' || cause.kind === 'retargetTable',
    )
    if (staged.stage === 'fill' && staged.step.mode === 'shared') {
      return isParked(staged) ? moved(staged, 'drop enums', 1) : moved(staged, 'triggers', 2)
    }
    if (staged.stage === 'triggers' && isNewTable) return moved(staged, 'late foreign keys', 1)
    if (staged.stage === 'drop views' && standsOnView(staged)) return moved(staged, 'drop views', -1)
    const isSoon =
      isPlain || (staged.step.statements.some(({ sql }) => isOfView(sql)) && !late.has(nameOf(staged)))
    return staged.stage === 'views' && isSoon ? moved(staged, 'late foreign keys', 2) : staged
  }
}

/** On which nothing stands in turn, so that it can go before views are asked what stands on them. */
const standsOnView = ({ step }: StagedStep): boolean =>
  step.statements.every(({ sql }) =>
    /^\s*(?:DROP\s+(?:TRIGGER|INDEX|RULE)|COMMENT\s+ON|ALTER\s+(?:MATERIALIZED\s+)?VIEW)\s/i.test(sql),
  )

const nameOf = ({ step: { subject } }: StagedStep): string =>
  'name' in subject.element ? String(subject.element.name) : ''

/** A type stays as long as any column has it. */
const dropsType = ({ stage, step }: StagedStep): boolean =>
  stage === 'drop enums' && step.statements.some(({ sql }) => /^DROP (?:TYPE|DOMAIN) /.test(sql))

/** A script that takes new values, which nothing can use before they are committed. */
const addsValues = ({ step }: StagedStep): boolean =>
  step.causes.some(({ kind }) => kind === 'replaceScript') &&
  step.statements.some(({ sql }) => /^ALTER TYPE .* ADD VALUE /s.test(sql))

const isParked = ({ step }: StagedStep): boolean =>
  step.causes.some((cause) => cause.kind === 'createTable' && cause.park !== undefined)

const moved = (staged: StagedStep, stage: Stage, behind: number): StagedStep => ({
  ...staged,
  stage,
  rank: staged.rank + behind * behindAll,
})
