import { join, relative } from 'node:path'
import { connect } from '../../runtime/connect.js'
import { connectionUrl } from '../../runtime/connection-url.js'
import { codegenTypes } from '../live/codegen-types.js'
import type { Resolved } from '../model/model.js'
import { type ColumnFacts, columnTypes } from '../verify/column-types.js'
import { compareTypes, type TypeDifference } from '../verify/compare-types.js'
import { readText } from '../workspace/disk.js'
import { outputFolder } from '../workspace/output-folder.js'
import { readInclude, readSchema } from '../workspace/sources.js'
import { expectationsFor } from './codegen-expectations.js'
import { CommandError } from './command-error.js'
import { type ExitStatus, exitStatus } from './exit-status.js'
import { migrationTarget, shownTarget } from './migration-target.js'
import { requireDatabase } from './open-database.js'
import { refuse, stop } from './refuse.js'
import { counted, printJson } from './report.js'
import { resolvedSchema } from './resolved-schema.js'
import type { Terminal } from './terminal.js'
import type { VerifyOptions } from './verify.js'

/** Compares the generated types with those that kysely-codegen reads off a database. */
export async function printVerify(terminal: Terminal, options: VerifyOptions): Promise<ExitStatus> {
  const asked = { command: 'verify', json: options.json === true }
  const schema = resolvedSchema(readSchema(options.schema), readInclude)
  if ('diagnostics' in schema) return refuse(terminal, asked, schema)
  const found = migrationTarget(options)
  if ('diagnostics' in found) return refuse(terminal, asked, found)
  const { url } = found.target
  try {
    const differences = await verify(
      schema.resolved,
      url,
      outputFolder(options.schema, schema.resolved.settings.output).path,
    )
    if (options.json)
      printJson(terminal, {
        command: 'verify',
        ok: differences.length === 0,
        database: shownTarget(url),
        differences,
      })
    else print(terminal, differences, shownTarget(url))
    return differences.length === 0 ? exitStatus.done : exitStatus.problem
  } catch (error) {
    return stop(terminal, asked, error, found.target)
  }
}

async function verify(
  { model, settings }: Resolved,
  url: string,
  folder: string,
): Promise<readonly TypeDifference[]> {
  requireDatabase(url)
  const { dialect } = connectionUrl(url, {})
  const db = connect<unknown>(url, { readOnly: true })
  try {
    const theirs = await codegenTypes(db, dialect, { camelCase: settings.case === 'camel' })
    if (theirs === undefined)
      throw new CommandError(
        'no-codegen',
        'kysely-codegen is not installed: add it to the development dependencies.',
      )
    const [ours = noColumns, other = noColumns] = await columnTypes([generatedTypes(folder), theirs], folder)
    const expectations = expectationsFor(model, dialect, settings.case)
    if (ours.size === 0 && expectations.size > 0)
      throw new CommandError(
        'no-types',
        `The types of ${relative(process.cwd(), folder)} cannot be told: install \`kysely\` where they are, and run \`tablewright generate\`.`,
      )
    return compareTypes(ours, other, expectations)
  } finally {
    await db.destroy()
  }
}

const noColumns: ReadonlyMap<string, ColumnFacts> = new Map()

/** As they lie there: that they are those of the schema is for `check` to say. */
function generatedTypes(folder: string): string {
  const file = join(folder, 'database.ts')
  const text = readText(file)
  if (text !== undefined) return text
  throw new CommandError(
    'no-types',
    `There is no ${relative(process.cwd(), file)}; run \`tablewright generate\` first.`,
  )
}

function print({ out }: Terminal, differences: readonly TypeDifference[], database: string): void {
  for (const { column, what, ours, theirs } of differences) {
    out(`${column}: ${what} is ${ours} in the generated types, ${theirs} for kysely-codegen\n`)
  }
  if (differences.length === 0) out(`The generated types are those of ${database}.\n`)
  else out(`${counted(differences.length, 'difference')} between the generated types and ${database}.\n`)
}
