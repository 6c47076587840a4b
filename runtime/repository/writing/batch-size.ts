import { printValue } from '../../values/print-value.js'
import { invalid } from '../refuse.js'
import type { Table } from '../table.js'

const usual = 500

/** The option `batchSize`. */
export function batchSizeOf(table: Table, batchSize: unknown = usual): number {
  if (Number.isSafeInteger(batchSize) && (batchSize as number) >= 1) return batchSize as number
  throw invalid(table, `batchSize is a whole number from 1, not ${printValue(batchSize)}.`)
}
