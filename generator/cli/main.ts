import { Command, CommanderError } from 'commander'
import { toolkitVersion } from '../workspace/toolkit-version.js'
import { checkCommand } from './check.js'
import type { CommandContext } from './command-context.js'
import { diffCommand } from './diff.js'
import { driftCommand } from './drift.js'
import { type ExitStatus, exitStatus } from './exit-status.js'
import { generateCommand } from './generate.js'
import { migrateCommand } from './migrate.js'
import { pullCommand } from './pull.js'
import { rebaseCommand } from './rebase.js'
import { rehashCommand } from './rehash.js'
import { scaffoldCommand } from './scaffold.js'
import { squashCommand } from './squash.js'
import { processTerminal, type Terminal } from './terminal.js'
import { UsageError } from './usage-error.js'
import { verifyCommand } from './verify.js'

/** Every command that can be given. What is heavy is loaded by the command that needs it, when it runs. */
const commands = [
  generateCommand,
  checkCommand,
  scaffoldCommand,
  migrateCommand,
  pullCommand,
  driftCommand,
  diffCommand,
  verifyCommand,
  rehashCommand,
  rebaseCommand,
  squashCommand,
] as const

/** Runs the command line and returns its exit status; it never throws. */
export async function main(args: readonly string[]): Promise<ExitStatus> {
  const terminal = processTerminal()
  let status: ExitStatus = exitStatus.done
  const context: CommandContext = {
    terminal,
    end: (ended) => {
      status = ended
    },
  }
  try {
    await programOf(context).parseAsync([...args], { from: 'user' })
    return status
  } catch (error) {
    return statusOfError(error, terminal)
  }
}

function programOf(context: CommandContext): Command {
  const { terminal } = context
  const program = new Command('tablewright')
    .description('One schema.yaml becomes reviewed SQL migrations, Kysely types and typed repositories.')
    .version(toolkitVersion(), '-v, --version', 'print the version')
    .option('--schema <file>', 'the schema', 'schema.yaml')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .addHelpText('after', examples)
    .showHelpAfterError('(add --help for what is possible)')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.error })
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
  for (const command of commands) program.addCommand(inheriting(program, command(context)))
  return program
}

/** Commander copies settings only to commands that it makes itself. */
function inheriting(parent: Command, command: Command): Command {
  command.copyInheritedSettings(parent).helpOption('-h, --help', 'print help').helpCommand(false)
  for (const child of command.commands) inheriting(command, child)
  return command
}

const examples = `
Examples:
  tablewright generate                           write migrations, types and repositories
  tablewright check                              for CI: is everything generated and true?
  tablewright migrate up --database sqlite:app.db
`

function statusOfError(error: unknown, terminal: Terminal): ExitStatus {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.usage
  if (error instanceof UsageError) {
    terminal.error(`error: ${error.message}\n(add --help for what is possible)\n`)
    return exitStatus.usage
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error)
  terminal.error(
    `This is a bug in Tablewright ${toolkitVersion()}, not in your schema. Please report it with the text below ` +
      `and, if you can, the schema.\n\n${details}\n`,
  )
  return exitStatus.bug
}
