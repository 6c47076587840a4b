import { Command, InvalidArgumentError } from 'commander'
import type { CommandContext, GlobalOptions } from './command-context.js'
import { UsageError } from './usage-error.js'

export type MigrateOptions = GlobalOptions & {
  readonly database?: string
  readonly json?: true
  readonly to?: string
  readonly steps?: number
}

export type MigrateAction = 'up' | 'down' | 'status'

export const migrateCommand = (context: CommandContext): Command =>
  new Command('migrate')
    .description('run migrations on a database')
    .addHelpText('after', examples)
    .addCommand(
      databaseCommand(context, 'up', 'apply pending migrations').option(
        '--to <name>',
        'stop after this one: name or number',
      ),
    )
    .addCommand(
      databaseCommand(context, 'down', 'undo the last migration, or more')
        .option('--to <name>', 'undo what came after this one: name or number; 0 undoes all')
        .option('--steps <n>', 'how many to undo', positiveInteger),
    )
    .addCommand(databaseCommand(context, 'status', 'list migrations and which are applied'))

function databaseCommand(context: CommandContext, action: MigrateAction, description: string): Command {
  return new Command(action)
    .description(description)
    .option('--database <url>', databaseHelp)
    .option('--json', 'print the result as JSON')
    .action(async (_, command: Command) => {
      const options: MigrateOptions = command.optsWithGlobals()
      if (options.to !== undefined && options.steps !== undefined) {
        throw new UsageError('--to and --steps exclude each other')
      }
      const { runMigrate } = await import('./run-migrate.js')
      context.end(await runMigrate(context.terminal, action, options))
    })
}

const databaseHelp =
  'sqlite:path or postgres://…; default: DATABASE_URL, else DB_CONNECTION_STRING, else app.db in the output folder'

function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.')
  return Number(text)
}

const examples = `
Examples:
  tablewright migrate up
  tablewright migrate up --to 0003 --database postgres://app@localhost/app
  tablewright migrate down --steps 2
  tablewright migrate status --json
`
