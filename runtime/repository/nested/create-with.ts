import { sessionOf } from '../../session-of.js'
import { printValue } from '../../values/print-value.js'
import { type Access, accessTo } from '../access.js'
import { invalid, isPlainObject } from '../refuse.js'
import type { Relation } from '../relations/relation.js'
import { ownColumns } from '../relations/through.js'
import { tableOf } from '../table.js'
import { createRows } from '../writing/create-many.js'
import { fill, type NestedRow, parseRow } from './nested-row.js'

type Row = { [property: string]: unknown }

/** Creates a row and what belongs to it in one transaction, all or nothing. */
export async function createRowWith<Result>(access: Access, row: unknown): Promise<Result> {
  const { along } = parseRow(access, row, 0)
  if (along.size === 0) return (await createRows(access, [row]))[0] as Result
  return access.session.transaction(async (trx) => {
    const within = accessTo(access.definition, sessionOf(trx))
    return (await createLevel(within, [row], 0))[0] as Result
  })
}

/** Rows of one table, whoever they belong to, are inserted together: those pointed at first, those that point last. */
async function createLevel(access: Access, rows: readonly unknown[], depth: number): Promise<Row[]> {
  if (rows.length === 0) return []
  const nested = rows.map((row) => parseRow(access, row, depth))
  const relations = [...new Set(nested.flatMap(({ along }) => [...along.keys()]))]
  const results = nested.map((): Row => ({}))
  for (const relation of relations.filter(({ belongsTo }) => belongsTo))
    await createParents(access, nested, results, relation, depth)
  const created = await createRows(
    access,
    nested.map(({ values }) => values),
  )
  for (const [index, row] of created.entries()) results[index] = { ...(row as Row), ...results[index] }
  for (const relation of relations.filter(({ belongsTo }) => !belongsTo))
    await createBelonging(access, nested, results, relation, depth)
  return results
}

async function createParents(
  access: Access,
  nested: readonly NestedRow[],
  results: readonly Row[],
  relation: Relation,
  depth: number,
): Promise<void> {
  const pointing = [...nested.entries()].filter(([, { along }]) => along.has(relation))
  const target = accessTo(relation.table, access.session) as Access
  const parents = await createLevel(
    target,
    pointing.map(([, { along }]) => along.get(relation)?.[0]),
    depth + 1,
  )
  for (const [index, [place, { values }]] of pointing.entries()) {
    const parent = parents[index] as Row
    fill(access, values, relation.columns, parent, relation.references, relation.name)
    ;(results[place] as Row)[relation.name] = parent
  }
}

async function createBelonging(
  access: Access,
  nested: readonly NestedRow[],
  results: readonly Row[],
  relation: Relation,
  depth: number,
): Promise<void> {
  const given = nested.flatMap(({ along }, owner) =>
    (along.get(relation) ?? []).map((row) => ({ owner, row: { ...row } as Row })),
  )
  const target = accessTo(relation.table, access.session) as Access
  const throughs = relation.through ? given.map(({ row }) => takeThrough(access, target, relation, row)) : []
  if (!relation.through)
    for (const { owner, row } of given)
      fill(target, row, relation.references, results[owner] as Row, relation.columns, relation.name)
  const created = await createLevel(
    target,
    given.map(({ row }) => row),
    depth + 1,
  )
  const pairs = given.map(({ owner }, index) => ({
    owner: results[owner] as Row,
    row: created[index] as Row,
  }))
  if (relation.through) await tie(access, relation, relation.through, pairs, throughs)
  const belonging = nested.map((): Row[] => [])
  for (const [index, row] of created.entries()) belonging[given[index]?.owner as number]?.push(row)
  for (const [place, { along }] of nested.entries()) {
    if (!along.has(relation)) continue
    const own = belonging[place] as Row[]
    ;(results[place] as Row)[relation.name] = relation.many ? own : own[0]
  }
}

/** The columns of the table between, taken off the row that they stand on. */
function takeThrough({ table }: Access, target: Access, { name }: Relation, row: Row): Row | undefined {
  if (target.table.byProperty.has('through')) return undefined
  const { through } = row
  delete row.through
  if (through === undefined || isPlainObject(through)) return through as Row | undefined
  throw invalid(table, `through of "${name}" is an object of columns, not ${printValue(through)}.`)
}

type Pair = { readonly owner: Row; readonly row: Row }

async function tie(
  access: Access,
  relation: Relation,
  { table, from, to }: NonNullable<Relation['through']>,
  pairs: readonly Pair[],
  throughs: readonly (Row | undefined)[],
): Promise<void> {
  const between = accessTo(table, access.session) as Access
  const rows = pairs.map(({ owner, row }, index) => {
    const values: Row = { ...throughs[index] }
    fill(between, values, from, owner, relation.columns, relation.name)
    fill(between, values, to, row, relation.references, relation.name)
    return values
  })
  const ties = rows.length === 0 ? [] : ((await createRows(between, rows)) as Row[])
  const own = ownColumns(tableOf(table), { table, from, to })
  for (const [index, tied] of ties.entries()) {
    if (throughs[index] === undefined) continue
    const row = pairs[index]?.row as Row
    row.through = Object.fromEntries(own.map(({ property }) => [property, tied[property]]))
  }
}
