import { historyColumns, type Table, type Trigger } from '../../model/model.js'
import { derivedName } from '../../naming/identifier.js'
import type { Statement } from '../dialect.js'
import { quote, quoteList } from './identifiers.js'

type History = Extract<Trigger, { readonly kind: 'history' }>
type Event = 'insert' | 'update' | 'delete'

const events: readonly Event[] = ['insert', 'update', 'delete']

export const createHistoryTrigger = (table: Table, trigger: History): readonly Statement[] =>
  events.map((event) => ({
    sql: [
      `CREATE TRIGGER ${quote(nameOf(trigger, event))} AFTER ${event.toUpperCase()} ON ${quote(table.name)}`,
      `FOR EACH ROW${condition(table, event)}`,
      'BEGIN',
      `  INSERT INTO ${quote(trigger.table)}`,
      `    (${quoteList([historyColumns.operation, ...trigger.columns])})`,
      '  VALUES',
      `    ('${event}', ${trigger.columns.map((column) => `${event === 'delete' ? 'OLD' : 'NEW'}.${quote(column)}`).join(', ')});`,
      'END',
    ].join('\n'),
    comment: `create trigger ${nameOf(trigger, event)}`,
  }))

export const dropHistoryTrigger = (trigger: History): readonly Statement[] =>
  events.map((event) => ({
    sql: `DROP TRIGGER ${quote(nameOf(trigger, event))}`,
    comment: `drop trigger ${nameOf(trigger, event)}`,
  }))

const nameOf = (trigger: History, event: Event): string => derivedName([trigger.name], event)

/**
 * An update that leaves the version to the touch trigger is seen twice, as it was written and as it was counted. Only the
 * second has a new version and the final values, in whichever order the triggers fire.
 */
const condition = (table: Table, event: Event): string => {
  const touch = table.triggers.find(({ kind }) => kind === 'touch')
  if (event !== 'update' || touch?.kind !== 'touch' || touch.version === undefined) return ''
  return ` WHEN NEW.${quote(touch.version)} IS NOT OLD.${quote(touch.version)}`
}
