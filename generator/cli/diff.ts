import { Command, Option } from 'commander'
import type { CommandContext, GlobalOptions } from './command-context.js'

export type DiffFormat = 'sql' | 'markdown' | 'json'

export type DiffCommandOptions = GlobalOptions & {
  readonly from: string
  readonly to: string
  readonly dialect?: string
  readonly format: DiffFormat
}

export const diffCommand = (context: CommandContext): Command =>
  new Command('diff')
    .description(
      'the migration between any two of: a schema file, a git revision, a database, empty; writes nothing',
    )
    .requiredOption('--from <source>', sourceHelp)
    .requiredOption('--to <source>', sourceHelp)
    .option('--dialect <name>', 'the database to write for; default: that of the sources')
    .addOption(
      new Option('--format <format>', 'what is printed').choices(['sql', 'markdown', 'json']).default('sql'),
    )
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }))
    .addHelpText('after', examples)
    .action(async (_, command: Command) => {
      const { printDiff } = await import('./print-diff.js')
      context.end(await printDiff(context.terminal, command.optsWithGlobals()))
    })

const sourceHelp = 'a schema file, git:<revision> of --schema, sqlite:path or postgres://…, or empty'

const examples = `
Examples:
  tablewright diff --from git:main --to schema.yaml
  tablewright diff --from postgres://app@localhost/app --to schema.yaml --format markdown
  tablewright diff --from empty --to schema.yaml --dialect sqlite
`
