import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MigrationError } from './migration-error.js'

/** By their names. */
export type FileTexts = ReadonlyMap<string, string>

/** A migrations folder as it was when it was read, once: what is verified is what is run. */
export type MigrationFolder = {
  readonly path: string
  /** The files of each migration, by its name, in the order in which they are applied: by code units, as Kysely's `Migrator` does. */
  readonly migrations: ReadonlyMap<string, FileTexts>
  /** The text of checksums.txt; a folder written by hand has none. */
  readonly checksums: string | undefined
}

export const checksumsFile = 'checksums.txt'

/** A folder that does not exist yet has no migrations. */
export async function readFolder(path: string): Promise<MigrationFolder> {
  const names = await reading(path, [], () => migrationNames(path))
  const migrations = await Promise.all(
    names.map(async (name): Promise<[string, FileTexts]> => [name, await readTexts(join(path, name))]),
  )
  const list = join(path, checksumsFile)
  const checksums = await reading<string | undefined>(list, undefined, () => readFile(list, 'utf8'))
  return { path, migrations: new Map(migrations), checksums }
}

async function migrationNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
}

async function readTexts(folder: string): Promise<FileTexts> {
  const entries = await reading(folder, [], () => readdir(folder, { withFileTypes: true }))
  const names = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
  const texts = names.map(async (name): Promise<[string, string]> => {
    const file = join(folder, name)
    return [name, await reading(file, '', () => readFile(file, 'utf8'))]
  })
  return new Map(await Promise.all(texts))
}

async function reading<T>(path: string, absent: T, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return absent
    const message = error instanceof Error ? error.message : String(error)
    throw new MigrationError('bad-folder', `${path} cannot be read: ${message}`, { cause: error })
  }
}
