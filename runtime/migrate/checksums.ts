import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MigrationError } from './migration-error.js'
import { migrationNames } from './read-migrations.js'

const fileName = 'checksums.txt'

/**
 * Refuses a folder whose files are not those that were generated. The journal knows only what was applied; that a pending
 * migration or the way back was edited, only this file can tell. A folder written by hand has none and is taken as it is.
 */
export async function verifyChecksums(folder: string): Promise<void> {
  const text = await checksumsOf(folder)
  if (text === undefined) return
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  let previous = ''
  const listed = new Set<string>()
  const names = await migrationNames(folder)
  for (const line of lines) {
    const [, name, checksum] = /^(\S+) ([0-9a-f]{64})$/.exec(line) ?? []
    if (name === undefined || checksum === undefined) throw malformed(join(folder, fileName), line)
    if (!names.includes(name)) throw missing(folder, name)
    if ((await checksumOf(previous, join(folder, name))) !== checksum) throw changed(folder, name)
    listed.add(name)
    previous = checksum
  }
  for (const name of names) if (!listed.has(name)) throw unlisted(folder, name)
}

async function checksumsOf(folder: string): Promise<string | undefined> {
  const path = join(folder, fileName)
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    const message = error instanceof Error ? error.message : String(error)
    throw new MigrationError('bad-folder', `${path} cannot be read: ${message}`, { cause: error })
  }
}

/** Includes the checksum of the migration before, so that the last line stands for the whole history. */
async function checksumOf(previous: string, folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
  const hash = createHash('sha256').update(`${previous}\n`)
  for (const name of names) {
    // Git may change line ends at checkout.
    const content = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
    hash.update(`${name}\n${content.length}\n${content}\n`)
  }
  return hash.digest('hex')
}

const malformed = (path: string, line: string): MigrationError =>
  new MigrationError(
    'bad-file',
    `${path}: "${line.slice(0, 80)}" is not the name of a migration, a space and 64 hexadecimal digits. Nothing was run. ` +
      'Restore the file from version control.',
  )

const missing = (folder: string, name: string): MigrationError =>
  new MigrationError(
    'missing',
    `Migration ${name} is listed in ${join(folder, fileName)}, but its folder does not exist. Nothing was run. ` +
      'Bring it back from version control.',
    { migration: name },
  )

const changed = (folder: string, name: string): MigrationError =>
  new MigrationError(
    'changed',
    `${join(folder, name)} is not what was generated: a file in it was changed, added or removed after ${fileName} was written, ` +
      'or a migration before it was. Nothing was run. Restore the folder from version control; to change the database, change ' +
      'the schema and generate a new migration.',
    { migration: name },
  )

const unlisted = (folder: string, name: string): MigrationError =>
  new MigrationError(
    'changed',
    `${join(folder, name)} has no line in ${join(folder, fileName)}, so nobody knows whether it is what was generated. Nothing was run. ` +
      'Remove the folder, or restore the file from version control.',
    { migration: name },
  )
