import { Command } from 'commander'
import type { CommandContext, GlobalOptions } from './command-context.js'

export type CheckOptions = GlobalOptions & { readonly json?: true }

export const checkCommand = (context: CommandContext): Command =>
  new Command('check')
    .description('for CI: schema valid, generated files current, migrations whole and proven; writes nothing')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples)
    .action(async (_, command: Command) => {
      const { checkProject } = await import('./check-project.js')
      context.end(await checkProject(context.terminal, command.optsWithGlobals()))
    })

const examples = `
Examples:
  tablewright check
  tablewright check --json > check.json
`
