import { createHash } from 'node:crypto'
import { MigrationError } from './migration-error.js'
import { refusedWordIn, whyRefused } from './refused-words.js'
import { bodyLine, readHead } from './script-directives.js'

/** One SQL text of a migration file and what the file says it is for. */
export type ScriptStatement = { readonly comment: string; readonly sql: string }

/** Statements that commit together; `none`: each commits by itself, outside any transaction. */
export type ScriptSection = {
  readonly transaction: 'single' | 'none'
  readonly statements: readonly ScriptStatement[]
}

/** A table whose rows must be as many after the file as before; the two names differ where the file renames it. */
export type KeptTable = { readonly before: string; readonly after: string }

/** A migration file, taken apart. */
export type MigrationScript = {
  /** As given to {@link parseMigrationScript}, for messages. */
  readonly file: string
  /** At least one, in order; only a file without statements has a section without any. */
  readonly sections: readonly ScriptSection[]
  /** Those of all sections, in order. */
  readonly statements: readonly ScriptStatement[]
  /** False: SQLite must not enforce foreign keys while the file runs. */
  readonly foreignKeys: boolean
  readonly keepsRows: readonly KeptTable[]
  /** SHA-256 of the text with LF line ends, as hexadecimal digits. */
  readonly checksum: string
}

type Transaction = ScriptSection['transaction']
type OpenStatement = { readonly comment: string; readonly lines: string[] }
type OpenSection = { readonly transaction: Transaction; readonly statements: OpenStatement[] }

const statementMarker = '--> '

/**
 * Reads the text of a migration file: directives in the `-- ` lines at its head, then statements, each opened by a line that
 * starts with `--> `. A line `-- transaction: single` or `-- transaction: none` before a statement opens a section.
 *
 * @throws MigrationError `bad-file` if the text does not keep to that form.
 */
export function parseMigrationScript(file: string, text: string): MigrationScript {
  const normal = text.replaceAll('\r\n', '\n')
  const lines = normal.split('\n')
  const first = lines.findIndex((line) => line.startsWith(statementMarker))
  const head = readHead(file, first < 0 ? lines : lines.slice(0, first))
  const sections = first < 0 ? [] : readSections(file, lines, first, head.transaction)
  const script: MigrationScript = {
    file,
    sections: sections.length > 0 ? sections : [{ transaction: head.transaction, statements: [] }],
    statements: sections.flatMap(({ statements }) => statements),
    foreignKeys: head.foreignKeys,
    keepsRows: head.keepsRows,
    checksum: createHash('sha256').update(normal).digest('hex'),
  }
  refuseWords(script)
  return script
}

function readSections(
  file: string,
  lines: readonly string[],
  first: number,
  transaction: Transaction,
): readonly ScriptSection[] {
  const sections: OpenSection[] = [{ transaction, statements: [] }]
  for (const [index, line] of lines.entries()) {
    if (index < first) continue
    const section = sections.at(-1)
    const opened = bodyLine(file, index + 1, line, section?.statements.at(-1)?.comment ?? '')
    if (opened !== undefined) {
      refuseSectionInStatement(file, lines, index)
      sections.push({ transaction: opened, statements: [] })
    } else if (line.startsWith(statementMarker)) {
      section?.statements.push({ comment: line.slice(statementMarker.length).trim(), lines: [] })
    } else section?.statements.at(-1)?.lines.push(line)
  }
  return sections
    .filter(({ statements }) => statements.length > 0)
    .map((section) => ({
      transaction: section.transaction,
      statements: section.statements.map((statement) => closed(file, statement)),
    }))
}

/** A line of SQL text that only looks like a section would otherwise cut its statement in two. */
function refuseSectionInStatement(file: string, lines: readonly string[], index: number): void {
  const next = lines.slice(index + 1).find((line) => line.trim() !== '')
  if (next === undefined || next.startsWith(statementMarker)) return
  throw new MigrationError(
    'bad-file',
    `${file}:${index + 1}: "${lines[index]}" stands inside a statement; it opens a section and must be followed by a line that starts with "${statementMarker}".`,
  )
}

function closed(file: string, { comment, lines }: OpenStatement): ScriptStatement {
  const sql = lines.join('\n').trim()
  if (sql === '') throw new MigrationError('bad-file', `${file}: "${comment}" has no SQL under it.`)
  return { comment, sql }
}

/**
 * A COMMIT inside the file would end the runner's own transaction and with it the promise that a failure leaves nothing behind;
 * a BEGIN in a section without one would take the entry in the journal and the connection with it when it fails. A migration is
 * proven before it is run, and what it does to other files than its database would be done then.
 */
function refuseWords(script: MigrationScript): void {
  for (const { comment, sql } of script.statements) {
    const refused = refusedWordIn(sql)
    if (refused === undefined) continue
    throw new MigrationError('bad-file', `${script.file}: "${comment}" has ${whyRefused(refused)}`)
  }
}
