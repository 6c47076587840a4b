/** Operators whose operands are of one type. */
export const equalTypeOperators: ReadonlySet<string> = new Set([
  '=',
  '==',
  '!=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  'not in',
  'between',
  'between symmetric',
  'is distinct from',
  'is not distinct from',
])

/** Operators whose result is true or false. */
export const comparisonOperators: ReadonlySet<string> = new Set([
  ...equalTypeOperators,
  'is',
  'is not',
  'like',
  'not like',
  'ilike',
  'not ilike',
  '@>',
  '<@',
  '^@',
  '&&',
  '~',
  '~*',
  '!~',
  '!~*',
  'match',
  'regexp',
])
