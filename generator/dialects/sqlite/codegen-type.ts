import type { LogicalType } from '../../model/model.js'
import { sqlType } from './types.js'

/** The TypeScript type that kysely-codegen reads off a column: that of the declared type, since it sees no checks. */
export const codegenType = (type: LogicalType): string => {
  if (type.kind === 'native') return 'any'
  if (type.kind === 'bytes') return 'Buffer<ArrayBufferLike>'
  const declared = sqlType(type)
  return declared === 'TEXT' ? 'string' : 'number'
}
