import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { applyChanges } from '../changes/apply.js'
import { type ChainLink, type MigrationFiles, parseChain } from '../changes/checksums.js'
import type { History, PastMigration } from '../changes/history.js'
import { parseChanges } from '../changes/serialize.js'
import { verifyChain } from '../changes/verify-chain.js'
import { diagnostic } from '../diagnostics/codes.js'
import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics/diagnostic.js'
import { emptyModel, type Model } from '../model/model.js'
import { entriesOf, outcomeOf, readText } from './disk.js'
import { migrationsFolder, type OutputFolder, pathInside } from './output-folder.js'

/** The migrations folder as it lies there, whether it is whole or not. */
export type MigrationsOnDisk = {
  /** In the order in which they are applied. */
  readonly migrations: readonly MigrationFiles[]
  /** The text of checksums.txt; empty if there is none. */
  readonly checksums: string
}

export const readMigrations = (output: OutputFolder): Outcome<MigrationsOnDisk> =>
  outcomeOf('file-not-readable', () => {
    pathInside(output, 'migrations')
    const folder = migrationsFolder(output)
    return { migrations: readFolders(folder), checksums: readText(join(folder, 'checksums.txt')) ?? '' }
  })

/** Reads and verifies the migrations folder. There is no stored snapshot: the model is what the changes add up to. */
export function readHistory(output: OutputFolder): Outcome<History> {
  const read = readMigrations(output)
  return read.value === undefined
    ? { value: undefined, diagnostics: read.diagnostics }
    : verifiedHistory(read.value)
}

export function verifiedHistory({ migrations, checksums }: MigrationsOnDisk): Outcome<History> {
  const { chain, diagnostics: malformed } = parseChain(checksums)
  const problems = malformed.length > 0 ? malformed : verifyChain(chain, migrations)
  if (hasErrors(problems)) return { value: undefined, diagnostics: problems }
  return replay(migrations, chain)
}

function readFolders(folder: string): readonly MigrationFiles[] {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => ({ name, files: readFiles(join(folder, name)) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

const readFiles = (folder: string) =>
  entriesOf(folder)
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ name }) => ({ path: name, content: readFileSync(join(folder, name), 'utf8') }))

/** What these migrations add up to, one after the other; the chain is taken as it is given. */
export function replay(folders: readonly MigrationFiles[], chain: readonly ChainLink[]): Outcome<History> {
  const migrations: PastMigration[] = []
  let model = emptyModel
  for (const folder of folders) {
    const step = replayOne(folder, model)
    if (step.value === undefined) return { value: undefined, diagnostics: step.diagnostics }
    migrations.push(step.value)
    model = step.value.after
  }
  return { value: { migrations, chain, model }, diagnostics: [] }
}

function replayOne(folder: MigrationFiles, before: Model): Outcome<PastMigration> {
  const text = folder.files.find((file) => file.path === 'changes.json')?.content
  if (text === undefined)
    return { value: undefined, diagnostics: [unreadable(folder.name, 'it has no changes.json')] }
  try {
    const read = parseChanges(text)
    const after = applyChanges(before, read.changes)
    return { value: { ...folder, ...read, before, after }, diagnostics: [] }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { value: undefined, diagnostics: [unreadable(folder.name, reason)] }
  }
}

const unreadable = (name: string, reason: string): Diagnostic =>
  diagnostic(
    'migration-unreadable',
    undefined,
    `migration ${name}: ${reason}`,
    'restore the folder from version control',
  )
