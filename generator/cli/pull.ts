import { Command } from 'commander'
import type { CommandContext, GlobalOptions } from './command-context.js'

export type PullOptions = GlobalOptions & {
  readonly database?: string
  readonly out?: string
  readonly partial?: true
  readonly json?: true
}

export const pullCommand = (context: CommandContext): Command =>
  new Command('pull')
    .description('read a database into a schema.yaml; the database is only looked at')
    .option(
      '--database <url>',
      'sqlite:path or postgres://…; default: DATABASE_URL, else DB_CONNECTION_STRING, else app.db in the output folder',
    )
    .option('--out <file>', 'write the schema to a new file instead of printing it')
    .option('--partial', 'exit 0 even if something could not be said')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples)
    .action(async (_, command: Command) => {
      const { pullDatabase } = await import('./pull-database.js')
      context.end(await pullDatabase(context.terminal, command.optsWithGlobals()))
    })

const examples = `
Examples:
  tablewright pull --database postgres://app@localhost/app > schema.yaml
  tablewright pull --database sqlite:app.db --out schema.yaml
`
