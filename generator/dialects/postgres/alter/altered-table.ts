import type { AlterationChange, TableAlteration } from '../../../changes/alterations.js'
import type { Change, ChangeOf } from '../../../changes/change.js'
import { changeOfColumn } from '../../../changes/change-of-column.js'
import type { Column, LogicalType } from '../../../model/model.js'
import type { Hazard, Lowering, Statement, Step } from '../../dialect.js'
import type { WithOrigin } from '../../report.js'
import type { Stage, StagedStep } from '../../stages.js'
import { compareVersions } from '../../version.js'
import { quote } from '../identifiers.js'

/** A table that is there before and after, with what its parts are called on both sides. */
export type AlteredTable = TableAlteration & {
  readonly migration: Lowering
  /** Its place among the others; a history stands behind its table, as writers lock them in that order. */
  readonly rank: number
  readonly kept: readonly KeptColumn[]
}

export type KeptColumn = { readonly before: Column; readonly after: Column }

export const alteredTable = (
  alteration: TableAlteration,
  migration: Lowering,
  rank: number,
): AlteredTable => ({ ...alteration, migration, rank, kept: keptColumns(alteration) })

const keptColumns = ({ before, after, changes }: TableAlteration): readonly KeptColumn[] =>
  before.columns.flatMap((column) => {
    const name = nameAfter(column.name, changes)
    const found = name === undefined ? undefined : after.columns.find((each) => each.name === name)
    return found ? [{ before: column, after: found }] : []
  })

/** What a column is called in the end; undefined if it is dropped. */
const nameAfter = (name: string, changes: readonly AlterationChange[]): string | undefined => {
  let current = name
  for (const change of changes) {
    if (change.kind === 'dropColumn' && change.column.name === current) return undefined
    if (change.kind === 'renameColumn' && change.from === current) current = change.to
  }
  return current
}

export type ChangeWithin<K extends AlterationChange['kind']> = Extract<AlterationChange, { readonly kind: K }>

export const changesOf = <K extends AlterationChange['kind']>(
  { changes }: Pick<AlteredTable, 'changes'>,
  ...kinds: readonly K[]
): readonly ChangeWithin<K>[] =>
  changes.filter((change): change is ChangeWithin<K> => kinds.some((kind) => kind === change.kind))

/** The changes that speak of a column, or else everything that happens to the table. */
export const causesOf = (table: AlteredTable, { before, after }: KeptColumn): readonly Change[] => {
  const enums = table.enums.filter((change) => enumOf(after.type) === change.after.name)
  const altered = alterColumnOf(table, { before, after })
  const own = table.changes.filter(
    (change) =>
      change === altered ||
      (change.kind === 'renameColumn' && (change.to === after.name || change.from === before.name)),
  )
  const found = [...own, ...enums]
  return found.length > 0 ? found : allCauses(table)
}

export const allCauses = ({ changes, enums }: AlteredTable): readonly Change[] => [...changes, ...enums]

export const alterColumnOf = (
  table: AlteredTable,
  { after }: KeptColumn,
): ChangeOf<'alterColumn'> | undefined =>
  changeOfColumn(table.changes, 'alterColumn', { table: table.after.name, column: after.name })

/** Of a history: what happens to the same column of its table. */
export const alterColumnOfSource = (
  { after: { historyOf }, migration }: AlteredTable,
  { after }: KeptColumn,
): ChangeOf<'alterColumn'> | undefined =>
  historyOf === undefined
    ? undefined
    : changeOfColumn(migration.changes, 'alterColumn', { table: historyOf, column: after.name })

/** The enum of a column's values, or of the elements of its arrays. */
export const enumOf = (type: LogicalType): string | undefined => {
  const inner = type.kind === 'array' ? type.element : type
  return inner.kind === 'enum' ? inner.name : undefined
}

export type StepParts = {
  readonly stage: Stage
  readonly causes: readonly Change[]
  readonly statements: readonly Statement[]
  readonly mode?: Step['mode']
  readonly hazards?: readonly Hazard[]
  readonly element?: WithOrigin | undefined
  /** Among the steps of the table in the stage. */
  readonly order?: number
}

const widestOrder = 1_000

/** Nothing if there is nothing to do. */
export const stepFor = (
  { after, rank }: Pick<AlteredTable, 'after' | 'rank'>,
  { stage, causes, statements, mode = 'shared', hazards = [], element, order = 0 }: StepParts,
): readonly StagedStep[] =>
  statements.length === 0
    ? []
    : [
        {
          stage,
          rank: rank * widestOrder + order,
          step: {
            mode,
            causes,
            statements,
            hazards,
            subject: { element: element?.meta ? element : after, table: undefined },
          },
        },
      ]

/** One part of an ALTER TABLE and a phrase that says what it is for. */
export type Clause = { readonly sql: string; readonly comment: string }

/** One ALTER TABLE for clauses that take the same lock. */
export const alterTable = (name: string, clauses: readonly Clause[]): readonly Statement[] => {
  const [first] = clauses
  if (!first) return []
  const head = `ALTER TABLE ${quote(name)}`
  const line = `${head} ${first.sql}`
  const isShort = clauses.length === 1 && line.length <= 110 && !first.sql.includes('\n')
  return [
    {
      sql: isShort ? line : `${head}\n${clauses.map(({ sql }) => `  ${sql}`).join(',\n')}`,
      comment: inWords(clauses.map(({ comment }) => comment)),
    },
  ]
}

const mostInWords = 3

/** The SQL below says the rest. */
const inWords = (phrases: readonly string[]): string =>
  phrases.length <= mostInWords
    ? phrases.join(', ')
    : [...phrases.slice(0, mostInWords - 1), `and ${phrases.length - mostInWords + 1} more`].join(', ')

export const isSince = ({ migration }: Pick<AlteredTable, 'migration'>, version: string): boolean =>
  compareVersions(migration.version, version) >= 0
