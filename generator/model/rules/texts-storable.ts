import type { Located } from '../../document/document.js'
import { hasHalfPair } from '../literals/text.js'
import type { Rule } from './rule.js'

/** What ends up as text in the database must be text to it. */
export const textsStorable: Rule = ({ document, tables, report }) => {
  const comments: readonly (Located<string> | undefined)[] = [
    ...[...document.enums, ...document.views, ...document.tables].map(({ comment }) => comment),
    ...tables.flatMap(({ columns }) => columns.map(({ entry }) => entry.comment)),
  ]
  const values = document.enums.flatMap((entry) => entry.values)
  for (const text of [...comments, ...values]) {
    if (text === undefined || !(text.value.includes('\0') || hasHalfPair(text.value))) continue
    report('invalid-text', text.span, 'The text has a NUL character or half of a surrogate pair', 'Remove it')
  }
}
