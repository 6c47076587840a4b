import type { Table, Trigger } from '../../model/model.js'
import { derivedName } from '../../naming/identifier.js'
import type { Statement } from '../dialect.js'
import { now } from './defaults.js'
import { quote } from './identifiers.js'
import { textLiteral } from './literals.js'

type Touch = Extract<Trigger, { readonly kind: 'touch' }>

/**
 * A trigger here cannot change the row on its way in, so it updates it again. The condition is false for that second update,
 * whether or not `recursive_triggers` lets the trigger see it: https://www.sqlite.org/pragma.html#pragma_recursive_triggers
 */
export const createTouchTrigger = (table: Table, trigger: Touch): readonly Statement[] => [
  ...(trigger.version === undefined ? [] : [createVersionGuard(table, trigger.name, trigger.version)]),
  {
    sql: [
      `CREATE TRIGGER ${quote(trigger.name)} AFTER UPDATE ON ${quote(table.name)}`,
      `FOR EACH ROW WHEN ${condition(trigger)}`,
      'BEGIN',
      `  UPDATE ${quote(table.name)}`,
      `  SET ${assignments(trigger).join(',\n    ')}`,
      `  WHERE ${sameRow(table)};`,
      'END',
    ].join('\n'),
    comment: `create trigger ${trigger.name}`,
  },
]

export const dropTouchTrigger = (trigger: Touch): readonly Statement[] => {
  const guard = trigger.version === undefined ? [] : [guardName(trigger.name)]
  return [trigger.name, ...guard].map((name) => ({
    sql: `DROP TRIGGER ${quote(name)}`,
    comment: `drop trigger ${name}`,
  }))
}

/** A version that was set by hand would let two states of a row carry the same one. */
const createVersionGuard = (table: Table, trigger: string, version: string): Statement => {
  const column = quote(version)
  const name = guardName(trigger)
  return {
    sql: [
      `CREATE TRIGGER ${quote(name)} BEFORE UPDATE OF ${column} ON ${quote(table.name)}`,
      `FOR EACH ROW WHEN NEW.${column} IS NOT OLD.${column} AND NEW.${column} IS NOT OLD.${column} + 1`,
      'BEGIN',
      `  SELECT RAISE(ABORT, ${textLiteral(`${table.name}.${version} counts updates and cannot be set`)});`,
      'END',
    ].join('\n'),
    comment: `create trigger ${name}`,
  }
}

const guardName = (trigger: string): string => derivedName([trigger], 'guard')

/** 'now' stands still for the whole statement, so a row that already has it is left alone: https://www.sqlite.org/deterministic.html */
const condition = ({ updatedAt, version }: Touch): string => {
  if (version !== undefined) return `NEW.${quote(version)} IS OLD.${quote(version)}`
  const column = quote(updatedAt ?? '')
  return `NEW.${column} IS OLD.${column} AND NEW.${column} IS NOT ${now}`
}

const assignments = ({ updatedAt, version }: Touch): readonly string[] => {
  const column = updatedAt === undefined ? undefined : quote(updatedAt)
  if (version === undefined) return column === undefined ? [] : [`${column} = ${now}`]
  const counted = `${quote(version)} = OLD.${quote(version)} + 1`
  if (column === undefined) return [counted]
  return [counted, `${column} = CASE WHEN NEW.${column} IS OLD.${column} THEN ${now} ELSE NEW.${column} END`]
}

/** By primary key, else by the number every row has under one of three names: https://www.sqlite.org/rowidtable.html */
const sameRow = (table: Table): string => {
  const key = table.primaryKey?.columns ?? [rowNumber(table)]
  return key.map((name) => `${quote(name)} = NEW.${quote(name)}`).join(' AND ')
}

const rowNumber = (table: Table): string => {
  const taken = new Set(table.columns.map(({ name }) => name.toLowerCase()))
  return ['rowid', '_rowid_', 'oid'].find((name) => !taken.has(name)) ?? 'rowid'
}
