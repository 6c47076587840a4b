import { type Branches, forkPoint } from '../changes/branches.js'
import type { Change } from '../changes/change.js'
import { chainOf, parseChain, printChain } from '../changes/checksums.js'
import { describe } from '../changes/describe.js'
import type { PastMigration } from '../changes/history.js'
import { migrationName, nextNumber, slugOf } from '../changes/migration-number.js'
import { type Transplanted, transplant } from '../changes/transplant.js'
import { chainProblems } from '../changes/verify-chain.js'
import { diagnostic } from '../diagnostics/codes.js'
import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics/diagnostic.js'
import type { Model } from '../model/model.js'
import { type MigrationsOnDisk, replay } from '../workspace/history.js'
import { type BranchRequest, mergedBranches } from './merged-branches.js'
import { editedFiles } from './migration-header.js'
import { type MovedMigration, writtenAnew } from './move-migration.js'
import type { HistoryProject, HistoryWork, NewHistory } from './rewrite-history.js'

/** Moves this branch's migrations behind those of the other one. */
export const rebased =
  (request: BranchRequest): HistoryWork =>
  async (project) => {
    if (isWhole(project.present)) return { value: unchanged(project.present), diagnostics: [] }
    const branches = mergedBranches(project, request)
    if (branches.value === undefined) return { value: undefined, diagnostics: branches.diagnostics }
    return moved(project, branches.value)
  }

const unchanged = (present: MigrationsOnDisk): NewHistory => ({ wanted: present, proven: [], notes: [] })

function isWhole({ migrations, checksums }: MigrationsOnDisk): boolean {
  const { chain, diagnostics } = parseChain(checksums)
  return diagnostics.length === 0 && chainProblems(chain, migrations).length === 0
}

async function moved(project: HistoryProject, branches: Branches): Promise<Outcome<NewHistory>> {
  const squashed = await pastOf(branches)
  if (squashed.value === undefined) return { value: undefined, diagnostics: squashed.diagnostics }
  const { theirs, ours, fork } = squashed.value
  const since = theirs.slice(fork)
  let model = theirs.at(-1)?.after ?? ours[0]?.before
  const done: MovedMigration[] = []
  const notes: string[] = []
  for (const migration of ours) {
    if (model === undefined) break
    const fitted = placed(migration, model, since)
    if ('diagnostic' in fitted) return { value: undefined, diagnostics: [fitted.diagnostic] }
    if (isDone(migration, fitted)) {
      notes.push(`${migration.name} is gone: the other branch makes the same change.`)
      continue
    }
    const name = nameFor(migration, [...theirs, ...done])
    const written = await writtenAnew(migration, { ...fitted, name, before: model }, project.targets)
    if (written.value === undefined || hasErrors(written.diagnostics)) {
      return { value: undefined, diagnostics: written.diagnostics }
    }
    done.push(written.value)
    notes.push(...notesOf(migration, fitted, written.value))
    model = fitted.after
  }
  const migrations = [...branches.theirs, ...done.map(({ files, name }) => ({ name, files }))]
  const wanted = { migrations, checksums: printChain(chainOf(migrations)) }
  return { value: { wanted, proven: done, notes }, diagnostics: [] }
}

type Past = {
  readonly theirs: readonly PastMigration[]
  readonly ours: readonly PastMigration[]
  readonly fork: number
}

/** Each branch as it was by itself. */
async function pastOf(branches: Branches): Promise<Outcome<Past>> {
  const fork = forkPoint(branches)
  const theirs = replay(branches.theirs, [])
  const own = replay([...branches.theirs.slice(0, fork), ...branches.ours], [])
  const diagnostics = [...theirs.diagnostics, ...own.diagnostics]
  if (theirs.value === undefined || own.value === undefined) return { value: undefined, diagnostics }
  const ours = own.value.migrations.slice(fork)
  const squashed = ours.filter(({ replaces }) => replaces.length > 0).map(squashedHere)
  if (squashed.length > 0) return { value: undefined, diagnostics: squashed }
  return { value: { theirs: theirs.value.migrations, ours, fork }, diagnostics }
}

const isDone = (migration: PastMigration, { changes }: Transplanted): boolean =>
  migration.changes.length > 0 && changes.length === 0 && editedFiles(migration).length === 0

const nameFor = ({ name }: PastMigration, before: readonly { readonly name: string }[]): string =>
  migrationName(nextNumber(before.map((migration) => migration.name)), slugOf(name))

function notesOf(
  migration: PastMigration,
  { done }: Transplanted,
  { name, kept }: MovedMigration,
): readonly string[] {
  return [
    `${migration.name} is now ${name}.`,
    ...done.map(
      (change) => `${name} no longer says "${describe(change)}": the other branch makes the same change.`,
    ),
    ...kept.map(
      (path) => `${name}/${path} was edited by hand and is kept as it is; read it again in its new place.`,
    ),
  ]
}

type Fitted = Transplanted | { readonly diagnostic: Diagnostic }

function placed(migration: PastMigration, onto: Model, since: readonly PastMigration[]): Fitted {
  const made = since.flatMap(({ changes }) => changes)
  const result = transplant(migration.changes, onto, made)
  if (!('refused' in result)) return result
  return { diagnostic: conflict(migration, result.refused, culprit(migration, since)) }
}

/** The first of theirs after which the changes no longer fit. */
function culprit(migration: PastMigration, since: readonly PastMigration[]): PastMigration | undefined {
  return (
    since.find(
      ({ after }, index) =>
        'refused' in
        transplant(
          migration.changes,
          after,
          since.slice(0, index + 1).flatMap(({ changes }) => changes),
        ),
    ) ?? since.at(-1)
  )
}

const conflict = ({ name }: PastMigration, refused: Change, other: PastMigration | undefined): Diagnostic =>
  diagnostic(
    'migration-conflict',
    undefined,
    `migration ${name} of this branch cannot come after ${other?.name ?? 'those of the other'}: "${describe(refused)}" does not fit what that one leaves`,
    `decide in the schema what it should be, remove migrations/${name} and its line in checksums.txt, and run generate: it writes what is left`,
  )

const squashedHere = ({ name }: PastMigration): Diagnostic =>
  diagnostic(
    'migration-conflict',
    undefined,
    `migration ${name} was squashed on this branch, and the other branch went on from what it was folded from`,
    'take the migrations of the other branch and squash again',
  )
