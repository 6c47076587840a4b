import { quote } from '../../quote.js'
import { type Access, accessTo, keep, known } from '../access.js'
import { restoreRows } from '../soft-delete/restore.js'
import type { Batch, Row } from './batches.js'
import { keyTextOfRow } from './row-keys.js'
import { sameKey } from './rows-by-key.js'
import type { UpsertPlan } from './upsert-plan.js'

/**
 * Restores, for each row of an upsert whose key no live row has, the one that was deleted last, with all that `restore` brings
 * back. The upsert then finds them alive.
 */
export async function reviveRows(access: Access, plan: UpsertPlan, batch: Batch): Promise<void> {
  const { key } = access.table
  const dead = await deletedRows(access, plan, batch)
  const byKey = new Map(dead.map((row) => [keyTextOfRow(access, key, row), row]))
  await restoreRows(
    access,
    [...byKey.values()].map((row) => key.map(({ property }) => row[property])),
  )
}

async function deletedRows(access: Access, { target, origin }: UpsertPlan, batch: Batch): Promise<Row[]> {
  const { definition, session, sql, table } = access
  const dead = accessTo(definition, session, '$dead')
  const { columns } = target
  const labels = [...dead.projection.labels, '$place']
  const render = () => {
    const next = sql.placeholders()
    const given = sql.keys(table, columns, next)
    const deletedAt = quote(table.deletedAt?.name ?? '')
    const isLive = `${sameKey(columns, '$live', given.values, target.nullsDistinct)} AND "$live".${deletedAt} IS NULL`
    return sql.each({
      keys: given,
      list: dead.projection.list,
      labels: dead.projection.labels,
      sources: [dead.table.source],
      joins: [],
      rowKey: [],
      where:
        `${sameKey(columns, '$dead', given.values, target.nullsDistinct)} AND "$dead".${deletedAt} IS NOT NULL ` +
        `AND NOT EXISTS (SELECT 1 FROM ${table.quoted} AS "$live" WHERE ${isLive})`,
      orderBy: [`"$dead".${deletedAt}`, ...table.key.map(({ name }) => `"$dead".${quote(name)}`)]
        .map((term) => `${term} DESC`)
        .join(', '),
      limit: false,
      offset: false,
      next,
    })
  }
  const shape = `revive ${target.name}`
  const statement = known(dead, shape) ?? keep(dead, shape, origin, 'columns', render(), labels)
  const keys = batch.rows.map((row) => columns.map(({ property }) => row[property]))
  const result = await session.run(statement, sql.manyParameters(columns, keys, session.write))
  return lastOfEach(result.rows, labels.length - 1).map(
    (values) => definition.decode(values, session.read) as Row,
  )
}

/** The first of each place, because those deleted last come first. */
function lastOfEach(rows: readonly (readonly unknown[])[], place: number): readonly (readonly unknown[])[] {
  const seen = new Set<unknown>()
  return rows.filter((row) => !seen.has(String(row[place])) && seen.add(String(row[place])))
}
