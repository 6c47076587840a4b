import { sameState } from '../model/equal.js'
import type { Model, Table } from '../model/model.js'
import { applyChange } from './apply.js'
import type { Change, ChangeOf } from './change.js'
import { invert } from './invert.js'

export type Transplanted = {
  /** What is left to do in the new place. */
  readonly changes: readonly Change[]
  /** Done there already, word for word. */
  readonly done: readonly Change[]
  readonly after: Model
}

export type Transplantation = Transplanted | { readonly refused: Change }

/**
 * Changes that were worked out for one model, for another one. A change fits if doing it and undoing it leads back: what it says
 * of the state before is true there as well. One that does not fit is left out if `made` has the same.
 */
export function transplant(
  changes: readonly Change[],
  onto: Model,
  made: readonly Change[],
): Transplantation {
  const kept: Change[] = []
  const done: Change[] = []
  let model = onto
  for (const written of changes) {
    const change = adapted(written, model)
    const after = fitting(model, change)
    if (after !== undefined) {
      kept.push(change)
      model = after
    } else if (made.some((other) => sameState(other, written))) done.push(written)
    else return { refused: written }
  }
  const dangling = kept.find((change) => !isWhole(model, change))
  return dangling === undefined ? { changes: kept, done, after: model } : { refused: dangling }
}

/** undefined: it does not fit. */
function fitting(model: Model, change: Change): Model | undefined {
  try {
    const after = applyChange(model, change)
    const back = invert([change]).reduce(applyChange, after)
    return sameState(back, model) ? after : undefined
  } catch {
    return undefined
  }
}

/** A trigger that copies rows follows the columns of its table, whoever added them. */
function adapted(change: Change, model: Model): Change {
  if (change.kind !== 'addTrigger' && change.kind !== 'dropTrigger') return change
  if (change.trigger.kind !== 'history') return change
  const table = model.tables.find(({ name }) => name === change.table)
  if (change.kind === 'addTrigger')
    return withColumns(change, copiedColumns(change.trigger.table, table, model), table?.primaryKey?.columns)
  const present = table?.triggers.find(({ name }) => name === change.trigger.name)
  return present?.kind === 'history' ? withColumns(change, present.columns, present.key) : change
}

type TriggerChange = ChangeOf<'addTrigger'> | ChangeOf<'dropTrigger'>

const withColumns = (
  change: TriggerChange,
  columns: readonly string[] | undefined,
  key: readonly string[] | undefined,
): TriggerChange =>
  change.trigger.kind === 'history' && columns !== undefined
    ? { ...change, trigger: { ...change.trigger, columns, key: change.trigger.key && key } }
    : change

const copiedColumns = (
  historyName: string,
  table: Table | undefined,
  { tables }: Model,
): readonly string[] | undefined => {
  const history = tables.find(({ name }) => name === historyName)
  const kept = new Set(history?.columns.map(({ name }) => name))
  return history && table?.columns.map(({ name }) => name).filter((name) => kept.has(name))
}

/** What a change speaks of beside its own element is there in the end. */
function isWhole(model: Model, change: Change): boolean {
  const name =
    change.kind === 'createTable' ? change.table.name : 'table' in change ? change.table : undefined
  const table = model.tables.find((candidate) => candidate.name === name)
  return table === undefined || (pointsAtColumns(table) && pointsAtTables(table, model))
}

function pointsAtColumns({ columns, indexes, uniques, foreignKeys, primaryKey }: Table): boolean {
  const names = new Set(columns.map(({ name }) => name))
  const elements = indexes.flatMap((index) => index.elements)
  return [
    ...(primaryKey?.columns ?? []),
    ...uniques.flatMap((unique) => unique.columns),
    ...foreignKeys.flatMap((key) => key.columns),
    ...elements.flatMap((element) => (element.kind === 'column' ? [element.column] : [])),
  ].every((name) => names.has(name))
}

const pointsAtTables = ({ foreignKeys }: Table, { tables }: Model): boolean =>
  foreignKeys.every((key) => {
    const target = tables.find(({ name }) => name === key.table)
    return key.targetColumns.every((column) => target?.columns.some(({ name }) => name === column))
  })
