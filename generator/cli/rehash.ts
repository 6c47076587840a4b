import { Command } from 'commander'
import type { CommandContext } from './command-context.js'

export const rehashCommand = (context: CommandContext): Command =>
  new Command('rehash')
    .description('take in SQL that was edited by hand: proven anew, then written to checksums.txt')
    .argument('[migration...]', 'names or numbers; needed for those that are not the newest')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples)
    .action(async (names: readonly string[], _, command: Command) => {
      const [{ rewriteHistory }, { rehashed }] = await Promise.all([
        import('./rewrite-history.js'),
        import('./rehash-migrations.js'),
      ])
      const work = rehashed(names)
      context.end(await rewriteHistory(context.terminal, 'rehash', command.optsWithGlobals(), work))
    })

const examples = `
Only for migrations that no database has run yet: those that ran the old file refuse the new one.

Examples:
  tablewright rehash
  tablewright rehash 0003
`
