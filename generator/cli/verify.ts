import { Command } from 'commander'
import type { CommandContext, GlobalOptions } from './command-context.js'

export type VerifyOptions = GlobalOptions & { readonly database?: string; readonly json?: true }

export const verifyCommand = (context: CommandContext): Command =>
  new Command('verify')
    .description(
      'asks kysely-codegen to introspect a migrated database, and compares its types with the generated ones',
    )
    .option(
      '--database <url>',
      'sqlite:path or postgres://…; default: DATABASE_URL, else DB_CONNECTION_STRING, else app.db in the output folder',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples)
    .action(async (_, command: Command) => {
      const { printVerify } = await import('./print-verify.js')
      context.end(await printVerify(context.terminal, command.optsWithGlobals()))
    })

const examples = `
Examples:
  tablewright verify --database postgres://app@localhost/app
`
