import type { Change, TablePart } from '../../../changes/change.js'
import type { Trigger } from '../../../model/model.js'
import { type Hazard, isFor, type Statement, textFor } from '../../dialect.js'
import type { StagedStep } from '../../stages.js'
import { notNullName, sequenceName } from '../chosen-names.js'
import { historyTriggerNames } from '../history-trigger.js'
import { quote } from '../identifiers.js'
import { name as dialect, notNullConstraintsSince } from '../versions.js'
import {
  type AlteredTable,
  alterTable,
  type ChangeWithin,
  causesOf,
  isSince,
  stepFor,
} from './altered-table.js'
import { foreignKeysTakenAway } from './change-foreign-keys.js'
import { uniquesTakenAway } from './change-keys.js'
import { takenAway } from './in-the-way.js'
import { renamedValueChecks } from './value-checks.js'

/** In the order of the changes, because each is told in the names that hold at that point; then what is named after them. */
export const rename = (table: AlteredTable, tables: readonly AlteredTable[]): readonly StagedStep[] => [
  ...table.changes.flatMap((change) => {
    if (change.kind === 'renamePart' && isTakenAway(table, change, tables)) return []
    const position = table.migration.changes.indexOf(change)
    const steps = stepFor(table, {
      stage: 'rename',
      causes: [change],
      statements: renameStatements(table, change),
      hazards: breaking(change),
    })
    return steps.map((step) => ({ ...step, rank: position }))
  }),
  ...renameFollowers(table).map((step) => ({
    ...step,
    rank: step.rank + table.migration.changes.length * 1_000_000,
  })),
]

/** What is made again gets its new name then. */
const isTakenAway = (
  table: AlteredTable,
  { part, from }: ChangeWithin<'renamePart'>,
  tables: readonly AlteredTable[],
): boolean => {
  if (part === 'check' || part === 'index') return takenAway(table, part).includes(from)
  if (part === 'foreign key') return foreignKeysTakenAway(table, tables).includes(from)
  return part === 'unique' && uniquesTakenAway(table).includes(from)
}

const renameStatements = (table: AlteredTable, change: Change): readonly Statement[] => {
  switch (change.kind) {
    case 'renameTable':
      return alterTable(change.from, [
        { sql: `RENAME TO ${quote(change.to)}`, comment: `rename table ${change.from} to ${change.to}` },
      ])
    case 'renameColumn':
      return alterTable(change.table, [
        {
          sql: `RENAME COLUMN ${quote(change.from)} TO ${quote(change.to)}`,
          comment: `rename column ${change.from} of ${change.table} to ${change.to}`,
        },
      ])
    case 'renamePart':
      return partStatements(table, change)
    default:
      return []
  }
}

const partStatements = (table: AlteredTable, change: ChangeWithin<'renamePart'>): readonly Statement[] => {
  const { part, from, to } = change
  if (!existsHere(table, part, to)) return []
  if (part === 'index') {
    return [
      { sql: `ALTER INDEX ${quote(from)} RENAME TO ${quote(to)}`, comment: `rename index ${from} to ${to}` },
    ]
  }
  if (part === 'trigger') return triggerStatements(table, change)
  return alterTable(change.table, [
    {
      sql: `RENAME CONSTRAINT ${quote(from)} TO ${quote(to)}`,
      comment: `rename ${part} ${from} of ${change.table} to ${to}`,
    },
  ])
}

const existsHere = ({ after }: AlteredTable, part: TablePart, name: string): boolean => {
  if (part === 'index') return after.indexes.some((index) => index.name === name && isFor(index, dialect))
  if (part !== 'check') return true
  return after.checks.some((check) => check.name === name && textFor(check.sql, dialect) !== undefined)
}

const triggerStatements = (
  { after }: AlteredTable,
  { table, from, to }: ChangeWithin<'renamePart'>,
): readonly Statement[] => {
  const trigger = after.triggers.find(({ name }) => name === to)
  if (!trigger) return []
  const old = triggerNames({ ...trigger, name: from })
  return [
    {
      sql: `ALTER FUNCTION ${quote(from)}() RENAME TO ${quote(to)}`,
      comment: `rename function ${from} to ${to}`,
    },
    ...triggerNames(trigger).flatMap((name, position) => {
      const former = old[position] ?? from
      return {
        sql: `ALTER TRIGGER ${quote(former)} ON ${quote(table)} RENAME TO ${quote(name)}`,
        comment: `rename trigger ${former} to ${name}`,
      }
    }),
  ]
}

/** What a trigger of the model is called in the database, where one alone cannot serve every event. */
export const triggerNames = (trigger: Trigger): readonly string[] =>
  trigger.kind === 'history' ? historyTriggerNames(trigger) : [trigger.name]

const breaking = (change: Change): readonly Hazard[] => {
  if (change.kind === 'renameTable') {
    return [
      {
        kind: 'breaks-running-code',
        message: `code that names ${change.from} fails until it names ${change.to}`,
      },
    ]
  }
  if (change.kind !== 'renameColumn') return []
  const { table, from, to } = change
  return [
    {
      kind: 'breaks-running-code',
      message: `code that names ${table}.${from} fails until it names ${table}.${to}`,
    },
  ]
}

/** Sequences and constraints that carry the names of table and column, as in a table made under the new names. */
const renameFollowers = (table: AlteredTable): readonly StagedStep[] => {
  const causes = table.changes.filter(({ kind }) => kind === 'renameTable' || kind === 'renameColumn')
  const clauses = [
    ...renamedValueChecks(table).map(({ from, to }) => ({ from, to })),
    ...(isSince(table, notNullConstraintsSince) ? renamedPresence(table) : []),
  ].map(({ from, to }) => ({
    sql: `RENAME CONSTRAINT ${quote(from)} TO ${quote(to)}`,
    comment: `rename constraint ${from} to ${to}`,
  }))
  return [
    ...stepFor(table, {
      stage: 'rename',
      causes: causes.length > 0 ? causes : [...table.changes, ...table.enums],
      statements: clauses.flatMap((clause) => alterTable(table.after.name, [clause])),
    }),
    ...table.kept.flatMap((column) => {
      if (column.before.identity === undefined) return []
      const from = sequenceName(table.before.name, column.before.name)
      const to = sequenceName(table.after.name, column.after.name)
      if (from === to) return []
      const sql = `ALTER SEQUENCE ${quote(from)} RENAME TO ${quote(to)}`
      return stepFor(table, {
        stage: 'rename',
        order: 1,
        causes: causesOf(table, column),
        statements: [{ sql, comment: `rename sequence ${from} to ${to}` }],
      })
    }),
  ]
}

const renamedPresence = (table: AlteredTable): readonly { readonly from: string; readonly to: string }[] =>
  table.kept
    .filter(({ before }) => !before.nullable || before.identity !== undefined)
    .map(({ before, after }) => ({
      from: notNullName(table.before.name, before.name),
      to: notNullName(table.after.name, after.name),
    }))
    .filter(({ from, to }) => from !== to)
