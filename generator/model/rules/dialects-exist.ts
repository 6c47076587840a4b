import type { Located } from '../../document/document.js'
import { canonicalDialect } from '../scope.js'
import { checkDialect } from '../sql-text.js'
import type { Rule, RuleContext } from './rule.js'

export const dialectsExist: Rule = (context) => {
  for (const { dialect } of context.document.targets) check([dialect], context)
  for (const { entry, indexes } of context.tables) {
    check(entry.dialects ?? [], context)
    for (const index of indexes) check(index.entry.dialects ?? [], context)
  }
}

const check = (names: readonly Located<string>[], context: RuleContext): void => {
  for (const { value, span } of names) checkDialect(canonicalDialect(value, context.dialects), span, context)
}
