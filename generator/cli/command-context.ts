import type { ExitStatus } from './exit-status.js'
import type { Terminal } from './terminal.js'

/** What every command is given: where to write and how to end. */
export type CommandContext = {
  readonly terminal: Terminal
  /** Says how the command ended; without it, it is done. */
  readonly end: (status: ExitStatus) => void
}

/** Options that every command takes. */
export type GlobalOptions = { readonly schema: string }
