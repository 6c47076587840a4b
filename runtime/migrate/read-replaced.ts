import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DialectName } from '../session.js'
import { MigrationError } from './migration-error.js'

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
export async function readReplaced(
  folder: string,
  dialect: DialectName,
): Promise<readonly ReplacedMigration[]> {
  const path = join(folder, `${dialect}.replaces.txt`)
  const text = await contentOf(path)
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => replacedIn(path, line))
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

function replacedIn(path: string, line: string): ReplacedMigration {
  const [, name, checksum] = /^(\S+) ([0-9a-f]{64})$/.exec(line) ?? []
  if (name !== undefined && checksum !== undefined) return { name, checksum }
  throw new MigrationError(
    'bad-file',
    `${path}: "${line.slice(0, 80)}" is not the name of a migration, a space and 64 hexadecimal digits. Nothing was run. ` +
      'Restore the file from version control.',
  )
}
