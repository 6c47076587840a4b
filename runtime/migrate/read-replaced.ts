import { join } from 'node:path'
import type { DialectName } from '../session.js'
import { MigrationError } from './migration-error.js'
import type { FileTexts } from './read-folder.js'

/** A migration that another one was squashed from, as the journal knows it. */
export type ReplacedMigration = {
  readonly name: string
  /** SHA-256 of its `up` file, as the journal of {@link migrateUp} has it. */
  readonly checksum: string
}

/**
 * Reads `sqlite.replaces.txt` or `postgres.replaces.txt` of a migration's folder: in each line a name, a space and a checksum. A
 * database knows the file that was run on it, so there is a list for each; most folders have none.
 */
export function replacedIn(
  folder: string,
  dialect: DialectName,
  texts: FileTexts,
): readonly ReplacedMigration[] {
  const fileName = `${dialect}.replaces.txt`
  return (texts.get(fileName) ?? '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => replacedBy(join(folder, fileName), line))
}

function replacedBy(path: string, line: string): ReplacedMigration {
  const [, name, checksum] = /^(\S+) ([0-9a-f]{64})$/.exec(line) ?? []
  if (name !== undefined && checksum !== undefined) return { name, checksum }
  throw new MigrationError(
    'bad-file',
    `${path}: "${line.slice(0, 80)}" is not the name of a migration, a space and 64 hexadecimal digits. Nothing was run. ` +
      'Restore the file from version control.',
  )
}
