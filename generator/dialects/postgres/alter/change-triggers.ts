import type { Change } from '../../../changes/change.js'
import type { Table, Trigger } from '../../../model/model.js'
import type { Statement } from '../../dialect.js'
import type { StagedStep } from '../../stages.js'
import { changeHistoryEvents, historyFunction } from '../history-trigger.js'
import { quote } from '../identifiers.js'
import { touchFunction } from '../touch-trigger.js'
import { createTrigger, dropFunction } from '../triggers.js'
import { type AlteredTable, allCauses, changesOf, stepFor } from './altered-table.js'
import { triggerNames } from './rename-parts.js'

/**
 * A trigger that stays keeps firing: only its function changes, in the transaction in which the columns do, so that no write goes
 * without its history.
 */
export const changeTriggers = (table: AlteredTable): readonly StagedStep[] => {
  const { before, after } = table
  const kept = before.triggers.flatMap((former) => {
    const trigger = after.triggers.find(({ name }) => name === nameAfter(table, former))
    return trigger && trigger.kind === former.kind ? [{ former, trigger }] : []
  })
  const gone = before.triggers.filter((trigger) => !kept.some(({ former }) => former === trigger))
  const fresh = after.triggers.filter((trigger) => !kept.some((pair) => pair.trigger === trigger))
  const changed = kept.filter(
    ({ former, trigger }) =>
      functionOf(before, { ...former, name: trigger.name }) !== functionOf(after, trigger),
  )
  return [
    ...gone.flatMap((trigger) =>
      stepFor(table, {
        stage: 'drop triggers',
        causes: causesFor(table, trigger),
        statements: dropTrigger(before, trigger),
      }),
    ),
    ...changed.flatMap(({ former, trigger }) =>
      stepFor(table, {
        stage: 'drop columns',
        order: 9,
        causes: causesFor(table, trigger),
        statements: [
          {
            sql: `CREATE OR REPLACE ${functionOf(after, trigger)}`,
            comment: `replace function ${trigger.name}`,
          },
          ...(former.kind === 'history' && trigger.kind === 'history'
            ? changeHistoryEvents(after, former, trigger)
            : []),
        ],
      }),
    ),
    ...fresh.flatMap((trigger) =>
      stepFor(table, {
        stage: 'triggers',
        causes: causesFor(table, trigger),
        statements: createTrigger(after, trigger),
      }),
    ),
  ]
}

const nameAfter = (table: AlteredTable, { name }: Trigger): string =>
  changesOf(table, 'renamePart').find((change) => change.part === 'trigger' && change.from === name)?.to ??
  name

const functionOf = (table: Table, trigger: Trigger): string =>
  trigger.kind === 'history' ? historyFunction(table, trigger) : touchFunction(table, trigger)

const causesFor = (table: AlteredTable, { name }: Trigger): readonly Change[] => {
  const own = changesOf(table, 'addTrigger', 'dropTrigger').filter(({ trigger }) => trigger.name === name)
  return own.length > 0 ? own : allCauses(table)
}

const dropTrigger = (table: Table, trigger: Trigger): readonly Statement[] => [
  ...triggerNames(trigger).map((name) => ({
    sql: `DROP TRIGGER ${quote(name)} ON ${quote(table.name)}`,
    comment: `drop trigger ${name}`,
  })),
  dropFunction(trigger),
]
