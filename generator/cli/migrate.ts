import { Command, InvalidArgumentError, Option } from 'commander'
import type { BegunStatement } from '../../runtime/migrate/migrate-options.js'
import type { CommandContext, GlobalOptions } from './command-context.js'
import { UsageError } from './usage-error.js'

export type MigrateOptions = GlobalOptions & {
  readonly database?: string
  readonly json?: true
  readonly to?: string
  readonly steps?: number
  readonly dryRun?: true
  readonly acceptDrift?: true
  readonly takeOver?: true
  readonly begun?: BegunStatement
  /** Seconds. */
  readonly lockTimeout?: number
}

export type MigrateAction = 'up' | 'down' | 'to' | 'redo' | 'baseline' | 'status'

export const migrateCommand = (context: CommandContext): Command =>
  new Command('migrate')
    .description('run migrations on a database')
    .addHelpText('after', examples)
    .addCommand(
      runningCommand(context, 'up', 'apply pending migrations').option(
        '--to <name>',
        'stop after this one: name or number',
      ),
    )
    .addCommand(
      runningCommand(context, 'down', 'undo the last migration, or more')
        .option('--to <name>', 'undo what came after this one: name or number; 0 undoes all')
        .option('--steps <n>', 'how many to undo', positiveInteger),
    )
    .addCommand(
      runningCommand(context, 'to', 'apply or undo migrations until this one is the last').argument(
        '<name>',
        'name or number; 0 undoes all',
      ),
    )
    .addCommand(
      runningCommand(context, 'redo', 'undo the last migration, or more, and apply the same again').option(
        '--steps <n>',
        'how many to undo and apply again',
        positiveInteger,
      ),
    )
    .addCommand(
      writingCommand(
        context,
        'baseline',
        'record migrations as applied without running them, for a database that has their tables already',
      )
        .option('--to <name>', 'the last one to record: name or number')
        .option(
          '--take-over',
          'move migrations that Kysely ran before into the table kysely_migration_before',
        )
        .option('--accept-drift', 'record them even if the database is not what they make'),
    )
    .addCommand(databaseCommand(context, 'status', 'list migrations and which are applied'))

const runningCommand = (context: CommandContext, action: MigrateAction, description: string): Command =>
  writingCommand(context, action, description).addOption(
    new Option(
      '--begun <what>',
      'of a statement that an interrupted run began and may have done: go on after it, or run it again',
    ).choices(['done', 'again'] satisfies readonly BegunStatement[]),
  )

const writingCommand = (context: CommandContext, action: MigrateAction, description: string): Command =>
  databaseCommand(context, action, description)
    .option('--dry-run', 'print what would run; nothing is run, nothing is written')
    .option('--lock-timeout <seconds>', 'how long to wait for another runner; default: 600', wholeNumber)

function databaseCommand(context: CommandContext, action: MigrateAction, description: string): Command {
  const command = new Command(action)
  return command
    .description(description)
    .option('--database <url>', databaseHelp)
    .option('--json', 'print the result as JSON')
    .action(async () => {
      const options: MigrateOptions = { ...command.optsWithGlobals(), ...targetOf(action, command.args) }
      if (options.to !== undefined && options.steps !== undefined) {
        throw new UsageError('--to and --steps exclude each other')
      }
      const { runMigrate } = await import('./run-migrate.js')
      context.end(await runMigrate(context.terminal, action, options))
    })
}

const targetOf = (action: MigrateAction, [name]: readonly string[]): Pick<MigrateOptions, 'to'> =>
  action === 'to' && name !== undefined ? { to: name } : {}

const databaseHelp =
  'sqlite:path or postgres://…; default: DATABASE_URL, else DB_CONNECTION_STRING, else app.db in the output folder'

function positiveInteger(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.')
  return Number(text)
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0.')
  return Number(text)
}

const examples = `
Examples:
  tablewright migrate up
  tablewright migrate up --dry-run
  tablewright migrate up --to 0003 --database postgres://app@localhost/app
  tablewright migrate down --steps 2
  tablewright migrate to 0007
  tablewright migrate status --json
`
