import { createHash } from 'node:crypto'
import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'

type File = { readonly path: string; readonly content: string }

/** A migration as it was written; `path` of a file is its name inside the folder. */
export type MigrationFiles = { readonly name: string; readonly files: readonly File[] }

/** One line of checksums.txt. */
export type ChainLink = { readonly name: string; readonly checksum: string }

/**
 * The checksum of a migration includes that of the one before it, so the last line stands for the whole history and two branches
 * that both added a migration cannot be merged without somebody noticing.
 */
export function checksumOf(previous: string, files: readonly File[]): string {
  const hash = createHash('sha256').update(`${previous}\n`)
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    // Git may change line ends at checkout.
    const content = file.content.replaceAll('\r\n', '\n')
    hash.update(`${file.path}\n${content.length}\n${content}\n`)
  }
  return hash.digest('hex')
}

/** The text of checksums.txt with one more migration at its end. */
export function extendChain(chain: readonly ChainLink[], migration: MigrationFiles): string {
  const checksum = checksumOf(chain.at(-1)?.checksum ?? '', migration.files)
  return printChain([...chain, { name: migration.name, checksum }])
}

export const printChain = (chain: readonly ChainLink[]): string =>
  chain.map(({ name, checksum }) => `${name} ${checksum}\n`).join('')

export type ParsedChain = {
  readonly chain: readonly ChainLink[]
  readonly diagnostics: readonly Diagnostic[]
}

export function parseChain(text: string): ParsedChain {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.some((line) => /^(<{7}|={7}|>{7})/.test(line))) return { chain: [], diagnostics: [conflict] }
  const chain: ChainLink[] = []
  const diagnostics: Diagnostic[] = []
  for (const [index, line] of lines.entries()) {
    const [, name, checksum] = /^(\S+) ([0-9a-f]{64})$/.exec(line) ?? []
    if (name !== undefined && checksum !== undefined) chain.push({ name, checksum })
    else diagnostics.push(malformed(index + 1))
  }
  return { chain, diagnostics }
}

const conflict = diagnostic(
  'migration-fork',
  undefined,
  'migrations/checksums.txt holds a merge conflict: two branches each added a migration after the same one',
  'keep the lines of one branch, remove the migration folder of the other, and run generate again: it writes the rest anew',
)

const malformed = (line: number): Diagnostic =>
  diagnostic(
    'checksums-malformed',
    undefined,
    `migrations/checksums.txt:${line}: a line is the name of a migration, a space, and 64 hexadecimal digits`,
    'restore the file from version control',
  )

/** Compares the chain with the folders. Every broken link is named once; what follows it is judged by its own line. */
export function verifyChain(
  chain: readonly ChainLink[],
  migrations: readonly MigrationFiles[],
): readonly Diagnostic[] {
  const folders = new Map(migrations.map((migration) => [migration.name, migration]))
  const listed = new Set(chain.map((link) => link.name))
  const unlisted = migrations.filter((migration) => !listed.has(migration.name))
  return [
    ...chain.flatMap((link, index) => verifyLink(chain, index, link, folders.get(link.name))),
    ...unlisted.map((migration) => unlistedProblem(migration, chain)),
    ...verifyNumbers([...chain.map((link) => link.name), ...unlisted.map((migration) => migration.name)]),
  ]
}

function verifyLink(
  chain: readonly ChainLink[],
  index: number,
  link: ChainLink,
  migration: MigrationFiles | undefined,
): readonly Diagnostic[] {
  if (migration === undefined) return [missing(link)]
  if (link.checksum === checksumOf(chain[index - 1]?.checksum ?? '', migration.files)) return []
  const fork = forkOf(chain, index, link, migration)
  return [fork ?? edited(link)]
}

/** The link is right as the follower of an earlier one: two migrations were written after the same one. */
function forkOf(
  chain: readonly ChainLink[],
  index: number,
  link: ChainLink,
  migration: MigrationFiles,
): Diagnostic | undefined {
  for (let earlier = index - 2; earlier >= -1; earlier -= 1) {
    if (link.checksum !== checksumOf(chain[earlier]?.checksum ?? '', migration.files)) continue
    return forked(link.name, chain[earlier + 1]?.name ?? '', chain[earlier]?.name)
  }
  return undefined
}

function unlistedProblem(migration: MigrationFiles, chain: readonly ChainLink[]): Diagnostic {
  const rival = chain.find((link) => numberOf(link.name) === numberOf(migration.name))
  if (rival !== undefined) return forked(migration.name, rival.name, undefined)
  return diagnostic(
    'migration-unlisted',
    undefined,
    `migration ${migration.name} has a folder but no line in migrations/checksums.txt`,
    'migrations are written by generate only: remove the folder, or restore checksums.txt from version control',
  )
}

function verifyNumbers(names: readonly string[]): readonly Diagnostic[] {
  const numbers = [...new Set(names.map(numberOf))]
    .filter((number) => !Number.isNaN(number))
    .sort((a, b) => a - b)
  const gap = numbers.findIndex((number, index) => number !== index + 1)
  const found = numbers[gap]
  if (found === undefined) return []
  const name = names.find((candidate) => numberOf(candidate) === found) ?? ''
  return [
    diagnostic(
      'migration-gap',
      undefined,
      `migration ${name} has the number ${found} where ${gap + 1} comes next`,
      'restore the missing migration from version control',
    ),
  ]
}

/** NaN for a name without a number; no such migration is ever written, so it is reported as not listed. */
export const numberOf = (name: string): number => Number.parseInt(name, 10)

const missing = (link: ChainLink): Diagnostic =>
  diagnostic(
    'migration-missing',
    undefined,
    `migration ${link.name} is listed in migrations/checksums.txt, but its folder does not exist`,
    'restore the folder from version control',
  )

const edited = (link: ChainLink): Diagnostic =>
  diagnostic(
    'migration-edited',
    undefined,
    `migration ${link.name} is not what was written: a file in its folder was changed, added or removed`,
    'restore the folder from version control; to change the database, change the schema and run generate',
  )

const forked = (name: string, rival: string, after: string | undefined): Diagnostic =>
  diagnostic(
    'migration-fork',
    undefined,
    `migrations ${rival} and ${name} were both written ${after === undefined ? 'as the same step' : `after ${after}`}`,
    `keep the one that databases have, remove the folder and the line of the other, and run generate again: it writes the rest anew`,
  )
