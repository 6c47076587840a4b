import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { PGlite, PGliteOptions } from '@electric-sql/pglite'

const [pack, unpack] = [promisify(gzip), promisify(gunzip)]

type Create = (options: PGliteOptions) => Promise<PGlite>

/**
 * Starts PGlite with an empty cluster. To make one is most of the work, so it is kept in `file`, from which the next start takes it; a
 * file that is no cluster is made anew, and where none can be written every start makes its own.
 */
export const startCluster = async (
  create: Create,
  options: PGliteOptions,
  file: string | undefined,
): Promise<PGlite> => {
  // Unpacked here, because what PGlite throws while it unpacks nobody can catch.
  const kept =
    file &&
    (await readFile(file)
      .then(unpack)
      .catch(() => undefined))
  if (kept) {
    const started = await create({ ...options, loadDataDir: new Blob([kept]) }).catch(() => undefined)
    if (started) return started
  }
  const made = await create(options)
  if (file) await keep(made, file).catch(() => undefined)
  return made
}

/** Whole or not at all, whoever else writes it meanwhile. */
const keep = async (database: PGlite, file: string): Promise<void> => {
  const dump = await database.dumpDataDir('none')
  const written = `${file}.${process.pid}`
  await mkdir(dirname(file), { recursive: true })
  try {
    await writeFile(written, await pack(await dump.arrayBuffer()))
    await rename(written, file)
  } catch (error) {
    await rm(written, { force: true })
    throw error
  }
}

/** Beside the packages, for the version of PGlite that is installed; undefined: it lies in no such folder. */
export const clusterFile = async (): Promise<string | undefined> => {
  try {
    const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
    const [, packages, own] = /^(.*[\\/]node_modules)([\\/]@electric-sql[\\/]pglite)[\\/]/.exec(entry) ?? []
    if (packages === undefined || own === undefined) return undefined
    const { version }: { version?: unknown } = JSON.parse(
      await readFile(join(packages, own, 'package.json'), 'utf8'),
    )
    return join(packages, '.cache', 'tablewright', `pglite-${version}.tar.gz`)
  } catch {
    return undefined
  }
}
