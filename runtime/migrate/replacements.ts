import type { Connection } from './connection.js'
import { type JournalEntry, recordReplaced } from './journal.js'
import { MigrationError } from './migration-error.js'
import type { OnMigrationProgress } from './progress.js'
import type { Migration } from './read-migrations.js'

/** A squashed migration whose every part the journal lists, so that the database is where it leads. */
export type Replacement = {
  readonly migration: Migration
  readonly names: readonly string[]
  /** Of the last part. */
  readonly timestamp: string
}

/** The squashed migrations of the folder that are to take the place of others in the journal. */
export function replacementsIn(
  journal: readonly JournalEntry[],
  migrations: readonly Migration[],
): readonly Replacement[] {
  return migrations.flatMap((migration) => {
    const listed = partsIn(journal, migration)
    const last = listed.at(-1)
    if (last === undefined) return []
    if (listed.length < migration.replaces.length) throw partly(migration, listed)
    refuseChanged(migration, listed)
    return [{ migration, names: listed.map(({ name }) => name), timestamp: last.timestamp }]
  })
}

/** The squashed migration may have the name of a part; its checksum tells which of the two the journal means. */
function partsIn(
  journal: readonly JournalEntry[],
  { name, up, replaces }: Migration,
): readonly JournalEntry[] {
  const names = new Set(replaces.map((part) => part.name))
  return journal.filter(
    (entry) => names.has(entry.name) && !(entry.name === name && entry.checksum === up.checksum),
  )
}

/** The journal as it is once the replacements are made. */
export function replaced(
  journal: readonly JournalEntry[],
  replacements: readonly Replacement[],
): readonly JournalEntry[] {
  return journal.flatMap((entry) => {
    const replacement = replacements.find(({ names }) => names.includes(entry.name))
    if (replacement === undefined) return [entry]
    const { migration, names, timestamp } = replacement
    if (names.at(-1) !== entry.name) return []
    return [{ name: migration.name, timestamp, checksum: migration.up.checksum }]
  })
}

/** Writes the journal anew, in the caller's transaction. */
export async function makeReplacements(
  connection: Connection,
  replacements: readonly Replacement[],
  onProgress: OnMigrationProgress,
): Promise<void> {
  for (const { migration, names, timestamp } of replacements) {
    const { name, up } = migration
    const entry = { name, checksum: up.checksum, durationMs: 0, statements: up.statements.length }
    await recordReplaced(connection, names, entry, timestamp)
    onProgress({ kind: 'replaced', migration: name, replaces: names })
  }
}

function partly(migration: Migration, listed: readonly JournalEntry[]): MigrationError {
  const has = new Set(listed.map(({ name }) => name))
  const lacking = migration.replaces.filter(({ name }) => !has.has(name)).map(({ name }) => name)
  return new MigrationError(
    'partly-replaced',
    `${migration.name} replaces migrations of which the database has ${[...has].join(', ')}, but not ${lacking.join(', ')}. Nothing was run. ` +
      'Apply those with the version of the project that still had them, then run again.',
    { migration: migration.name },
  )
}

function refuseChanged(migration: Migration, listed: readonly JournalEntry[]): void {
  const checksums = new Map(migration.replaces.map(({ name, checksum }) => [name, checksum]))
  const changed = listed.find(
    ({ name, checksum }) => checksum !== undefined && checksum !== checksums.get(name),
  )
  if (changed === undefined) return
  throw new MigrationError(
    'changed',
    `${migration.name} replaces ${changed.name}, but the database ran another ${changed.name} than the one that was squashed. Nothing was run. ` +
      'Find out which file the database ran, and squash anew from there.',
    { migration: changed.name },
  )
}
