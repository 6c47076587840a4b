import { derivedName } from '../../naming/identifier.js'
import type { ColumnTypes } from '../column-types.js'
import type { DraftTable } from '../draft.js'
import type { Check, PrimaryKey, Table } from '../model.js'
import { canonicalDialect, type Scope } from '../scope.js'
import { resolveSql } from '../sql-text.js'
import { optionsOf } from '../table-options.js'
import { buildColumns } from './columns.js'
import { buildForeignKeys } from './foreign-keys.js'
import { buildHistoryTable } from './history-table.js'
import { buildIndexes } from './indexes.js'
import { buildTriggers } from './triggers.js'
import { buildLiveUniques, buildUniques } from './uniques.js'

/** The table, and the one that keeps its history if it has such. */
export const buildTables = (
  draft: DraftTable,
  byName: ReadonlyMap<string, DraftTable>,
  types: ColumnTypes,
  scope: Scope,
): readonly Table[] => {
  const table = buildTable(draft, byName, types, scope)
  const history = draft.behaviors.versioning?.history
  if (history === undefined) return [table]
  const options = optionsOf(draft, scope, ({ ofHistory }) => ofHistory)
  return [table, buildHistoryTable({ ...table, options }, history, versioningSpan(draft))]
}

const buildTable = (
  draft: DraftTable,
  byName: ReadonlyMap<string, DraftTable>,
  types: ColumnTypes,
  scope: Scope,
): Table => ({
  name: draft.name,
  columns: buildColumns(draft, types, scope),
  primaryKey: buildPrimaryKey(draft),
  uniques: buildUniques(draft),
  indexes: [...buildLiveUniques(draft), ...buildIndexes(draft, scope)],
  checks: buildChecks(draft, scope),
  foreignKeys: buildForeignKeys(draft, byName),
  triggers: buildTriggers(draft),
  comment: draft.entry.comment?.value,
  historyOf: undefined,
  dialects: draft.entry.dialects?.map(({ value }) => canonicalDialect(value, scope.dialects)),
  options: optionsOf(draft, scope),
  meta: {
    origin: draft.origin,
    was: draft.entry.was?.value,
    behaviors: draft.behaviors,
    typescript: draft.entry.typescript?.value,
  },
})

const buildPrimaryKey = ({ name, entry, primaryKey }: DraftTable): PrimaryKey | undefined =>
  primaryKey.length > 0
    ? {
        name: entry.primaryKey?.name?.value ?? derivedName([name], 'pkey'),
        columns: primaryKey.map(({ value }) => value),
      }
    : undefined

const buildChecks = (draft: DraftTable, scope: Scope): readonly Check[] =>
  draft.checks.map(({ entry, origin }) => ({
    name: entry.name.value,
    sql: resolveSql(entry.sql, draft.dialects, scope),
    meta: { origin },
  }))

const versioningSpan = ({ columnsByName, behaviors, origin }: DraftTable) =>
  columnsByName.get(behaviors.versioning?.version ?? '')?.origin.span ?? origin.span
