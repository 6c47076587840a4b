import { createHash } from 'node:crypto'
import type { MigrationScript } from './migration-script.js'

/**
 * Of the statements that took effect, and of one that was begun: what a file must still say where its run goes on. The others may
 * be mended meanwhile.
 */
export function doneChecksum({ statements }: MigrationScript, position: number, begun: boolean): string {
  const done = statements.slice(0, begun ? position + 1 : position).map(({ sql }) => sql)
  return createHash('sha256').update(JSON.stringify(done)).digest('hex')
}

type Done = { readonly checksum: string; readonly position: number; readonly begun: boolean }

export const goesOn = (script: MigrationScript, { checksum, position, begun }: Done): boolean =>
  position + (begun ? 1 : 0) <= script.statements.length && doneChecksum(script, position, begun) === checksum
