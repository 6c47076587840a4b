import type { LogicalType } from '../../../model/model.js'

const integers: readonly string[] = ['smallint', 'integer', 'bigint']

/** Whether every value of the old type has its like in the new one; what SQL of the author's makes of them nobody can judge. */
export const isWidening = (from: LogicalType, to: LogicalType): boolean => {
  if (to.kind === 'text') return from.kind !== 'bytes'
  if (from.kind === 'date' && to.kind === 'timestamp') return true
  if (from.kind === 'array' && to.kind === 'json') return true
  if (from.kind === 'boolean' && integers.includes(to.kind)) return true
  const [source, target] = [integers.indexOf(from.kind), integers.indexOf(to.kind)]
  if (source >= 0 && target >= 0) return target > source
  if (from.kind === 'decimal' && to.kind === 'decimal') {
    return to.scale >= from.scale && to.precision - to.scale >= from.precision - from.scale
  }
  return (from.kind === 'real' || from.kind === 'integer') && to.kind === 'double'
}
