import type { ForeignKeyEntry } from '../../document/document.js'
import type { DraftTable } from '../draft.js'
import { quoted, suggestion } from '../quoted.js'
import { targetNames } from '../references.js'
import { comparable } from '../types/comparable.js'
import { checkReferencedKey } from './referenced-key.js'
import type { Rule, RuleContext } from './rule.js'

/** A foreign key points at a key of a table that exists wherever its own table does. */
export const foreignKeyTargets: Rule = (context) => {
  for (const table of context.tables) {
    for (const { entry } of table.foreignKeys) {
      const target = context.byName.get(entry.table.value)
      if (target === undefined) reportUnknown(entry, context)
      else checkTarget(entry, table, target, context)
    }
  }
}

const reportUnknown = ({ table }: ForeignKeyEntry, { byName, report }: RuleContext): void =>
  report(
    'unknown-table',
    table.span,
    `There is no table ${quoted(table.value)} to reference`,
    suggestion(table.value, byName.keys()),
  )

const checkTarget = (
  entry: ForeignKeyEntry,
  table: DraftTable,
  target: DraftTable,
  context: RuleContext,
): void => {
  checkPresence(entry, table, target, context)
  const names = targetNames(entry, target).map(({ value }) => value)
  if (names.length === 0) reportNoKey(entry, target, context)
  else if (columnsKnown(entry, target, context)) {
    if (names.length !== entry.columns.length) {
      reportCount(entry, target, names.length, context)
      return
    }
    checkTypes(entry, table, target, context)
    if (!takesTypeFromItself(entry, table, context)) checkReferencedKey(entry, target, names, context)
  }
}

/** Reported as a circle of types already. */
const takesTypeFromItself = (
  { columns, targetColumns }: ForeignKeyEntry,
  table: DraftTable,
  { types }: RuleContext,
) => {
  const column = table.columnsByName.get(columns[0]?.value ?? '')
  return column !== undefined && !types.has(column) && targetColumns[0]?.value === column.entry.name.value
}

const columnsKnown = (entry: ForeignKeyEntry, target: DraftTable, { report }: RuleContext): boolean => {
  const unknown = targetNames(entry, target).filter(({ value }) => !target.columnsByName.has(value))
  for (const { value, span } of entry.targetColumns.length > 0 ? unknown : []) {
    report(
      'unknown-column',
      span,
      `${quoted(target.name)} has no column ${quoted(value)}`,
      suggestion(value, target.columnsByName.keys()),
    )
  }
  return unknown.length === 0
}

const checkPresence = (
  { table: { span } }: ForeignKeyEntry,
  table: DraftTable,
  target: DraftTable,
  { report }: RuleContext,
): void => {
  const absent = table.dialects.filter((dialect) => !target.dialects.includes(dialect))
  if (absent.length === 0) return
  report(
    'missing-dialect',
    span,
    `${quoted(table.name)} references ${quoted(target.name)}, which does not exist in ${absent.join(', ')}`,
    'Give both tables the same dialects',
  )
}

const reportNoKey = (
  { table: { span } }: ForeignKeyEntry,
  target: DraftTable,
  { report }: RuleContext,
): void =>
  report(
    'reference-target',
    span,
    `${quoted(target.name)} has no primary key to reference`,
    `Give it one, or name a unique column: ${target.name}.<column>`,
  )

const reportCount = (
  { table: { span }, columns }: ForeignKeyEntry,
  target: DraftTable,
  count: number,
  { report }: RuleContext,
): void =>
  report(
    'reference-mismatch',
    span,
    `The foreign key has ${columns.length} column${columns.length === 1 ? '' : 's'}, but what it references in ${quoted(target.name)} has ${count}`,
    `Use foreign_keys at the table, with as many columns on both sides`,
  )

const checkTypes = (
  entry: ForeignKeyEntry,
  table: DraftTable,
  target: DraftTable,
  { types, report }: RuleContext,
): void => {
  for (const [index, { value }] of targetNames(entry, target).entries()) {
    const column = table.columnsByName.get(entry.columns[index]?.value ?? '')
    const targetColumn = target.columnsByName.get(value)
    const type = column && types.get(column)?.type
    const targetType = targetColumn && types.get(targetColumn)?.type
    if (type === undefined || targetType === undefined || comparable(type, targetType)) continue
    report(
      'reference-mismatch',
      column?.entry.type?.span ?? entry.table.span,
      `${quoted(column?.entry.name.value ?? '')} is ${type.kind}, but ${quoted(`${target.name}.${value}`)}, which it references, is ${targetType.kind}`,
      'Leave the type out: it is taken from the column that is referenced',
    )
  }
}
