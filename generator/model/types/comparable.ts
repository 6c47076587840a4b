import { isDeepStrictEqual } from 'node:util'
import type { LogicalType } from '../model.js'

const families: Readonly<Partial<Record<LogicalType['kind'], string>>> = {
  smallint: 'integer',
  integer: 'integer',
  bigint: 'integer',
  text: 'text',
  varchar: 'text',
}

/** Whether a foreign key can compare values of the two on every database. What only the databases know is left to them. */
export const comparable = (a: LogicalType, b: LogicalType): boolean => {
  if (a.kind === 'native' || b.kind === 'native') return true
  const family = families[a.kind]
  return family === undefined ? isDeepStrictEqual(a, b) : family === families[b.kind]
}
