import { parseMigrationScript } from '../../runtime/migrate/migration-script.js'
import { chainOf, type MigrationFiles, printChain } from '../changes/checksums.js'
import { diffModels } from '../changes/diff.js'
import type { History, PastMigration } from '../changes/history.js'
import { numbersOf, squashedName } from '../changes/migration-number.js'
import { parkedBy } from '../changes/parked.js'
import { diagnostic } from '../diagnostics/codes.js'
import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics/diagnostic.js'
import { emitMigration, inFolder } from '../emit/migrations/emit-migration.js'
import { emptyModel } from '../model/model.js'
import { makeMigration } from '../next-migration.js'
import { hazardKinds } from '../plan/judge-hazards.js'
import type { PlanTarget } from '../plan/plan-migration.js'
import { verifiedHistory } from '../workspace/history.js'
import { editedFiles } from './migration-header.js'
import { migrationNamed } from './migration-named.js'
import { proveHistory } from './prove-history.js'
import type { HistoryWork, NewHistory } from './rewrite-history.js'

export type SquashRequest = {
  /** The last migration to fold; undefined: all. */
  readonly to: string | undefined
  /** SQL by hand is left out. */
  readonly dropSql: boolean
}

/** Folds the first migrations into one that makes the same state from nothing. */
export const squashed =
  (request: SquashRequest): HistoryWork =>
  async ({ present, targets }) => {
    const history = verifiedHistory(present)
    if (history.value === undefined) return { value: undefined, diagnostics: history.diagnostics }
    const folded = foldedOf(history.value, request)
    if (folded.value === undefined) return { value: undefined, diagnostics: folded.diagnostics }
    if (folded.value.length < 2) return { value: { wanted: present, proven: [], notes: [] }, diagnostics: [] }
    return fold(history.value, folded.value, targets)
  }

function foldedOf(
  { migrations }: History,
  { to, dropSql }: SquashRequest,
): Outcome<readonly PastMigration[]> {
  const last = to === undefined ? undefined : migrationNamed(migrations, to)
  if (last !== undefined && last.value === undefined)
    return { value: undefined, diagnostics: last.diagnostics }
  const end = migrations.findIndex(({ name }) => name === last?.value?.name)
  const value = end < 0 ? migrations : migrations.slice(0, end + 1)
  const diagnostics = dropSql ? [] : byHand(value)
  return { value: hasErrors(diagnostics) ? undefined : value, diagnostics }
}

/** What it does is known only to whoever wrote it, and a fresh database would go without. */
function byHand(migrations: readonly PastMigration[]): readonly Diagnostic[] {
  const written = migrations.filter((migration) => editedFiles(migration).length > 0)
  const [first] = written
  if (first === undefined) return []
  const before = migrations[migrations.indexOf(first) - 1]
  const names = written.map(({ name }) => name).join(', ')
  const hint = before === undefined ? '' : `fold only those before, with --to ${before.name}; or `
  return [
    diagnostic(
      'migration-by-hand',
      undefined,
      `SQL that was written by hand would be lost: ${names}`,
      `${hint}leave it out with --drop-sql, if a new database needs nothing of it`,
    ),
  ]
}

async function fold(
  { migrations }: History,
  folded: readonly PastMigration[],
  targets: readonly PlanTarget[],
): Promise<Outcome<NewHistory>> {
  const after = folded.at(-1)?.after ?? emptyModel
  // What each of them leaves is what a database made afresh has, and so is what the folded one leaves.
  const old = await proveHistory(folded, targets)
  const difference = diffModels(emptyModel, after)
  const diagnostics = [...old.diagnostics, ...difference.diagnostics]
  if (difference.value === undefined || hasErrors(diagnostics)) return { value: undefined, diagnostics }
  const replaces = folded.map(({ name }) => name)
  const name = squashedName(Math.max(...replaces.map((each) => numbersOf(each).last)))
  const made = await makeMigration(
    { name, changes: difference.value, before: emptyModel, after, replaces },
    { targets, allow: hazardKinds, consents: () => false },
  )
  if (made.value === undefined) return { value: undefined, diagnostics: made.diagnostics }
  const { files } = inFolder(name, emitMigration(made.value))
  const squash: MigrationFiles = { name, files: [...files, ...replacesFiles(folded, targets)] }
  const wanted = [squash, ...migrations.slice(folded.length)]
  return {
    value: {
      wanted: { migrations: wanted, checksums: printChain(chainOf(wanted)) },
      proven: [{ name, verdicts: made.value.verdicts }],
      notes: notesOf(name, folded),
    },
    diagnostics: [],
  }
}

/** The journals of databases know migrations by name and by the checksum of the way up. */
const replacesFiles = (folded: readonly PastMigration[], targets: readonly PlanTarget[]) =>
  targets.map(({ dialect }) => ({
    path: `${dialect.name}.replaces.txt`,
    content: folded.map((migration) => `${migration.name} ${upChecksum(migration, dialect.name)}\n`).join(''),
  }))

function upChecksum({ name, files }: PastMigration, dialect: string): string {
  const path = `${dialect}.up.sql`
  const text = files.find((file) => file.path === path)?.content ?? ''
  return parseMigrationScript(`${name}/${path}`, text).checksum
}

function notesOf(name: string, folded: readonly PastMigration[]): readonly string[] {
  const parked = folded.flatMap(({ changes }) => parkedBy(changes))
  const left = folded.filter((migration) => editedFiles(migration).length > 0).map((each) => each.name)
  return [
    `${counted(folded)} are now ${name}.`,
    'A database that has run all of them goes on from there; one that has run only some must run the rest first, with the files as they were.',
    ...(parked.length > 0
      ? [
          `Parked data stays in databases that have it, and no way back leads to it any more: ${parked.join(', ')}.`,
        ]
      : []),
    ...(left.length > 0 ? [`SQL by hand was left out: ${left.join(', ')}.`] : []),
  ]
}

const counted = (folded: readonly PastMigration[]): string =>
  `${folded.length} migrations, ${folded[0]?.name} to ${folded.at(-1)?.name},`
