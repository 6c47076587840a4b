import type { Model, Table } from '../model/model.js'
import type { Change, ChangeOf, TableChange } from './change.js'

/** Everything that happens to one table which exists before and after. */
export type TableAlteration = {
  readonly before: Table
  readonly after: Table
  /** In order; renames of the table itself among them. */
  readonly changes: readonly AlterationChange[]
  /** Enums of its columns that change, because a check or a type of the table says their values. */
  readonly enums: readonly ChangeOf<'alterEnum'>[]
}

export type AlterationChange = TableChange | ChangeOf<'renameTable'> | ChangeOf<'commentTable'>

/** Gathers what changes by table, in the order of the model after. */
export const alterationsOf = (
  changes: readonly Change[],
  models: { readonly before: Model; readonly after: Model },
): readonly TableAlteration[] => {
  const gathered = gather(changes, models.before)
  const altered = changes.filter((change) => change.kind === 'alterEnum')
  return models.after.tables.flatMap((after) => {
    const found = gathered.get(after.name)
    if (!found) return []
    const enums = altered.filter((change) => usesEnum(after, enumNameAfter(changes, change)))
    return found.changes.length > 0 || enums.length > 0 ? [{ ...found, after, enums }] : []
  })
}

/** What the table was called before the changes that has this name after them. */
export const tableNameBefore = (changes: readonly Change[], name: string): string =>
  changes.reduceRight(
    (current, change) => (change.kind === 'renameTable' && change.to === current ? change.from : current),
    name,
  )

/** What an enum that is altered is called once all changes are done, which on the way back may be another name. */
export const enumNameAfter = (changes: readonly Change[], altered: ChangeOf<'alterEnum'>): string =>
  changes
    .slice(changes.indexOf(altered) + 1)
    .reduce(
      (current, change) => (change.kind === 'renameEnum' && change.from === current ? change.to : current),
      altered.after.name,
    )

type Gathered = { readonly before: Table; readonly changes: readonly AlterationChange[] }

/** By the name that a table has at the end. */
const gather = (changes: readonly Change[], before: Model): ReadonlyMap<string, Gathered> => {
  const tables = new Map<string, Gathered>(
    before.tables.map((table) => [table.name, { before: table, changes: [] }]),
  )
  const add = (name: string, change: AlterationChange): void => {
    const found = tables.get(name)
    if (found) tables.set(name, { ...found, changes: [...found.changes, change] })
  }
  for (const change of changes) {
    if (change.kind === 'dropTable') tables.delete(change.table.name)
    else if (change.kind === 'renameTable') {
      const found = tables.get(change.from)
      tables.delete(change.from)
      if (found) tables.set(change.to, { ...found, changes: [...found.changes, change] })
    } else if (isWithinTable(change)) add(change.table, change)
  }
  return tables
}

const isWithinTable = (change: Change): change is Extract<AlterationChange, { readonly table: string }> =>
  'table' in change && typeof change.table === 'string'

const usesEnum = (table: Table, name: string): boolean =>
  table.columns.some(({ type }) => {
    const inner = type.kind === 'array' ? type.element : type
    return inner.kind === 'enum' && inner.name === name
  })
