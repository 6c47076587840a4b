import { createHash } from 'node:crypto'
import { MigrationError } from './migration-error.js'

/** One SQL text of a migration file and what the file says it is for. */
export type ScriptStatement = { readonly comment: string; readonly sql: string }

/** A migration file, taken apart. */
export type MigrationScript = {
  /** As given to {@link parseMigrationScript}, for messages. */
  readonly file: string
  /** `none`: each statement commits by itself. */
  readonly transaction: 'single' | 'none'
  /** False: SQLite must not enforce foreign keys while the file runs. */
  readonly foreignKeys: boolean
  readonly statements: readonly ScriptStatement[]
  /** SHA-256 of the text with LF line ends, as hexadecimal digits. */
  readonly checksum: string
}

const statementMarker = '--> '
const directive = /^-- (transaction|foreign_keys): *(\S+) *$/
const transactionControl =
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(begin|commit|rollback|end|start\s+transaction|abort)\b/i

/**
 * Reads the text of a migration file: directives in the `-- ` lines at its head, then statements, each opened by a line that
 * starts with `--> `.
 *
 * @throws MigrationError `bad-file` if the text does not keep to that form.
 */
export function parseMigrationScript(file: string, text: string): MigrationScript {
  const normal = text.replaceAll('\r\n', '\n')
  const lines = normal.split('\n')
  const first = lines.findIndex((line) => line.startsWith(statementMarker))
  const head = first < 0 ? lines : lines.slice(0, first)
  const directives = readHead(file, head)
  const statements = first < 0 ? [] : readStatements(file, lines.slice(first))
  const script: MigrationScript = {
    file,
    transaction: directives.transaction,
    foreignKeys: directives.foreignKeys,
    statements,
    checksum: createHash('sha256').update(normal).digest('hex'),
  }
  refuseTransactionControl(script)
  return script
}

function readHead(
  file: string,
  lines: readonly string[],
): { transaction: 'single' | 'none'; foreignKeys: boolean } {
  let transaction: 'single' | 'none' = 'single'
  let foreignKeys = true
  for (const [index, line] of lines.entries()) {
    if (line.trim() !== '' && !line.startsWith('--')) {
      throw badFile(file, index + 1, `SQL stands before the first line that starts with "${statementMarker}"`)
    }
    const [, name, value] = directive.exec(line) ?? []
    if (name === 'transaction') {
      if (value !== 'single' && value !== 'none')
        throw badFile(file, index + 1, `unknown transaction mode "${value}"`)
      transaction = value
    }
    if (name === 'foreign_keys') {
      if (value !== 'on' && value !== 'off')
        throw badFile(file, index + 1, `foreign_keys is "${value}", not on or off`)
      foreignKeys = value === 'on'
    }
  }
  return { transaction, foreignKeys }
}

function readStatements(file: string, lines: readonly string[]): ScriptStatement[] {
  const statements: { comment: string; lines: string[] }[] = []
  for (const line of lines) {
    if (line.startsWith(statementMarker)) {
      statements.push({ comment: line.slice(statementMarker.length).trim(), lines: [] })
    } else {
      statements.at(-1)?.lines.push(line)
    }
  }
  return statements.map(({ comment, lines: body }) => {
    if (body.some((line) => directive.test(line))) {
      throw new MigrationError(
        'bad-file',
        `${file}: directives stand at the head of a file, not under "${comment}".`,
      )
    }
    const sql = body.join('\n').trim()
    if (sql === '') throw new MigrationError('bad-file', `${file}: "${comment}" has no SQL under it.`)
    return { comment, sql }
  })
}

/**
 * A COMMIT inside the file would end the runner's own transaction and with it the promise that a failure leaves nothing behind;
 * a BEGIN in a file that runs without one would take the entry in the journal and the connection with it when it fails.
 */
function refuseTransactionControl(script: MigrationScript): void {
  for (const { comment, sql } of script.statements) {
    const word = transactionControl.exec(sql)?.[1]
    if (word === undefined) continue
    throw new MigrationError(
      'bad-file',
      `${script.file}: "${comment}" is a ${word.toUpperCase()}; the runner opens and ends the transaction itself, or runs the file without one. Remove the statement.`,
    )
  }
}

const badFile = (file: string, line: number, problem: string): MigrationError =>
  new MigrationError('bad-file', `${file}:${line}: ${problem}.`)
