import type { FileChange } from '../workspace/planned-write.js'
import type { Terminal } from './terminal.js'

/** `+` new, `~` rewritten, `-` removed; paths are relative to the output folder. */
export function printFileChanges(terminal: Terminal, changes: readonly FileChange[]): void {
  const { green, yellow, red } = terminal.outColors
  const marks = { added: green('+'), changed: yellow('~'), removed: red('-') } as const
  for (const { kind, path } of changes) terminal.out(`${marks[kind]} ${path}\n`)
}
