import type { Introspection, OtherObject, Query } from '../../introspection.js'
import { mentionedNames } from '../../mentions.js'
import { type ObjectRow, objects } from './object-queries.js'
import { readMaterializedView, readObject, readRawTable, readView, viewTraits } from './read-objects.js'
import { readTable, type TableRows } from './read-table.js'
import * as queries from './relation-queries.js'

/**
 * The schema of the connection: a handful of queries for the whole of it, however many tables there are. Names in expressions
 * are those that the search path leaves out, and times are those of UTC.
 */
export async function introspect(query: Query): Promise<Introspection> {
  await query(`SET timezone = 'UTC'`)
  const relations = await query<queries.RelationRow>(queries.relations)
  const columns = byRelation(await query<queries.ColumnRow>(queries.columns))
  const constraints = byRelation(await query<queries.ConstraintRow>(queries.constraints))
  const indexes = byRelation(await query<queries.IndexRow>(queries.indexes))
  const enums = await query<queries.EnumRow>(queries.enums)
  const rows = await query<ObjectRow>(objects)
  const tables = relations.map(
    (relation): TableRows => ({
      relation,
      columns: columns.get(relation.oid) ?? [],
      constraints: constraints.get(relation.oid) ?? [],
      indexes: indexes.get(relation.oid) ?? [],
    }),
  )
  return assemble(tables, enums, rows)
}

const byRelation = <Row extends { readonly relation: number }>(
  rows: readonly Row[],
): ReadonlyMap<number, readonly Row[]> => {
  const grouped = new Map<number, Row[]>()
  for (const row of rows) {
    const group = grouped.get(row.relation)
    if (group) group.push(row)
    else grouped.set(row.relation, [row])
  }
  return grouped
}

const assemble = (
  all: readonly TableRows[],
  enums: readonly queries.EnumRow[],
  objectRows: readonly ObjectRow[],
): Introspection => {
  const enumNames = new Set(enums.map(({ name }) => name))
  const said = all.filter(({ relation }) => isSaid(relation))
  const tables = said.map((rows) => readTable(rows, enumNames))
  const views = all.filter(({ relation }) => relation.kind === 'v')
  const others: readonly OtherObject[] = [
    ...objectRows.map(readObject),
    ...all.filter(({ relation }) => isRaw(relation)).map(readRawTable),
    ...all.filter(({ relation }) => relation.kind === 'm').map(readMaterializedView),
    ...tables.flatMap((read) => read.others),
    ...views.flatMap(({ relation }) => viewTraits(relation)),
  ]
  const names = [...all.map(({ relation }) => relation.name), ...objectRows.map(({ name }) => name)]
  return {
    model: {
      enums: [
        ...enums.map(({ name, values, comment }) => ({
          name,
          values,
          native: true,
          comment: comment ?? undefined,
        })),
        ...tables.flatMap((read) => read.enums),
      ],
      tables: tables.map(({ table }) => table),
      views: views.map(({ relation }) => {
        const view = readView(relation)
        return { ...view, dependsOn: mentionedNames(relation.definition ?? '', names, view.name) }
      }),
      scripts: [],
    },
    others: others.map((other) => ({
      ...other,
      dependsOn: [
        ...new Set([
          ...other.dependsOn,
          ...mentionedNames(other.script?.create.join('\n') ?? '', names, other.name),
        ]),
      ],
    })),
  }
}

const isSaid = ({ kind, parents }: queries.RelationRow): boolean => kind === 'r' && parents.length === 0

const isRaw = ({ kind, parents }: queries.RelationRow): boolean =>
  kind === 'p' || kind === 'f' || (kind === 'r' && parents.length > 0)
