import type { OtherObject } from '../dialects/introspection.js'
import { closeEngines } from '../prove/engines/index.js'
import { writeNewFile } from '../workspace/new-file.js'
import { type ExitStatus, exitStatus } from './exit-status.js'
import { whyUnread } from './migrate-problem.js'
import { databaseFor } from './migration-target.js'
import { openDatabase } from './open-database.js'
import type { PullOptions } from './pull.js'
import { refuse } from './refuse.js'
import { counted, jsonDiagnostic, printDiagnostics, printJson } from './report.js'
import type { Terminal } from './terminal.js'
import { type VerifiedPull, verifiedPull } from './verify-pull.js'

/** Prints or writes the schema of a database, and names what it does not say. */
export async function pullDatabase(terminal: Terminal, options: PullOptions): Promise<ExitStatus> {
  const asked = { command: 'pull', json: options.json === true }
  const named = databaseFor(options)
  if ('diagnostics' in named) {
    return refuse(terminal, asked, named)
  }
  const { url } = named
  let pulled: VerifiedPull
  try {
    pulled = await pullFrom(url)
  } catch (error) {
    const message = whyUnread(error, url)
    if (options.json) printJson(terminal, { command: 'pull', ok: false, error: message })
    else terminal.error(`${terminal.errorColors.red('error')}: ${message}\n`)
    return exitStatus.problem
  }
  const { leftOut, differences, diagnostics, unverified } = pulled
  const isWhole =
    leftOut.length === 0 && differences.length === 0 && diagnostics.length === 0 && unverified === undefined
  const written = options.out === undefined ? undefined : writeNewFile(options.out, pulled.text)
  if (written !== undefined && written.value === undefined) {
    return refuse(terminal, asked, { diagnostics: written.diagnostics, sources: [] })
  }
  if (options.json) {
    printJson(terminal, {
      command: 'pull',
      ok: isWhole,
      schema: pulled.text,
      leftOut: leftOut.map(({ kind, name, table, reason }) => ({
        kind,
        name,
        table: table ?? null,
        ...(reason !== undefined && { reason }),
      })),
      differences,
      journals: pulled.journals,
      unverified: unverified ?? null,
      diagnostics: diagnostics.map(jsonDiagnostic),
    })
  } else {
    if (options.out === undefined) terminal.out(pulled.text)
    await printDiagnostics(terminal, diagnostics, [{ file: 'schema.yaml', text: pulled.text }])
    terminal.error(summaryOf(pulled, options.out))
  }
  return isWhole || options.partial ? exitStatus.done : exitStatus.problem
}

async function pullFrom(url: string): Promise<VerifiedPull> {
  const live = await openDatabase(url)
  try {
    return await verifiedPull(await live.introspect(), live.dialect, await live.catalogue())
  } finally {
    await live.close()
    await closeEngines()
  }
}

function summaryOf(
  { leftOut, journals, differences, unverified }: VerifiedPull,
  out: string | undefined,
): string {
  const lines = [
    ...(out === undefined ? [] : [`Wrote ${out}`]),
    ...(leftOut.length === 0
      ? []
      : [
          `${counted(leftOut.length, 'thing')} that the schema cannot say:`,
          ...leftOut.map((other) => `  ${titled(other)}`),
        ]),
    ...journals.map(
      ({ table, tool }) =>
        `${table} is where ${tool} keeps which migrations ran: take it out of the schema, and it is left alone in the database`,
    ),
    ...(differences.length === 0
      ? []
      : [
          'A database made of this schema differs from yours: - is missing there, + is not in yours.',
          ...differences.map((line) => `  ${line}`),
        ]),
    ...(unverified === undefined ? [] : [`The schema was not compared with the database: ${unverified}`]),
  ]
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

const titled = ({ kind, name, table, reason }: OtherObject): string => {
  const title = table === undefined || table === name ? `${kind} ${name}` : `${kind} ${name} of ${table}`
  return reason === undefined ? title : `${title}: ${reason}`
}
