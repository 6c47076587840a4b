import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { type ChainLink, checksumOf, type MigrationFiles } from './checksums.js'
import { numberOf, numbersOf } from './migration-number.js'

/** How the folders and the chain disagree; `name` is the migration to look at. */
export type ChainProblem =
  | { readonly kind: 'missing' | 'edited' | 'unlisted'; readonly name: string }
  /** Both were written after the same one, which is known if both still have their line. */
  | {
      readonly kind: 'forked'
      readonly name: string
      readonly rival: string
      readonly after: string | undefined
    }
  | { readonly kind: 'gap'; readonly name: string; readonly found: number; readonly expected: number }

/** Compares the chain with the folders. Every broken link is named once; what follows it is judged by its own line. */
export const verifyChain = (
  chain: readonly ChainLink[],
  migrations: readonly MigrationFiles[],
): readonly Diagnostic[] => chainProblems(chain, migrations).map(chainDiagnostic)

export function chainProblems(
  chain: readonly ChainLink[],
  migrations: readonly MigrationFiles[],
): readonly ChainProblem[] {
  const folders = new Map(migrations.map((migration) => [migration.name, migration]))
  const listed = new Set(chain.map((link) => link.name))
  const unlisted = migrations.filter((migration) => !listed.has(migration.name))
  return [
    ...chain.flatMap((link, index) => linkProblems(chain, index, link, folders.get(link.name))),
    ...unlisted.map((migration) => unlistedProblem(migration, chain)),
    ...gaps([...chain.map((link) => link.name), ...unlisted.map((migration) => migration.name)]),
  ]
}

function linkProblems(
  chain: readonly ChainLink[],
  index: number,
  link: ChainLink,
  migration: MigrationFiles | undefined,
): readonly ChainProblem[] {
  if (migration === undefined) return [{ kind: 'missing', name: link.name }]
  if (link.checksum === checksumOf(chain[index - 1]?.checksum ?? '', migration.files)) return []
  const fork = forkOf(chain, index, link, migration)
  return [fork ?? { kind: 'edited', name: link.name }]
}

/** The link is right as the follower of an earlier one: two migrations were written after the same one. */
function forkOf(
  chain: readonly ChainLink[],
  index: number,
  { name, checksum }: ChainLink,
  migration: MigrationFiles,
): ChainProblem | undefined {
  for (let earlier = index - 2; earlier >= -1; earlier -= 1) {
    if (checksum !== checksumOf(chain[earlier]?.checksum ?? '', migration.files)) continue
    return { kind: 'forked', name, rival: chain[earlier + 1]?.name ?? '', after: chain[earlier]?.name }
  }
  return undefined
}

function unlistedProblem({ name }: MigrationFiles, chain: readonly ChainLink[]): ChainProblem {
  const rival = chain.find((link) => numberOf(link.name) === numberOf(name))
  if (rival === undefined) return { kind: 'unlisted', name }
  return { kind: 'forked', name, rival: rival.name, after: undefined }
}

function gaps(names: readonly string[]): readonly ChainProblem[] {
  const spans = names
    .map((name) => ({ name, ...numbersOf(name) }))
    .filter(({ first }) => !Number.isNaN(first))
    .sort((a, b) => a.first - b.first)
  let expected = 1
  for (const { name, first, last } of spans) {
    if (first > expected) return [{ kind: 'gap', name, found: first, expected }]
    expected = Math.max(expected, last + 1)
  }
  return []
}

export function chainDiagnostic(problem: ChainProblem): Diagnostic {
  const { name } = problem
  switch (problem.kind) {
    case 'missing':
      return diagnostic(
        'migration-missing',
        undefined,
        `migration ${name} is listed in migrations/checksums.txt, but its folder does not exist`,
        'restore the folder from version control',
      )
    case 'edited':
      return diagnostic(
        'migration-edited',
        undefined,
        `migration ${name} is not what was written: a file in its folder was changed, added or removed`,
        `restore the folder from version control; to change the database, change the schema and run generate; if its SQL was edited on purpose and no database has run it, run rehash ${name}`,
      )
    case 'unlisted':
      return diagnostic(
        'migration-unlisted',
        undefined,
        `migration ${name} has a folder but no line in migrations/checksums.txt`,
        'migrations are written by generate only: remove the folder, or restore checksums.txt from version control',
      )
    case 'forked':
      return diagnostic(
        'migration-fork',
        undefined,
        `migrations ${problem.rival} and ${name} were both written ${problem.after === undefined ? 'as the same step' : `after ${problem.after}`}`,
        "run rebase: it moves this branch's migrations behind those of the other",
      )
    case 'gap':
      return diagnostic(
        'migration-gap',
        undefined,
        `migration ${name} has the number ${problem.found} where ${problem.expected} comes next`,
        'restore the missing migration from version control',
      )
    default:
      return problem satisfies never
  }
}
