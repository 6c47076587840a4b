import { Command } from 'commander'
import type { CommandContext, GlobalOptions } from './command-context.js'

export type ScaffoldOptions = GlobalOptions & { readonly json?: true }

export const scaffoldCommand = (context: CommandContext): Command =>
  new Command('scaffold')
    .description(
      'write a class for your own methods that extends the repository of a table; never overwrites',
    )
    .argument('<tables...>', 'names of tables, as in the schema')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples)
    .action(async (tables: readonly string[], _, command: Command) => {
      const { scaffoldRepositories } = await import('./scaffold-repositories.js')
      const options: ScaffoldOptions = command.optsWithGlobals()
      context.end(await scaffoldRepositories(context.terminal, tables, options))
    })

const examples = `
The folder of your own classes is named in the schema: \`typescript: { repositories: src/repositories }\`.
createRepositories finds what is there. A file that exists gets only what it lacks.

Examples:
  tablewright scaffold campaigns
  tablewright scaffold campaigns users
`
