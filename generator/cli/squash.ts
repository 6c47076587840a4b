import { Command } from 'commander'
import type { CommandContext } from './command-context.js'
import type { RewriteOptions } from './rewrite-history.js'

type SquashOptions = RewriteOptions & { readonly to?: string; readonly dropSql?: true }

export const squashCommand = (context: CommandContext): Command =>
  new Command('squash')
    .description('fold migrations into one that equals them; databases that ran the old ones stay valid')
    .option('--to <name>', 'the last one to fold: name or number; default: all')
    .option('--drop-sql', 'leave out SQL that was written by hand')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples)
    .action(async (_, command: Command) => {
      const options: SquashOptions = command.optsWithGlobals()
      const [{ rewriteHistory }, { squashed }] = await Promise.all([
        import('./rewrite-history.js'),
        import('./squash-migrations.js'),
      ])
      const work = squashed({ to: options.to, dropSql: options.dropSql ?? false })
      context.end(await rewriteHistory(context.terminal, 'squash', options, work))
    })

const examples = `
Examples:
  tablewright squash
  tablewright squash --to 0010
`
