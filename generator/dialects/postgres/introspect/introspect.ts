import type { Introspection, OtherObject, Query } from '../../introspection.js'
import { contestedSequences } from './contested-sequences.js'
import { schemaToken } from './needs.js'
import { type ObjectRow, objects } from './object-queries.js'
import { readEnums } from './read-enums.js'
import { readObjects } from './read-functions.js'
import { readMaterializedView, readRawView, readView, viewTraits } from './read-objects.js'
import { readRawTable } from './read-raw-table.js'
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
  enumRows: readonly queries.EnumRow[],
  objectRows: readonly ObjectRow[],
): Introspection => {
  const natives = readEnums(enumRows)
  const enumNames = new Set(natives.enums.map(({ name }) => name))
  const said = all.filter(({ relation }) => isSaid(relation))
  const saidNames = new Set(said.map(({ relation }) => relation.name))
  const byName = new Map(all.map((rows) => [rows.relation.name, rows]))
  const contested = contestedSequences(all, objectRows)
  const tables = said.map((rows) => readTable(rows, enumNames, saidNames, contested))
  const views = all.filter(({ relation }) => relation.kind === 'v' && relation.here)
  const others: readonly OtherObject[] = [
    ...natives.others,
    ...readObjects(
      objectRows,
      all.map(({ relation }) => relation),
    ),
    ...all
      .filter(({ relation }) => isRaw(relation))
      .flatMap((rows) => readRawTable(rows, byName, saidNames, contested)),
    ...all.filter(({ relation }) => relation.kind === 'm').map(readMaterializedView),
    ...all.filter(({ relation }) => relation.kind === 'v' && !relation.here).map(readRawView),
    ...tables.flatMap((read) => read.others),
    ...views.flatMap(viewTraits),
  ]
  const names = new Set([...byName.keys(), ...others.map(({ name }) => name)])
  const known = (needs: readonly string[]): readonly string[] => {
    // Where a table has the name of a schema, that the schema comes first has to do.
    const plain = needs.flatMap((name) => {
      if (!name.startsWith(schemaToken)) return [name]
      const schema = name.slice(schemaToken.length)
      return byName.has(schema) ? [] : [schema]
    })
    return [...new Set(plain.filter((name) => names.has(name)))]
  }
  return {
    model: {
      enums: [...natives.enums, ...tables.flatMap((read) => read.enums)],
      tables: tables.map(({ table }) => table),
      views: views.map(({ relation }) => ({
        ...readView(relation),
        dependsOn: known(relation.needs.filter((name) => name !== relation.name)),
      })),
      scripts: [],
    },
    others: others.map((other) => ({ ...other, dependsOn: known(other.dependsOn) })),
  }
}

const isSaid = ({ kind, here, parents }: queries.RelationRow): boolean =>
  kind === 'r' && here && parents.length === 0

const isRaw = (relation: queries.RelationRow): boolean =>
  ['r', 'p', 'f'].includes(relation.kind) && !isSaid(relation)
