import type { Change, ChangeOf } from '../../../changes/change.js'
import type { SqlText, Table } from '../../../model/model.js'
import { textFor } from '../../dialect.js'
import { mentions } from '../../mentions.js'
import { neutralValue } from '../../neutral-values.js'
import type { WithOrigin } from '../../report.js'
import type { StagedStep } from '../../stages.js'
import { dollarQuote } from '../function-body.js'
import { quote } from '../identifiers.js'
import { literal } from '../literals.js'
import { name as dialect } from '../versions.js'
import { type AlteredTable, changesOf, stepFor } from './altered-table.js'
import { inBatches, indentedBy } from './backfill.js'
import { distinctValue } from './distinct-values.js'
import { keysForIndexes } from './key-successions.js'
import { withoutTriggers } from './without-triggers.js'

export type FillParts = {
  readonly causes: readonly Change[]
  readonly element?: WithOrigin | undefined
  readonly order?: number
  readonly set: string
  readonly from?: string
  readonly where: string
  readonly comment: string
}

/** A step that commits by itself, batch after batch. */
export const fillStep = (table: AlteredTable, parts: FillParts): readonly StagedStep[] => {
  const { causes, element, order = 0, set, from, where, comment } = parts
  const fill = {
    set,
    where,
    comment,
    hasTriggers: hasTriggers(table),
    ...(from === undefined ? {} : { from }),
  }
  return stepFor(table, {
    stage: 'fill',
    mode: 'none',
    causes,
    element,
    order,
    statements: [inBatches(table.after, fill)],
  })
}

/** Those of mixins, and what scripts of the author may have put there. */
const hasTriggers = ({ after, before, migration: { models } }: AlteredTable): boolean =>
  after.triggers.length > 0 ||
  before.triggers.length > 0 ||
  models.after.scripts.some(({ dependsOn }) => dependsOn.includes(after.name))

/** Columns can go only after the rows are filled that take values from them, and after the keys are made that follow on their indexes. */
export const dropsLate = (table: AlteredTable): boolean => {
  const fills = changesOf(table, 'addColumn', 'alterColumn').map((change) =>
    change.kind === 'addColumn' ? change.backfill : change.up.backfill,
  )
  const texts = fills.map((fill) => (fill?.kind === 'sql' ? textFor(fill.sql, dialect) : undefined))
  const followed = keysForIndexes(table).map(({ index }) => index.index)
  return changesOf(table, 'dropColumn').some(
    ({ column }) =>
      texts.some((text) => mentions(text, column.name)) ||
      followed.some(({ live, where }) => live === column.name || mentions(textOf(where), column.name)),
  )
}

const textOf = (sql: SqlText | undefined): string | undefined =>
  sql === undefined ? undefined : textFor(sql, dialect)

/** Numbers each row once, under a lock, because two batches could give one value twice. */
export const neutralFill = (table: AlteredTable, change: ChangeOf<'addColumn'>): readonly StagedStep[] => {
  const { after, migration } = table
  const { name, type } = change.column
  const model = migration.models.after
  const neutral = neutralValue(type, model) ?? null
  const value = distinctValue(type, 'numbered.number', model) ?? literal(neutral, type, model)
  const [table_, column] = [quote(after.name), quote(name)]
  const update = [
    `UPDATE ${table_} SET ${column} = ${value}`,
    `FROM (SELECT ctid AS place, row_number() OVER () AS number FROM ${table_}) AS numbered`,
    `WHERE ${table_}.ctid = numbered.place AND ${table_}.${column} IS NULL`,
  ]
  return stepFor(table, {
    stage: 'add columns',
    order: 6,
    causes: [change],
    element: change.column,
    statements: [
      {
        sql: hasTriggers(table) ? quietly(after, update) : update.join('\n'),
        comment: `number the rows of ${after.name} in ${name}`,
      },
    ],
  })
}

const quietly = (table: Table, update: readonly string[]): string => {
  const { variables, lines } = withoutTriggers(table, [...update.slice(0, -1), `${update.at(-1)};`])
  const block = ['DECLARE', ...variables.map(indentedBy(2)), 'BEGIN', ...lines.map(indentedBy(2)), 'END']
  return `DO ${dollarQuote(block.join('\n'))}`
}
