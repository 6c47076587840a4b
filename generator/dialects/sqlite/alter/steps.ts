import type { Change, ChangeOf } from '../../../changes/change.js'
import type { Table, Trigger } from '../../../model/model.js'
import { foldCase } from '../../../naming/identifier.js'
import type { BeforeAfter, Hazard, Statement, Step } from '../../dialect.js'
import type { WithOrigin } from '../../report.js'
import type { Stage, StagedStep } from '../../stages.js'
import { quote } from '../identifiers.js'
import { createIndex } from '../indexes.js'
import { parkColumn } from '../parking.js'
import { createTrigger, dropTrigger } from '../triggers.js'
import type { SqliteAlteration } from './alteration.js'
import { canPark } from './column-values.js'
import { updates, type Way } from './decide.js'
import { freeName } from './free-name.js'
import { hazardsOf, renameHazard } from './hazards.js'
import { indexHazards } from './index-hazards.js'
import { alterNatively } from './native.js'
import type { NativeRename } from './native-renames.js'
import { rebuild } from './rebuild.js'

/** A table that is altered, and how. */
export type Altered = { readonly alteration: SqliteAlteration; readonly way: Way }

export const renameSteps = (renames: readonly NativeRename[], models: BeforeAfter): readonly StagedStep[] =>
  renames.map(({ rename, cause }) => {
    const table = models.after.tables.find(
      ({ name }) => name === (rename.kind === 'renameTable' ? rename.to : rename.table),
    )
    const statements =
      rename.kind === 'renameTable'
        ? tableRename(rename, models)
        : [
            {
              sql: `ALTER TABLE ${quote(rename.table)} RENAME COLUMN ${quote(rename.from)} TO ${quote(rename.to)}`,
              comment: `rename column ${rename.from} of ${rename.table} to ${rename.to}`,
            },
          ]
    return {
      stage: 'rename',
      rank: 0,
      step: {
        mode: 'shared',
        causes: [cause],
        statements,
        hazards: cause === rename ? [renameHazard(rename)] : [],
        subject: { element: table ?? {}, table },
      },
    }
  })

/** Of a name that is only written otherwise the database says that it is taken, so that another one stands between. */
const tableRename = (
  { from, to }: ChangeOf<'renameTable'>,
  { before, after }: BeforeAfter,
): readonly Statement[] => {
  const taken = [before, after].flatMap(({ tables, views }) => [...tables, ...views]).map(({ name }) => name)
  const isOnlyCase = foldCase(from) === foldCase(to)
  const steps = isOnlyCase ? [from, freeName(`${to}__case`, taken), to] : [from, to]
  return steps.slice(1).map((name, index) => ({
    sql: `ALTER TABLE ${quote(steps[index] ?? from)} RENAME TO ${quote(name)}`,
    comment: `rename table ${from} to ${to}`,
  }))
}

export const alterationSteps = (altered: Altered): readonly StagedStep[] => [
  ...parkSteps(altered),
  ...triggerSteps(altered),
  ...indexSteps(altered),
  ...tableSteps(altered),
]

/** Before anything has a new name; the way back asks for the same names, since it ends where this begins. */
const parkSteps = ({ alteration }: Altered): readonly StagedStep[] => {
  const { before, changes } = alteration.alteration
  const statements = changes.flatMap((change) =>
    change.kind === 'dropColumn' && change.park !== undefined && canPark(before, change.column)
      ? parkColumn(before, change.column, change.park)
      : [],
  )
  return staged('park', alteration, statements)
}

/**
 * Triggers say the names of columns, and those of mixins must not see rows that a migration only gives a new form: they are lifted
 * wherever they change or rows are written. With a rebuilt table they go by themselves.
 */
const triggerSteps = ({ alteration, way }: Altered): readonly StagedStep[] => {
  const { before, after } = alteration.alteration
  const rowsWritten = way === 'native' && updates(alteration).length > 0
  const kept = new Set(before.triggers.map((trigger) => text(createTrigger(before, trigger))))
  const wanted = new Set(after.triggers.map((trigger) => text(createTrigger(after, trigger))))
  const going = before.triggers.filter(
    (trigger) => rowsWritten || !wanted.has(text(createTrigger(before, trigger))),
  )
  const coming = after.triggers.filter(
    (trigger) => rowsWritten || way === 'rebuild' || !kept.has(text(createTrigger(after, trigger))),
  )
  return [
    ...staged(
      'drop triggers',
      alteration,
      going.toReversed().flatMap((trigger: Trigger) => dropTrigger(before, trigger)),
    ),
    ...staged(
      'triggers',
      alteration,
      coming.flatMap((trigger) => createTrigger(after, trigger)),
    ),
  ]
}

const text = (statements: readonly Statement[]): string => JSON.stringify(statements.map(({ sql }) => sql))

/** A rebuilt table gets all of its indexes anew; those that go do so early, so that others may have their names. */
const indexSteps = ({ alteration, way }: Altered): readonly StagedStep[] => {
  const { gone, come } = alteration.difference.indexes
  const dropped = gone.map(({ name }) => ({
    sql: `DROP INDEX ${quote(name)}`,
    comment: `drop index ${name}`,
  }))
  const created = way === 'rebuild' ? [] : come.flatMap((index) => createIndex(alteration.wanted, index))
  return [
    ...staged('drop indexes', alteration, dropped),
    ...staged('indexes', alteration, created, indexHazards(alteration, come)),
  ]
}

const tableSteps = ({ alteration, way }: Altered): readonly StagedStep[] => {
  switch (way) {
    case 'nothing':
      return []
    case 'native':
      return staged('convert', alteration, alterNatively(alteration), hazardsOf(alteration, way))
    case 'rebuild':
      return staged('convert', alteration, rebuild(alteration), hazardsOf(alteration, way), 1)
    default:
      return way satisfies never
  }
}

/** What is altered in place stands before what is made anew, as cheap work stands before costly. */
const staged = (
  stage: Stage,
  { alteration, wanted }: SqliteAlteration,
  statements: readonly Statement[],
  hazards: readonly Hazard[] = [],
  rank = 0,
): readonly StagedStep[] => {
  if (statements.length === 0) return []
  const causes: readonly Change[] = [...alteration.changes, ...alteration.enums]
  const step: Step = {
    mode: 'shared',
    causes,
    statements,
    hazards,
    subject: { element: elementOf(alteration, wanted), table: wanted },
  }
  return [{ stage, rank, step }]
}

/** The one column that it is all about, if there is one and the schema has it. */
const elementOf = ({ changes }: SqliteAlteration['alteration'], wanted: Table): WithOrigin => {
  const names = new Set(
    changes.flatMap((change) => {
      if (change.kind === 'addColumn' || change.kind === 'dropColumn') return [change.column.name]
      return change.kind === 'alterColumn' ? [change.after.name] : []
    }),
  )
  const [name, ...others] = names
  const column = others.length > 0 ? undefined : wanted.columns.find((each) => each.name === name)
  return column?.meta ? column : wanted
}
