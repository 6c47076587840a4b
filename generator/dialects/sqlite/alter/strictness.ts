import { sameState } from '../../../model/equal.js'
import type { LogicalType, Table } from '../../../model/model.js'
import { isStrict } from '../table-options.js'
import { sqlType } from '../types.js'
import { name as dialect } from '../versions.js'
import type { SqliteAlteration } from './alteration.js'
import type { KeptColumn } from './differences.js'

type Kept = Pick<SqliteAlteration, 'current' | 'wanted'>

/** What values of a column are before and after, in words that mean the same in tables of all kinds. */
export const typesOf = (
  { current, wanted }: Kept,
  { before, after }: KeptColumn,
): readonly [LogicalType, LogicalType] => [keeping(current, before.type), keeping(wanted, after.type)]

/**
 * ANY keeps all values as they are in strict tables alone; in others it is an affinity, which makes numbers of texts:
 * https://www.sqlite.org/stricttables.html#the_any_datatype
 */
const keeping = (table: Table, type: LogicalType): LogicalType =>
  isStrict(table) && isAny(type) ? { kind: 'native', sql: { [dialect]: '' } } : type

const isAny = (type: LogicalType): boolean =>
  type.kind === 'native' && sqlType(type).trim().toUpperCase() === 'ANY'

/** Texts that look like numbers become numbers as soon as the table is no longer strict. */
export const losesTexts = ({ current, wanted }: Kept, { before, after }: KeptColumn): boolean =>
  isStrict(current) && !isStrict(wanted) && isAny(before.type) && sameState(before.type, after.type)

export const becomesStrict = ({ current, wanted }: Kept): boolean => !isStrict(current) && isStrict(wanted)
