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
export const extendChain = (chain: readonly ChainLink[], migration: MigrationFiles): string =>
  printChain(extended(chain, migration))

/** The chain of these migrations, after those that `start` has already. */
export const chainOf = (
  migrations: readonly MigrationFiles[],
  start: readonly ChainLink[] = [],
): readonly ChainLink[] => migrations.reduce(extended, start)

const extended = (chain: readonly ChainLink[], { name, files }: MigrationFiles): readonly ChainLink[] => [
  ...chain,
  { name, checksum: checksumOf(chain.at(-1)?.checksum ?? '', files) },
]

export const printChain = (chain: readonly ChainLink[]): string =>
  chain.map(({ name, checksum }) => `${name} ${checksum}\n`).join('')

export type ParsedChain = {
  readonly chain: readonly ChainLink[]
  readonly diagnostics: readonly Diagnostic[]
}

export function parseChain(text: string): ParsedChain {
  return linesOf(text).some(isConflictMark) ? { chain: [], diagnostics: [conflict] } : parseBothSides(text)
}

/** The same of a file that git could not merge: the lines of either side, one after the other. */
export function parseBothSides(text: string): ParsedChain {
  const chain: ChainLink[] = []
  const diagnostics: Diagnostic[] = []
  for (const [index, line] of linesOf(text).entries()) {
    if (line.trim() === '' || isConflictMark(line)) continue
    const [, name, checksum] = /^(\S+) ([0-9a-f]{64})$/.exec(line) ?? []
    if (name !== undefined && checksum !== undefined) chain.push({ name, checksum })
    else diagnostics.push(malformed(index + 1))
  }
  return { chain, diagnostics }
}

const linesOf = (text: string): readonly string[] => text.split(/\r?\n/)

/** https://git-scm.com/docs/git-merge#_how_conflicts_are_presented */
const isConflictMark = (line: string): boolean => /^(<{7}|\|{7}|={7}|>{7})/.test(line)

const conflict = diagnostic(
  'migration-fork',
  undefined,
  'migrations/checksums.txt holds a merge conflict: two branches each added a migration after the same one',
  "run rebase: it moves this branch's migrations behind those of the other and writes the file anew",
)

const malformed = (line: number): Diagnostic =>
  diagnostic(
    'checksums-malformed',
    undefined,
    `migrations/checksums.txt:${line}: a line is the name of a migration, a space, and 64 hexadecimal digits`,
    'restore the file from version control',
  )
