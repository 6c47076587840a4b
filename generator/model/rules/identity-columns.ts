import { quoted } from '../quoted.js'
import type { Rule } from './rule.js'

const integers: readonly string[] = ['smallint', 'integer', 'bigint']

export const identityColumns: Rule = ({ tables, types, report }) => {
  for (const table of tables) {
    const counting = table.columns.filter(({ entry }) => entry.identity !== undefined)
    for (const [index, column] of counting.entries()) {
      const { entry } = column
      const type = types.get(column)?.type
      const name = quoted(entry.name.value)
      const invalid = (problem: string, hint: string) =>
        report('invalid-identity', entry.identity?.span, `${name} ${problem}`, hint)
      if (type !== undefined && !integers.includes(type.kind)) {
        invalid('counts by itself, so it must be a smallint, integer or bigint', 'Change its type to bigint')
      }
      if (entry.nullable) invalid('counts by itself, so it cannot be nullable', 'Remove the question mark')
      if (index > 0)
        invalid(`is the second column of ${quoted(table.name)} that counts`, 'One is all a table can have')
      if (entry.generated !== undefined) {
        report(
          'invalid-generated',
          entry.generated.span,
          `${name} is both generated and counting`,
          'Keep one of the two',
        )
      }
    }
  }
}
