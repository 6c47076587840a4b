import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics/diagnostic.js'
import type { Model } from '../model/model.js'
import type { Change } from './change.js'
import { ambiguousRenames } from './diff/ambiguous-renames.js'
import { columnDifferences, remadeColumns } from './diff/column-differences.js'
import { missingBackfills } from './diff/missing-backfills.js'
import { type ParkingNames, parkingNames } from './diff/parking-names.js'
import { parkingWithoutKey } from './diff/parking-without-key.js'
import { partDifferences } from './diff/part-differences.js'
import { findRenames, type NameKey, type Renames } from './diff/renames.js'
import { type Paired, pairTables, renameChanges, type TablePair } from './diff/table-pairs.js'
import { verifyDifference } from './diff/verify.js'
import {
  alterEnum,
  commentTables,
  compareByName,
  createTables,
  dropTables,
  retargetTables,
} from './diff/whole-objects.js'

export type DiffOptions = {
  /** Names of hazards that the author allowed; who lets data go need not say whether it has a new name. */
  readonly allow?: ReadonlySet<string>
  /** Tables in which earlier migrations keep what they dropped. */
  readonly parked?: ReadonlySet<string>
  /** Tables and columns whose names have the same key are the same, only written otherwise; names themselves unless said. */
  readonly nameKey?: NameKey
}

/**
 * The changes that lead from one model to the other, in the order in which they can be applied. Column order and the order of
 * the file make none. What cannot be decided is an error at the place where the author can decide it.
 */
export const diffModels = (
  before: Model,
  after: Model,
  options: DiffOptions = {},
): Outcome<readonly Change[]> => {
  const renames = findRenames(before, after, options.nameKey)
  const paired = pairTables(before, after, renames)
  const ambiguous = ambiguousRenames({ after, paired }, options.allow ?? new Set())
  const diagnostics: readonly Diagnostic[] = [
    ...ambiguous,
    // Who lets values be made up need not say what they are.
    ...(options.allow?.has('invents-data') ? [] : missingBackfills(paired, ambiguous)),
    ...parkingWithoutKey(paired, after),
  ]
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics }
  const parking = parkingNames(after, options.parked ?? new Set())
  const changes = inOrder({ before, after, renames, paired, parking })
  verifyDifference(before, after, changes)
  return { value: changes, diagnostics }
}

type Comparison = {
  readonly before: Model
  readonly after: Model
  readonly renames: Renames
  readonly paired: Paired
  readonly parking: ParkingNames
}

/** What stands in the way goes first, under its old name; then come the renames, then everything that speaks of new names. */
const inOrder = ({ before, after, renames, paired, parking }: Comparison): readonly Change[] => {
  const { moved } = paired
  const enums = compareByName(moved.enums, after.enums)
  const scripts = compareByName(moved.scripts, after.scripts)
  const views = compareByName(moved.views, after.views)
  const goneViews = new Set(views.gone.map(({ name }) => name))
  const goneScripts = new Set(scripts.gone.map(({ name }) => name))
  const within = withinTables(paired.pairs, renames, parking)
  const targets = retargetTables(paired)
  return [
    ...targets.leaving,
    ...before.views
      .filter(({ name }) => goneViews.has(name))
      .map((view): Change => ({ kind: 'dropView', view })),
    ...within.drops,
    ...dropTables(paired.gone, parking),
    ...before.scripts
      .filter(({ name }) => goneScripts.has(name))
      .map((script): Change => ({ kind: 'dropScript', script })),
    ...renameChanges({ ...renames, columns: within.columnRenames }),
    ...within.renames,
    ...enums.added.map((added): Change => ({ kind: 'createEnum', enum: added })),
    ...enums.altered.map((each) => alterEnum(each.before, each.after)),
    ...scripts.added.map((script): Change => ({ kind: 'createScript', script })),
    ...scripts.altered.map((each): Change => ({ kind: 'replaceScript', ...each })),
    ...commentTables(paired),
    ...createTables(paired.added),
    ...within.columns,
    ...within.adds,
    ...targets.coming,
    ...enums.gone.map((gone): Change => ({ kind: 'dropEnum', enum: gone })),
    ...views.added.map((view): Change => ({ kind: 'createView', view })),
    ...views.altered.map((each): Change => ({ kind: 'replaceView', ...each })),
  ]
}

/** What happens inside the tables that exist before and after. */
const withinTables = (pairs: readonly TablePair[], renames: Renames, parking: ParkingNames) => {
  const moves = new Map(
    pairs.map((pair) => {
      const own = renames.columns.filter(({ table }) => table === pair.after.name)
      return [pair, { renames: own, remade: remadeColumns(pair, own) }]
    }),
  )
  const movesOf = (pair: TablePair) => moves.get(pair) ?? { renames: [], remade: new Set<string>() }
  const parts = partDifferences(pairs, movesOf)
  const keyRenames = new Set(
    parts.renames.filter(({ part }) => part === 'primary key').map(({ table }) => table),
  )
  const columns = pairs.map((pair) => columnDifferences(pair, movesOf(pair).remade, { parking, keyRenames }))
  return {
    drops: [...parts.drops, ...columns.flatMap(({ early }) => early)],
    renames: parts.renames,
    /** Of all columns but those that are made anew, which come under their new name. */
    columnRenames: pairs.flatMap((pair) => {
      const { renames: own, remade } = movesOf(pair)
      return own.filter(({ to }) => !remade.has(to))
    }),
    columns: columns.flatMap(({ changes }) => changes),
    adds: parts.adds,
  }
}
