import { dollarQuote } from '../function-body.js'
import { textLiteral } from '../literals.js'

/** Values that a cast would round or cut stop the migration instead; nobody may write between the look and the cast. */
export const lossGuard = ({
  path,
  title,
  type,
  loses,
}: {
  /** The table as SQL. */
  readonly path: string
  /** The column for people. */
  readonly title: string
  readonly type: string
  readonly loses: string
}): string => {
  const refusal = textLiteral(`${title} has values that ${type} cannot hold`)
  const body = [
    'BEGIN',
    `  LOCK TABLE ${path} IN ACCESS EXCLUSIVE MODE;`,
    `  IF EXISTS (SELECT FROM ${path} WHERE ${loses}) THEN`,
    `    RAISE EXCEPTION USING MESSAGE = ${refusal}, ERRCODE = 'numeric_value_out_of_range';`,
    '  END IF;',
    'END',
  ]
  return `DO ${dollarQuote(body.join('\n'))}`
}
