import { Command } from 'commander'
import type { CommandContext, GlobalOptions } from './command-context.js'

export type DriftOptions = GlobalOptions & { readonly database?: string; readonly json?: true }

export const driftCommand = (context: CommandContext): Command =>
  new Command('drift')
    .description(
      'what differs between a database and what its migrations say; the database is only looked at',
    )
    .option(
      '--database <url>',
      'sqlite:path or postgres://…; default: DATABASE_URL, else DB_CONNECTION_STRING, else app.db in the output folder',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples)
    .action(async (_, command: Command) => {
      const { printDrift } = await import('./print-drift.js')
      context.end(await printDrift(context.terminal, command.optsWithGlobals()))
    })

const examples = `
Examples:
  tablewright drift
  tablewright drift --database postgres://app@localhost/app --json
`
