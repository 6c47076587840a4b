import type { ChainLink, MigrationFiles } from './checksums.js'
import { checksumOf } from './checksums.js'
import { numberOf } from './migration-number.js'

/** Two branches of one history, as they lie in one folder after a merge. */
export type Branches = {
  /** Stay where they are, in order. */
  readonly theirs: readonly MigrationFiles[]
  /** Are to be moved behind them, in order. */
  readonly ours: readonly MigrationFiles[]
}

export const splitBranches = (
  migrations: readonly MigrationFiles[],
  ours: ReadonlySet<string>,
): Branches => ({
  theirs: migrations.filter(({ name }) => !ours.has(name)),
  ours: migrations.filter(({ name }) => ours.has(name)),
})

/** How many of theirs ours were written after: all with a lower number than the first of ours. */
export function forkPoint({ theirs, ours }: Branches): number {
  const [first] = ours
  if (first === undefined) return theirs.length
  const fork = theirs.findIndex(({ name }) => numberOf(name) >= numberOf(first.name))
  return fork < 0 ? theirs.length : fork
}

/**
 * Names of migrations that are not what any line of checksums.txt says. Ours are judged as followers of the fork; a line that a
 * merge took away is missed by nobody, because the merge itself is what is being mended.
 */
export function editedIn({ theirs, ours }: Branches, lines: readonly ChainLink[]): readonly string[] {
  const fork = forkPoint({ theirs, ours })
  const own = [...theirs.slice(0, fork), ...ours]
  return [...new Set([...mismatches(theirs, lines), ...mismatches(own, lines)])]
}

function mismatches(chain: readonly MigrationFiles[], lines: readonly ChainLink[]): readonly string[] {
  const edited: string[] = []
  let previous = ''
  for (const { name, files } of chain) {
    const listed = lines.filter((line) => line.name === name)
    const checksum = checksumOf(previous, files)
    const found = listed.some((line) => line.checksum === checksum)
    if (listed.length > 0 && !found) edited.push(name)
    // Those that follow are judged by what was written, as if this one were whole.
    previous = found || listed.length !== 1 ? checksum : (listed[0]?.checksum ?? checksum)
  }
  return edited
}
