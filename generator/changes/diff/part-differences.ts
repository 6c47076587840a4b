import { sameState } from '../../model/equal.js'
import type { SqlText } from '../../model/model.js'
import type { ChangeOf, TableChange } from '../change.js'
import { followsRenames } from '../rename-in-sql.js'
import { addPart, dropPart, type ListedPart, listedParts, nameKey, type Part, partsOf } from './parts.js'
import { type ColumnRename, inTurn } from './renames.js'
import type { TablePair } from './table-pairs.js'

export type PartDifferences = {
  /** Named as before all renames. */
  readonly drops: readonly TableChange[]
  readonly renames: readonly ChangeOf<'renamePart'>[]
  readonly adds: readonly TableChange[]
}

type Matched = {
  readonly pair: TablePair
  readonly kind: ListedPart
  readonly gone: readonly Part[]
  readonly added: readonly Part[]
  readonly renames: readonly PartRename[]
}

type PartRename = ChangeOf<'renamePart'>

/**
 * Keys, indexes, checks and triggers of the tables that stay. A part is kept if it is the same once its table and its columns have
 * their new names, is renamed if nothing but its name differs, and is dropped and added again otherwise.
 */
export const partDifferences = (
  pairs: readonly TablePair[],
  moves: (pair: TablePair) => ColumnMoves,
): PartDifferences => {
  const matched = pairs.flatMap((pair) => listedParts.map((kind) => matchParts(pair, kind, moves(pair))))
  const keys = pairs.flatMap(renamedKey)
  const candidates = [...keys, ...matched.flatMap(({ renames }) => renames)]
  const taken = takenNames(pairs, matched)
  const keyOf = (name: string, { table, part }: PartRename) => nameKey(table, part, name)
  const renames = inTurn(candidates, (name, rename) => taken.has(keyOf(name, rename)), keyOf)
  const refused = new Set(candidates.filter((candidate) => !renames.includes(candidate)))
  return {
    drops: listedParts.flatMap((kind) =>
      matched.filter((match) => match.kind === kind).flatMap((match) => dropsOf(match, refused)),
    ),
    renames,
    adds: listedParts
      .toReversed()
      .flatMap((kind) =>
        matched.filter((match) => match.kind === kind).flatMap((match) => addsOf(match, refused)),
      ),
  }
}

/** What happens to the columns that parts are made of. */
export type ColumnMoves = {
  readonly renames: readonly ColumnRename[]
  /** Columns that are dropped and made anew, by their names after. */
  readonly remade: ReadonlySet<string>
}

const matchParts = (pair: TablePair, kind: ListedPart, moves: ColumnMoves): Matched => {
  const before = partsOf(pair.moved, kind)
  const after = partsOf(pair.after, kind)
  const original = new Map(partsOf(pair.before, kind).map((part) => [part.name, part]))
  const standing = before.filter((part) => followsAll(original.get(part.name) ?? part, part, moves))
  const old = new Map(standing.map((part) => [part.name, part]))
  const kept = new Set(after.filter((part) => sameState(old.get(part.name), part)).map(({ name }) => name))
  const names = new Set(after.map(({ name }) => name))
  const known = new Set(before.map(({ name }) => name))
  const renames = pairByState(
    standing.filter(({ name }) => !names.has(name)),
    after.filter(({ name }) => !known.has(name)),
  ).map(
    ([from, to]): PartRename => ({
      kind: 'renamePart',
      table: pair.after.name,
      part: kind,
      from: from.name,
      to: to.name,
    }),
  )
  return {
    pair,
    kind,
    gone: before.filter(({ name }) => !kept.has(name)),
    added: after.filter(({ name }) => !kept.has(name)),
    renames,
  }
}

/** The first by name with the first by name, so that the order in the file does not matter. */
const pairByState = (gone: readonly Part[], added: readonly Part[]): readonly (readonly [Part, Part])[] => {
  const waiting = gone.toSorted(byName)
  return added.toSorted(byName).flatMap((part) => {
    const found = waiting.findIndex((candidate) => sameState({ ...candidate, name: part.name }, part))
    if (found < 0) return []
    return waiting.splice(found, 1).map((former) => [former, part] as const)
  })
}

const byName = (a: Part, b: Part): number => (a.name < b.name ? -1 : 1)

const renamedKey = ({ moved, after }: TablePair): readonly PartRename[] => {
  const [from, to] = [moved.primaryKey, after.primaryKey]
  return from && to && from.name !== to.name && sameState(from.columns, to.columns)
    ? [
        {
          kind: 'renamePart',
          table: after.name,
          part: 'primary key',
          from: from.name,
          to: to.name,
        },
      ]
    : []
}

/** Names that are in use when renames begin: what is dropped before has left its own. */
const takenNames = (pairs: readonly TablePair[], matched: readonly Matched[]): ReadonlySet<string> => {
  const taken = new Set<string>()
  for (const { moved, after } of pairs) {
    if (moved.primaryKey) taken.add(nameKey(after.name, 'primary key', moved.primaryKey.name))
  }
  for (const { pair, kind, gone, renames } of matched) {
    const leaving = new Set(gone.map(({ name }) => name))
    for (const { from } of renames) leaving.delete(from)
    for (const { name } of partsOf(pair.moved, kind)) {
      if (!leaving.has(name)) taken.add(nameKey(pair.after.name, kind, name))
    }
  }
  return taken
}

const dropsOf = ({ pair, kind, gone, renames }: Matched, refused: ReadonlySet<PartRename>) => {
  const renamed = new Set(renames.filter((rename) => !refused.has(rename)).map(({ from }) => from))
  const leaving = new Set(gone.map(({ name }) => name).filter((name) => !renamed.has(name)))
  return partsOf(pair.before, kind)
    .filter(({ name }) => leaving.has(name))
    .map((part) => dropPart(pair.before.name, kind, part))
}

const addsOf = ({ pair, kind, added, renames }: Matched, refused: ReadonlySet<PartRename>) => {
  const renamed = new Set(renames.filter((rename) => !refused.has(rename)).map(({ to }) => to))
  return added.filter(({ name }) => !renamed.has(name)).map((part) => addPart(pair.after.name, kind, part))
}

/** Whether a part stays itself while columns get other names. */
const followsAll = (original: Part, moved: Part, { renames, remade }: ColumnMoves): boolean =>
  textsIn(original).every((text) => followsRenames(text, renames)) &&
  [...remade].every((column) => !namesColumn(moved, column))

const textsIn = (part: Part): readonly SqlText[] => {
  if ('sql' in part) return [part.sql]
  if (!('elements' in part)) return []
  const expressions = part.elements.flatMap((element) => (element.kind === 'expression' ? [element.sql] : []))
  return part.where === undefined ? expressions : [...expressions, part.where]
}

/** Raw SQL may name any column, and what is made anew needlessly is only slower. */
const namesColumn = (part: Part, column: string): boolean => {
  if (textsIn(part).length > 0) return true
  if ('elements' in part) {
    const inKey = part.elements.some((element) => element.kind === 'column' && element.column === column)
    return inKey || part.include.includes(column) || part.live === column
  }
  return 'columns' in part && part.columns.includes(column)
}
