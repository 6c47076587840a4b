import type { Span } from '../../diagnostics/diagnostic.js'
import type { LogicalType } from '../model.js'
import type { Scope } from '../scope.js'
import { dialectMap } from '../sql-text.js'

/** A type that only the databases know, which then must be given for each of them. */
export const nativeType = (
  sql: { readonly [dialect: string]: string },
  span: Span,
  dialects: readonly string[],
  scope: Scope,
): LogicalType | undefined => {
  const byDialect = dialectMap(sql, span, scope)
  const missing = dialects.filter((dialect) => !Object.hasOwn(byDialect, dialect))
  if (missing.length === 0) return { kind: 'native', sql: byDialect }
  scope.report(
    'missing-dialect',
    span,
    `The type is not given for ${missing.join(', ')}`,
    `Write type: { ${[...Object.keys(byDialect), ...missing].map((name) => `${name}: <its type>`).join(', ')} }`,
  )
  return undefined
}
