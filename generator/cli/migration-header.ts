import { parseMigrationScript } from '../../runtime/migrate/migration-script.js'
import type { MigrationFiles } from '../changes/checksums.js'
import { verdictLines } from '../emit/migrations/migration-view.js'
import type { Verdict } from '../plan/verdict.js'

/** The line by which a file tells that its SQL is no longer what its changes give, so that nothing writes it anew. */
const editedLine = '-- edited by hand'

const verdictLine = /^-- (?:proven on|not proven:) /
const directiveLine = /^-- (?:foreign_keys|keeps_rows): /
const bodyLine = /^(?:--> |-- transaction: )/

/** Names of the SQL files of a migration that hold what somebody wrote. */
export const editedFiles = ({ files }: MigrationFiles): readonly string[] =>
  files
    .filter(({ path, content }) => path.endsWith('.sql') && headOf(content).includes(editedLine))
    .map(({ path }) => path)

export type Header = {
  /** The migration's present name, and the one that it is to have. */
  readonly name: { readonly from: string; readonly to: string }
  readonly edited: boolean
  readonly verdict: Verdict | undefined
}

/** The same file under another head; its statements stay as they are. */
export function withHeader(text: string, { name, edited, verdict }: Header): string {
  const head = headOf(text)
  const body = linesOf(text).slice(head.length)
  const kept = head
    .filter((line) => !verdictLine.test(line) && line !== editedLine)
    .map((line) => (line.startsWith(`-- ${name.from}: `) ? line.replace(name.from, name.to) : line))
  const directives = kept.findIndex((line) => directiveLine.test(line))
  const place = directives < 0 ? kept.length : directives
  const said = [...(edited ? [editedLine] : []), ...verdictLines(verdict).map((line) => `-- ${line}`)]
  return [...kept.slice(0, place), ...said, ...kept.slice(place), ...body].join('\n')
}

/** Whether two files run the same; comments do not count. */
export const sameSql = (path: string, a: string, b: string): boolean => sqlOf(path, a) === sqlOf(path, b)

/** Statements and how they commit, without the lines that say what was seen to be locked. */
function sqlOf(path: string, text: string): string {
  const { sections, foreignKeys, keepsRows } = parseMigrationScript(path, text)
  return JSON.stringify([
    foreignKeys,
    keepsRows,
    sections.map(({ transaction, statements }) => [
      transaction,
      ...statements.map(({ sql }) => sql.replace(/^(?:-- [^\n]*\n)+/, '').trimEnd()),
    ]),
  ])
}

function headOf(text: string): readonly string[] {
  const lines = linesOf(text)
  const end = lines.findIndex((line) => bodyLine.test(line))
  return end < 0 ? lines : lines.slice(0, end)
}

const linesOf = (text: string): readonly string[] => text.replaceAll('\r\n', '\n').split('\n')
