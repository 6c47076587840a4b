import { MigrationError } from './migration-error.js'
import type { KeptTable, ScriptSection } from './migration-script.js'
import { parseKeptTables } from './parse-kept-tables.js'

type Transaction = ScriptSection['transaction']

/** What the lines before the first statement say. */
export type ScriptHead = {
  readonly transaction: Transaction
  readonly foreignKeys: boolean
  readonly keepsRows: readonly KeptTable[]
}

const directive = /^-- (transaction|foreign_keys|keeps_rows): *(.*?) *$/
/** Names of settings have one word as value; a comment that goes on after it is a comment. */
const oneWord = /^\S+$/

/** Reads the comment lines at the head of a file. */
export function readHead(file: string, lines: readonly string[]): ScriptHead {
  let transaction: Transaction = 'single'
  let foreignKeys = true
  let keepsRows: readonly KeptTable[] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() !== '' && !line.startsWith('--')) {
      throw badFile(file, index + 1, 'SQL stands before the first line that starts with "--> "')
    }
    const found = directiveOf(line)
    if (found?.name === 'transaction') transaction = transactionOf(file, index + 1, found.value)
    if (found?.name === 'foreign_keys') foreignKeys = switchOf(file, index + 1, found.value)
    if (found?.name === 'keeps_rows') keepsRows = keptTables(file, index + 1, found.value)
  }
  return { transaction, foreignKeys, keepsRows }
}

/** The section that a line after the head opens, if it does; other directives stand at the head. */
export function bodyLine(file: string, number: number, line: string, under: string): Transaction | undefined {
  const found = directiveOf(line)
  if (found === undefined) return undefined
  if (found.name === 'transaction') return transactionOf(file, number, found.value)
  throw new MigrationError(
    'bad-file',
    `${file}:${number}: directives stand at the head of a file, not under "${under}".`,
  )
}

function directiveOf(line: string): { readonly name: string; readonly value: string } | undefined {
  const [, name, value] = directive.exec(line) ?? []
  if (name === undefined || value === undefined) return undefined
  return name === 'keeps_rows' || oneWord.test(value) ? { name, value } : undefined
}

function transactionOf(file: string, number: number, value: string): Transaction {
  if (value === 'single' || value === 'none') return value
  throw badFile(file, number, `unknown transaction mode "${value}"`)
}

function switchOf(file: string, number: number, value: string): boolean {
  if (value === 'on' || value === 'off') return value === 'on'
  throw badFile(file, number, `foreign_keys is "${value}", not on or off`)
}

function keptTables(file: string, number: number, value: string): readonly KeptTable[] {
  const tables = parseKeptTables(value)
  if (tables !== undefined) return tables
  throw badFile(
    file,
    number,
    `keeps_rows is "${value}", not a list of tables such as a, "odd name", old -> new`,
  )
}

const badFile = (file: string, line: number, problem: string): MigrationError =>
  new MigrationError('bad-file', `${file}:${line}: ${problem}.`)
