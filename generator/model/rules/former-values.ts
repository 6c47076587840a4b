import { quoted } from '../quoted.js'
import type { Rule } from './rule.js'

/** A value that is still there keeps its rows. */
export const formerValues: Rule = ({ document, report }) => {
  for (const { name, values, moves } of document.enums) {
    const present = new Set(values.map(({ value }) => value))
    for (const { from, to } of moves) {
      if (!present.has(from.value)) continue
      report(
        'invalid-was',
        from.span,
        from.value === to
          ? `was: ${quoted(to)} is the value's present name`
          : `The value ${quoted(to)} of ${quoted(name.value)} cannot have been ${quoted(from.value)}, which still exists`,
        'Remove was, or name a value that is gone. Where one takes the name that another gives up, rename the other first, in a migration of its own',
      )
    }
  }
}
