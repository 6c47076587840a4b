import { Command } from 'commander'
import type { CommandContext, GlobalOptions } from './command-context.js'
import { UsageError } from './usage-error.js'

export type GenerateOptions = GlobalOptions & {
  readonly name?: string
  readonly json?: true
  readonly watch?: true
}

export const generateCommand = (context: CommandContext): Command =>
  new Command('generate')
    .description('write a new migration if the schema changed, and types, repositories and documents')
    .option('--name <slug>', 'name of the new migration, such as add_campaigns')
    .option('--watch', 'run again whenever the schema changes')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples)
    .action(async (_, command: Command) => {
      const options: GenerateOptions = command.optsWithGlobals()
      refuseBadName(options.name)
      if (options.watch && options.json) throw new UsageError('--watch and --json exclude each other')
      const { generateOnce } = await import('./generate-once.js')
      if (!options.watch) return context.end((await generateOnce(context.terminal, options)).status)
      const { watchSchema } = await import('./watch-schema.js')
      return watchSchema(context.terminal, options)
    })

/** It becomes part of a folder's name and of the journal in every database. */
function refuseBadName(name: string | undefined): void {
  if (name === undefined || (/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name) && name.length <= 60)) return
  throw new UsageError(
    `the name of a migration is lower-case words joined by underscores, such as add_campaigns, not ${JSON.stringify(name)}`,
  )
}

const examples = `
Examples:
  tablewright generate
  tablewright generate --name add_campaigns
  tablewright generate --schema db/schema.yaml --watch
`
