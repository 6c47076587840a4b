import type { AlteredTable, KeptColumn } from './altered-table.js'
import { usesTakenDown } from './taken-down.js'

/** What its default calls or counts with is removed before columns change, and so the default is. */
export const losesDefault = (table: AlteredTable, { before }: KeptColumn): boolean =>
  before.default?.kind === 'sql' && usesTakenDown(before.default.sql, table.migration)
