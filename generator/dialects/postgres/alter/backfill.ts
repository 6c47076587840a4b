import type { Table } from '../../../model/model.js'
import type { Statement } from '../../dialect.js'
import { dollarQuote } from '../function-body.js'
import { quote } from '../identifiers.js'
import { textLiteral } from '../literals.js'
import { withoutTriggers } from './without-triggers.js'

/** Values for rows that are there. */
export type Backfill = {
  readonly set: string
  /** Another table that the values come from. */
  readonly from?: string
  /** Rows that still need it, so that a second run goes on where the first one ended. */
  readonly where: string
  readonly comment: string
  /** Of the table: its triggers must not take this for a change of the rows. */
  readonly hasTriggers: boolean
}

/** Some 10,000 rows of a hundred bytes. */
const blocks = 128
const mostPasses = 10

/**
 * Row by row as they lie in the file, each batch in a transaction of its own. A row that a writer moves behind the batch is met by
 * the next pass; the last one finds nothing.
 * https://www.postgresql.org/docs/current/plpgsql-transactions.html
 */
export const inBatches = (table: Table, fill: Backfill): Statement => ({
  sql: `DO ${dollarQuote(loop(table, fill).join('\n'))}`,
  comment: `${fill.comment}, in batches`,
})

const loop = (table: Table, { set, from, where, hasTriggers }: Backfill): readonly string[] => {
  const name = quote(table.name)
  const batch = [
    `${name}.ctid >= format('(%s,0)', fill_block)::tid`,
    `${name}.ctid < format('(%s,0)', fill_block + ${blocks})::tid`,
  ].join(' AND ')
  const update = [
    `UPDATE ${name} SET ${set}`,
    ...(from === undefined ? [] : [`FROM ${from}`]),
    `WHERE ${batch}`,
    `  AND ${where};`,
    'GET DIAGNOSTICS batch = ROW_COUNT;',
  ]
  const isNeeded = [
    'CONTINUE WHEN NOT EXISTS (',
    `  SELECT FROM ${[name, ...(from === undefined ? [] : [from])].join(', ')}`,
    `  WHERE ${batch}`,
    `    AND ${where});`,
  ]
  const quiet = hasTriggers ? withoutTriggers(table, update) : { variables: [], lines: update }
  return [
    // A column may be called as a variable is.
    '#variable_conflict use_column',
    'DECLARE',
    ...['last_block bigint;', 'batch bigint;', 'filled bigint;', ...quiet.variables].map(indentedBy(2)),
    'BEGIN',
    `  FOR pass IN 1..${mostPasses} LOOP`,
    '    filled := 0;',
    `    last_block := pg_relation_size(${textLiteral(name)}) / current_setting('block_size')::bigint;`,
    `    FOR fill_block IN 0..last_block BY ${blocks} LOOP`,
    ...[...(hasTriggers ? isNeeded : []), ...quiet.lines].map(indentedBy(6)),
    '      COMMIT;',
    '      filled := filled + batch;',
    '      CONTINUE WHEN batch = 0;',
    `      RAISE NOTICE '%: % of % blocks', ${textLiteral(table.name)}, least(fill_block + ${blocks}, last_block), last_block;`,
    '    END LOOP;',
    '    EXIT WHEN filled = 0;',
    '  END LOOP;',
    'END',
  ]
}

export const indentedBy =
  (blanks: number) =>
  (line: string): string =>
    `${' '.repeat(blanks)}${line}`
