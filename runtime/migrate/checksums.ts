import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { MigrationError } from './migration-error.js'
import { checksumsFile, type FileTexts, type MigrationFolder } from './read-folder.js'

/**
 * Refuses a folder whose files are not those that were generated. The journal knows only what was applied; that a pending
 * migration or the way back was edited, only this file can tell. A folder written by hand has none and is taken as it is.
 */
export function verifyChecksums(folder: MigrationFolder): void {
  const problem = checksumsProblem(folder)
  if (problem !== undefined) throw problem
}

/** The first thing in which the folder is not what was generated. */
export function checksumsProblem({
  path,
  migrations,
  checksums,
}: MigrationFolder): MigrationError | undefined {
  if (checksums === undefined) return isGenerated(migrations) ? withoutList(path) : undefined
  const lines = checksums.split(/\r?\n/).filter((line) => line.trim() !== '')
  let previous = ''
  const listed = new Set<string>()
  for (const line of lines) {
    const [, name, checksum] = /^(\S+) ([0-9a-f]{64})$/.exec(line) ?? []
    if (name === undefined || checksum === undefined) return malformed(join(path, checksumsFile), line)
    const texts = migrations.get(name)
    if (texts === undefined) return missing(path, name)
    if (checksumOf(previous, texts) !== checksum) return changed(path, name)
    listed.add(name)
    previous = checksum
  }
  for (const name of migrations.keys()) if (!listed.has(name)) return unlisted(path, name)
  return undefined
}

/** Only the generator writes the changes beside the SQL. */
const isGenerated = (migrations: MigrationFolder['migrations']): boolean =>
  [...migrations.values()].some((texts) => texts.has('changes.json'))

/** Includes the checksum of the migration before, so that the last line stands for the whole history. */
function checksumOf(previous: string, texts: FileTexts): string {
  const hash = createHash('sha256').update(`${previous}\n`)
  for (const [name, text] of texts) {
    // Git may change line ends at checkout.
    const content = text.replaceAll('\r\n', '\n')
    hash.update(`${name}\n${content.length}\n${content}\n`)
  }
  return hash.digest('hex')
}

const withoutList = (folder: string): MigrationError =>
  new MigrationError(
    'missing',
    `${join(folder, checksumsFile)} is missing, so nobody knows whether the migrations are what was generated. Nothing was run. ` +
      'Restore the file from version control.',
  )

const malformed = (path: string, line: string): MigrationError =>
  new MigrationError(
    'bad-file',
    `${path}: "${line.slice(0, 80)}" is not the name of a migration, a space and 64 hexadecimal digits. Nothing was run. ` +
      'Restore the file from version control.',
  )

const missing = (folder: string, name: string): MigrationError =>
  new MigrationError(
    'missing',
    `Migration ${name} is listed in ${join(folder, checksumsFile)}, but its folder does not exist. Nothing was run. ` +
      'Bring it back from version control.',
    { migration: name },
  )

const changed = (folder: string, name: string): MigrationError =>
  new MigrationError(
    'changed',
    `${join(folder, name)} is not what was generated: a file in it was changed, added or removed after ${checksumsFile} was written, ` +
      'or a migration before it was. Nothing was run. If you edited it on purpose, take it in with `tablewright rehash`; else restore the ' +
      'folder from version control. To change a database that ran it, change the schema and generate a new migration.',
    { migration: name },
  )

const unlisted = (folder: string, name: string): MigrationError =>
  new MigrationError(
    'changed',
    `${join(folder, name)} has no line in ${join(folder, checksumsFile)}, so nobody knows whether it is what was generated. Nothing was run. ` +
      'Remove the folder, or restore the file from version control.',
    { migration: name },
  )
