import { type Branches, editedIn, splitBranches } from '../changes/branches.js'
import {
  type ChainLink,
  checksumOf,
  type MigrationFiles,
  parseBothSides,
  parseChain,
} from '../changes/checksums.js'
import { chainDiagnostic } from '../changes/verify-chain.js'
import { diagnostic } from '../diagnostics/codes.js'
import { type Diagnostic, hasErrors, type Outcome } from '../diagnostics/diagnostic.js'
import { type Git, openGit } from '../workspace/git.js'
import type { MigrationsOnDisk } from '../workspace/history.js'
import { migrationNamed } from './migration-named.js'
import type { HistoryProject } from './rewrite-history.js'

export type BranchRequest = {
  /** The migrations to move; none: git says which. */
  readonly names: readonly string[]
  /** The revision whose migrations stay. */
  readonly onto: string | undefined
}

/** Which migrations stay, and which are this branch's and move. */
export function mergedBranches(project: HistoryProject, request: BranchRequest): Outcome<Branches> {
  const { chain, diagnostics } = parseBothSides(project.present.checksums)
  if (diagnostics.length > 0) return { value: undefined, diagnostics }
  return request.names.length > 0
    ? branchesByName(project.present, chain, request.names)
    : branchesByGit(project, chain, request.onto)
}

function branchesByName(
  { migrations }: MigrationsOnDisk,
  lines: readonly ChainLink[],
  names: readonly string[],
): Outcome<Branches> {
  const found = names.map((name) => migrationNamed(migrations, name))
  const ours = new Set(found.flatMap(({ value }) => (value === undefined ? [] : [value.name])))
  return whole(
    splitBranches(migrations, ours),
    lines,
    found.flatMap((outcome) => outcome.diagnostics),
  )
}

function branchesByGit(
  { present, output }: HistoryProject,
  lines: readonly ChainLink[],
  onto: string | undefined,
): Outcome<Branches> {
  const git = openGit(output.path)
  const revision = git && (onto ?? git.othersRevision())
  if (git === undefined || revision === undefined) return { value: undefined, diagnostics: [unknownBranch] }
  if (!git.exists(revision)) return { value: undefined, diagnostics: [noRevision(revision)] }
  const listed = parseChain(git.show(revision, 'migrations/checksums.txt') ?? '')
  if (listed.diagnostics.length > 0) return { value: undefined, diagnostics: [unreadableRevision(revision)] }
  const theirs = theirMigrations(git, revision, listed.chain, present)
  const missing = listed.chain.filter((link) => !theirs.has(link.name))
  const branches: Branches = {
    theirs: [...theirs.values()],
    ours: ourMigrations(git, listed.chain, present),
  }
  const problems = missing.map(({ name }) => chainDiagnostic({ kind: 'missing', name }))
  return whole(branches, [...lines, ...listed.chain], problems)
}

/** As the revision has them; in the folder a merge may have mixed the two sides of a file. */
function theirMigrations(
  git: Git,
  revision: string,
  chain: readonly ChainLink[],
  { migrations }: MigrationsOnDisk,
): ReadonlyMap<string, MigrationFiles> {
  const found = chain.flatMap((link, index): readonly MigrationFiles[] => {
    const isTheirs = matches(chain, index)
    const present = migrations.find(({ name }) => name === link.name)
    if (present !== undefined && isTheirs(present)) return [present]
    const read = filesIn(git, revision, link.name)
    return read.files.length === 0 ? [] : [read]
  })
  return new Map(found.map((migration) => [migration.name, migration]))
}

/** Everything else; of a migration that both branches gave the same name, the other one. */
function ourMigrations(
  git: Git,
  chain: readonly ChainLink[],
  { migrations }: MigrationsOnDisk,
): readonly MigrationFiles[] {
  return migrations.flatMap((present) => {
    const index = chain.findIndex(({ name }) => name === present.name)
    const isTheirs = matches(chain, index)
    if (index < 0) return [present]
    const other = ownRevisions
      .filter((revision) => git.exists(revision))
      .map((revision) => filesIn(git, revision, present.name))
      .find((migration) => migration.files.length > 0 && !isTheirs(migration))
    return other === undefined || (isTheirs(present) && !isConflicted(git, present)) ? [] : [other]
  })
}

/** Where this branch's side of a conflict may be found. */
const ownRevisions = ['HEAD', 'MERGE_HEAD', 'REBASE_HEAD', 'CHERRY_PICK_HEAD', 'HEAD^1', 'HEAD^2']

const isConflicted = (git: Git, { name }: MigrationFiles): boolean => git.isUnmerged(`migrations/${name}`)

const matches =
  (chain: readonly ChainLink[], index: number) =>
  ({ files }: MigrationFiles): boolean =>
    chain[index]?.checksum === checksumOf(chain[index - 1]?.checksum ?? '', files)

const filesIn = (git: Git, revision: string, name: string): MigrationFiles => ({
  name,
  files: git.list(revision, `migrations/${name}`).flatMap((path) => {
    const content = git.show(revision, path)
    return content === undefined ? [] : [{ path: path.slice(`migrations/${name}/`.length), content }]
  }),
})

/** Nothing is moved that was edited: what is written anew could not tell what somebody meant. */
function whole(
  branches: Branches,
  lines: readonly ChainLink[],
  problems: readonly Diagnostic[],
): Outcome<Branches> {
  const edited = editedIn(branches, lines).map((name) => chainDiagnostic({ kind: 'edited', name }))
  const diagnostics = [...problems, ...edited]
  return { value: hasErrors(diagnostics) ? undefined : branches, diagnostics }
}

const unknownBranch = diagnostic(
  'migration-fork',
  undefined,
  "there is no telling which migrations are this branch's and which are the other's",
  'say which to move, as in rebase 0005_add_budget; or, with git, which branch stays, as in rebase --onto main',
)

const noRevision = (revision: string): Diagnostic =>
  diagnostic(
    'migration-fork',
    undefined,
    `git knows no revision ${revision}`,
    'name a branch, a tag or a commit',
  )

const unreadableRevision = (revision: string): Diagnostic =>
  diagnostic(
    'checksums-malformed',
    undefined,
    `migrations/checksums.txt of ${revision} cannot be read`,
    'name a revision whose migrations are whole',
  )
