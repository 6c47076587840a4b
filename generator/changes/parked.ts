import type { Change } from './change.js'

/** Tables in which these changes keep what they dropped; what came back since may count as well, a name costs nothing. */
export const parkedBy = (changes: readonly Change[]): readonly string[] =>
  changes.flatMap((change) =>
    (change.kind === 'dropTable' || change.kind === 'dropColumn') && change.park !== undefined
      ? [change.park]
      : [],
  )
