import type { Span } from '../diagnostics/diagnostic.js'
import type { Located, SqlText } from '../document/document.js'
import { suggestion } from './quoted.js'
import { canonicalDialect, type Scope } from './scope.js'

/** Something given for each dialect, under the dialects' own names. */
export const dialectMap = <T>(
  map: { readonly [dialect: string]: T },
  span: Span,
  scope: Scope,
): { readonly [dialect: string]: T } => {
  const named = Object.entries(map).map(([name, value]): [string, T] => {
    const dialect = canonicalDialect(name, scope.dialects)
    checkDialect(dialect, span, scope)
    return [dialect, value]
  })
  return Object.fromEntries(named)
}

export const checkDialect = (dialect: string, span: Span, scope: Scope): void => {
  const known = scope.dialects.map(({ name }) => name)
  if (known.includes(dialect)) return
  scope.report('unknown-dialect', span, `${dialect} is no known database`, suggestion(dialect, known))
}

/** Raw SQL of an element that exists in `dialects`, and so must have a text for each of them. */
export const resolveSql = (text: Located<SqlText>, dialects: readonly string[], scope: Scope): SqlText => {
  if (typeof text.value === 'string') return text.value
  const byDialect = dialectMap(text.value, text.span, scope)
  const missing = dialects.filter((dialect) => !Object.hasOwn(byDialect, dialect))
  if (missing.length > 0) {
    scope.report(
      'missing-dialect',
      text.span,
      `The SQL is not given for ${missing.join(', ')}`,
      `Add ${missing.map((name) => `${name}: "..."`).join(', ')}`,
    )
  }
  return byDialect
}
