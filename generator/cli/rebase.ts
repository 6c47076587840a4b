import { Command } from 'commander'
import type { CommandContext } from './command-context.js'
import type { RewriteOptions } from './rewrite-history.js'
import { UsageError } from './usage-error.js'

type RebaseOptions = RewriteOptions & { readonly onto?: string }

export const rebaseCommand = (context: CommandContext): Command =>
  new Command('rebase')
    .description("after a merge: move this branch's migrations behind those of the other, with SQL made anew")
    .argument('[migration...]', 'which to move, if git is not to say')
    .option(
      '--onto <revision>',
      'the branch whose migrations stay; default: the one being merged, else the main one',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', examples)
    .action(async (names: readonly string[], _, command: Command) => {
      const options: RebaseOptions = command.optsWithGlobals()
      if (names.length > 0 && options.onto !== undefined) {
        throw new UsageError('names of migrations and --onto exclude each other')
      }
      const [{ rewriteHistory }, { rebased }] = await Promise.all([
        import('./rewrite-history.js'),
        import('./rebase-migrations.js'),
      ])
      const work = rebased({ names, onto: options.onto })
      context.end(await rewriteHistory(context.terminal, 'rebase', options, work))
    })

const examples = `
Examples:
  git merge main; tablewright rebase
  tablewright rebase --onto origin/main
  tablewright rebase 0005_add_budget
`
