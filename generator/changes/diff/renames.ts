import type { Column, Enum, Model, Table } from '../../model/model.js'
import type { ChangeOf } from '../change.js'
import { type Rename, renaming } from '../elements.js'

/** What has another name than before, in an order in which every new name is free when its turn comes. */
export type Renames = {
  readonly enums: readonly Rename[]
  readonly tables: readonly Rename[]
  /** `table` is the name after. */
  readonly columns: readonly ColumnRename[]
}

export type ColumnRename = Omit<ChangeOf<'renameColumn'>, 'kind'>

/** Names that are the same for the database have the same key. */
export type NameKey = (name: string) => string

const exact: NameKey = (name) => name

/** The author says what was renamed, or the name is only written otherwise, by `keyOf`; a former name that is not there any more belongs to a migration that was written before. */
export const findRenames = (before: Model, after: Model, keyOf: NameKey = exact): Renames => {
  const tables = renamesAmong(
    before.tables,
    after.tables,
    keyOf,
    (former, table) => isHistory(former) === isHistory(table),
  )
  const formerly = new Map(before.tables.map((table) => [naming(tables)(table.name), table]))
  const columnsOf = (table: Table): readonly Column[] => {
    const former = formerly.get(table.name)
    return former && isSameTable(former, table, tables) ? former.columns : []
  }
  return {
    enums: renamesAmong(before.enums, after.enums, exact),
    tables,
    columns: after.tables.flatMap((table) =>
      renamesAmong(columnsOf(table), table.columns, keyOf).map((rename) => ({
        table: table.name,
        ...rename,
      })),
    ),
  }
}

/** A history is never made of a table that was none, nor of another table's: its rows would mean something else. */
export const isSameTable = (before: Table, after: Table, renames: readonly Rename[]): boolean =>
  (before.historyOf === undefined ? undefined : naming(renames)(before.historyOf)) === after.historyOf

const isHistory = ({ historyOf }: Table): boolean => historyOf !== undefined

/** What a name becomes by the first rename of it. */
export const naming =
  (renames: readonly Rename[]) =>
  (name: string): string => {
    const rename = renames.find(({ from }) => from === name)
    return rename === undefined ? name : renaming(rename)(name)
  }

type Renamable = Pick<Table | Column | Enum, 'name'> & {
  readonly meta?: { readonly was: string | undefined }
}

const renamesAmong = <T extends Renamable>(
  before: readonly T[],
  after: readonly T[],
  keyOf: NameKey,
  canBe: (before: T, after: T) => boolean = () => true,
): readonly Rename[] => {
  const old = new Map(before.map((element) => [element.name, element]))
  const stay = new Set(after.map(({ name }) => name))
  const byKey = new Map(before.filter(({ name }) => !stay.has(name)).map((each) => [keyOf(each.name), each]))
  const claimed = after.flatMap((element) => {
    const { name, meta } = element
    const said = meta?.was === undefined || meta.was === name ? undefined : old.get(meta.was)
    const former = said ?? (old.has(name) ? undefined : byKey.get(keyOf(name)))
    return former && canBe(former, element) ? [{ from: former.name, to: name }] : []
  })
  return inTurn(claimed, (name) => old.has(name))
}

/**
 * Only renames whose new name is free, or is left by another of them that comes first. A name that is taken and stays taken was
 * renamed long ago, and its former name has been given to something else since.
 */
export const inTurn = <T extends Rename>(
  renames: readonly T[],
  isTaken: (name: string, rename: T) => boolean,
  keyOf: (name: string, rename: T) => string = (name) => name,
): readonly T[] => {
  const left = new Set<string>()
  const ordered: T[] = []
  let waiting = renames
  for (let before = -1; before !== ordered.length; ) {
    before = ordered.length
    const still: T[] = []
    for (const rename of waiting) {
      const isFree = !isTaken(rename.to, rename) || left.has(keyOf(rename.to, rename))
      const from = keyOf(rename.from, rename)
      if (!isFree) still.push(rename)
      else if (!left.has(from)) {
        left.add(from)
        ordered.push(rename)
      }
    }
    waiting = still
  }
  return ordered
}
