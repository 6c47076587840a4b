import { Command } from 'commander'
import type { HazardKind } from '../dialects/dialect.js'
import { hazardKinds } from '../plan/judge-hazards.js'
import type { CommandContext, GlobalOptions } from './command-context.js'
import { UsageError } from './usage-error.js'

export type GenerateOptions = GlobalOptions & {
  readonly name?: string
  readonly allow?: readonly HazardKind[]
  readonly empty?: true
  readonly json?: true
  readonly watch?: true
}

export const generateCommand = (context: CommandContext): Command =>
  new Command('generate')
    .description('write a new migration if the schema changed, and types, repositories and documents')
    .option('--name <slug>', 'name of the new migration, such as add_campaigns')
    .option(
      '--allow <hazards>',
      `let the new migration do what it says: ${hazardKinds.join(', ')}; several with commas, or the option again`,
      (text: string, before: readonly string[] = []) => [...before, ...text.split(',').filter(Boolean)],
    )
    .option('--empty', 'write a migration without changes, for SQL by hand')
    .option('--watch', 'run again whenever the schema changes')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples)
    .action(async (_, command: Command) => {
      const options: GenerateOptions = command.optsWithGlobals()
      refuseBadName(options.name)
      refuseUnknownHazard(options.allow ?? [])
      if (options.watch && options.empty) throw new UsageError('--watch and --empty exclude each other')
      if (options.watch && options.json) throw new UsageError('--watch and --json exclude each other')
      const { generateOnce } = await import('./generate-once.js')
      if (!options.watch) return context.end((await generateOnce(context.terminal, options)).status)
      const { watchSchema } = await import('./watch-schema.js')
      return watchSchema(context.terminal, options)
    })

/** It becomes part of a folder's name and of the journal in every database. */
function refuseBadName(name: string | undefined): void {
  if (name === undefined) return
  if (/^squashed_\d+$/.test(name))
    throw new UsageError(`${name} is the name of a migration that squash writes`)
  if (/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name) && name.length <= 60) return
  throw new UsageError(
    `the name of a migration is lower-case words joined by underscores, such as add_campaigns, not ${JSON.stringify(name)}`,
  )
}

function refuseUnknownHazard(allow: readonly string[]): void {
  const unknown = allow.find((name) => !hazardKinds.some((known) => known === name))
  if (unknown === undefined) return
  throw new UsageError(`there is no hazard ${JSON.stringify(unknown)}; there are ${hazardKinds.join(', ')}`)
}

const examples = `
Examples:
  tablewright generate
  tablewright generate --name add_campaigns
  tablewright generate --allow drops-data,narrows-type
  tablewright generate --empty --name fix_emails
  tablewright generate --schema db/schema.yaml --watch
`
