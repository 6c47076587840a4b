import { printValue } from '../../values/print-value.js'
import type { Access, Shape } from '../access.js'
import { checkOptions, invalid, isPlainObject } from '../refuse.js'

/** How the rows of a read are locked until the end of the transaction. */
export type RowLock = {
  readonly mode: 'update' | 'no key update' | 'share' | 'key share'
  /** What is to be done with rows that somebody else has locked. */
  readonly busy: 'wait' | 'skip' | 'fail'
}

/** Of a row on which others may go on linking to it: what calls of the repositories themselves take, and no option says. */
export const forLinking: RowLock = Object.freeze({ mode: 'no key update', busy: 'wait' })

/** Name of the option. */
export const lockOption = 'lock'

/** Reads the option into the shape; `undefined`: no row is locked. */
export function parseLock(access: Access, lock: unknown, shape: Shape): RowLock | undefined {
  if (lock === undefined) return undefined
  const parsed = read(access, lock)
  if (!access.session.isTransaction) {
    throw invalid(
      access.table,
      'lock needs a transaction, at whose end the rows are let go: read inside repos.transaction(...), or with using(trx).',
    )
  }
  shape.key += ` lock ${parsed.mode} ${parsed.busy}`
  return parsed
}

function read({ table }: Access, lock: unknown): RowLock {
  if (lock === forLinking) return forLinking
  if (lock === 'update' || lock === 'share') return { mode: lock, busy: 'wait' }
  if (!isPlainObject(lock)) {
    throw invalid(table, `lock is "update", "share" or an object with mode, not ${printValue(lock)}.`)
  }
  checkOptions(table, lock, ['mode', 'skipLocked', 'noWait'], lockOption)
  const { mode, skipLocked = false, noWait = false } = lock
  if (mode !== 'update' && mode !== 'share')
    throw invalid(table, `mode of lock is "update" or "share", not ${printValue(mode)}.`)
  for (const [name, value] of Object.entries({ skipLocked, noWait })) {
    if (typeof value !== 'boolean')
      throw invalid(table, `${name} of lock is true or false, not ${printValue(value)}.`)
  }
  if (skipLocked && noWait) throw invalid(table, 'skipLocked and noWait exclude each other.')
  return { mode, busy: skipLocked ? 'skip' : noWait ? 'fail' : 'wait' }
}

/** What stands at the end of a statement that locks its rows, with a space before. */
export const renderLock = ({ sql, table }: Access, lock: RowLock | undefined): string =>
  lock === undefined ? '' : sql.rowLock(table, lock)
