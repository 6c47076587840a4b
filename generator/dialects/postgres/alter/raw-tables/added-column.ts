import type { Model } from '../../../../model/model.js'
import { type Alteration, noAlteration } from '../../../alteration.js'
import type { Hazard } from '../../../dialect.js'
import { bareName, sqlPath } from '../../sql-text/names.js'
import { tokensIn } from '../../sql-text/tokens.js'
import type { ColumnText } from './column-text.js'
import { textsOf } from './family.js'
import type { TableText } from './table-text.js'
import type { Models } from './words.js'

export const addColumn = (
  { name: table, path }: TableText,
  column: ColumnText,
  { after }: Models,
): Alteration => ({
  ...noAlteration,
  comes: [`ALTER TABLE ${path} ADD COLUMN ${column.sql}`],
  hazards: [...rewritingHazards(table, column, after), ...missingHazards(table, column)],
  widens: true,
})

/** https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES */
const rewritingHazards = (table: string, column: ColumnText, model: Model): readonly Hazard[] => {
  const how = whyRewritten(column, model)
  const path = `${table}.${column.name}`
  return how === undefined
    ? []
    : [
        {
          kind: 'rewrites-table',
          message: `${path} is ${how} for every row, which rewrites ${table} and stops reads and writes meanwhile`,
        },
        { kind: 'blocks-writes', message: `${table} cannot be read or written while ${path} is added` },
      ]
}

const whyRewritten = (
  { identity, generated, initial, type }: ColumnText,
  model: Model,
): string | undefined => {
  if (identity !== undefined) return 'numbered'
  if (generated !== undefined) return generated.endsWith('STORED') ? 'computed' : undefined
  if (isVolatile(initial ?? '')) return 'filled'
  return type !== undefined && isDomain(type, model) ? 'held against its type' : undefined
}

/** Whether it calls what may give every row another value: all but what is known not to. */
const isVolatile = (initial: string): boolean => {
  const tokens = tokensIn(initial)
  return tokens.some(
    ({ text }, index) =>
      text === '(' && /^["\p{L}_]/u.test(tokens[index - 1]?.text ?? '') && !isSteady(tokens[index - 1]?.text),
  )
}

const isSteady = (word: string | undefined): boolean =>
  /^(?:now|transaction_timestamp|statement_timestamp|current_timestamp|current_time|localtimestamp|localtime|timezone|date_trunc|lower|upper|coalesce|current_setting|to_char|to_date|md5|concat|make_date|make_interval|jsonb?_build_object|jsonb?_build_array|varying|character|char|varchar|bit|varbit|numeric|decimal|timestamp|time|interval|and|or|not|in|then|else|when|array|row)$/i.test(
    word ?? '',
  )

/** Its conditions are held against every row. */
const isDomain = (type: string, { scripts }: Model): boolean =>
  scripts.some((script) =>
    textsOf(script).some((sql) => {
      const path = madeDomain.exec(sql)?.[1]
      return path !== undefined && bareName(path) === bareName(type)
    }),
  )

const madeDomain = new RegExp(`^\\s*CREATE\\s+DOMAIN\\s+${sqlPath}`, 'iu')

const missingHazards = (
  table: string,
  { name, required, identity, generated, initial }: ColumnText,
): readonly Hazard[] =>
  required && identity === undefined && generated === undefined && (initial ?? undefined) === undefined
    ? [
        {
          kind: 'may-fail',
          message: `rows of ${table}, which have no value for ${name}, stop the migration`,
        },
        {
          kind: 'breaks-running-code',
          message: `code that inserts into ${table} without ${name} fails from then on`,
        },
      ]
    : []
