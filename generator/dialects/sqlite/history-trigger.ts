import { historyColumns, type Table, type Trigger } from '../../model/model.js'
import { derivedName } from '../../naming/identifier.js'
import type { Statement } from '../dialect.js'
import { quote, quoteList } from './identifiers.js'

type History = Extract<Trigger, { readonly kind: 'history' }>
/** `rekey`: the key of a row changes, so that the row which it named before has come to its end. */
type Event = 'insert' | 'update' | 'delete' | 'rekey'

const eventsOf = ({ key }: History): readonly Event[] =>
  key === undefined ? ['insert', 'update', 'delete'] : ['insert', 'update', 'delete', 'rekey']

export const createHistoryTrigger = (table: Table, trigger: History): readonly Statement[] =>
  eventsOf(trigger).map((event) => ({
    sql: [
      `CREATE TRIGGER ${quote(nameOf(trigger, event))} AFTER ${statementOf(event)} ON ${quote(table.name)}`,
      `FOR EACH ROW${condition(table, trigger, event)}`,
      'BEGIN',
      `  INSERT INTO ${quote(trigger.table)}`,
      `    (${quoteList([historyColumns.operation, ...trigger.columns])})`,
      '  VALUES',
      `    ('${operationOf(event)}', ${trigger.columns.map((column) => `${stateOf(event)}.${quote(column)}`).join(', ')});`,
      'END',
    ].join('\n'),
    comment: `create trigger ${nameOf(trigger, event)}`,
  }))

export const dropHistoryTrigger = (trigger: History): readonly Statement[] =>
  eventsOf(trigger).map((event) => ({
    sql: `DROP TRIGGER ${quote(nameOf(trigger, event))}`,
    comment: `drop trigger ${nameOf(trigger, event)}`,
  }))

const statementOf = (event: Event): string => (event === 'rekey' ? 'UPDATE' : event.toUpperCase())
const operationOf = (event: Event): string => (event === 'rekey' ? 'delete' : event)
const stateOf = (event: Event): string => (event === 'delete' || event === 'rekey' ? 'OLD' : 'NEW')
const nameOf = (trigger: History, event: Event): string => derivedName([trigger.name], event)

/**
 * An update that leaves the version to the touch trigger is seen twice, as it was written and as it was counted. Only the
 * second has a new version and the final values, in whichever order the triggers fire.
 */
const condition = (table: Table, { key = [] }: History, event: Event): string => {
  if (event === 'rekey')
    return ` WHEN ${key.map((column) => `NEW.${quote(column)} IS NOT OLD.${quote(column)}`).join(' OR ')}`
  const touch = table.triggers.find(({ kind }) => kind === 'touch')
  if (event !== 'update' || touch?.kind !== 'touch' || touch.version === undefined) return ''
  return ` WHEN NEW.${quote(touch.version)} IS NOT OLD.${quote(touch.version)}`
}
