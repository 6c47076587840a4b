import type { RepositoryResult, RepositoryStatement } from '../../session.js'
import { type Access, keep, known } from '../access.js'
import { labelsOf, rowsOf, takeHidden } from '../reading/selection.js'
import type { Column } from '../table.js'
import type { Inclusion } from './include.js'
import { renderInclusion, renderOneKey } from './render-inclusion.js'
import { addThrough, throughLabels } from './through.js'

type Row = { [property: string]: unknown }

/** Puts on each row what it is to include: one statement for each relation, however many rows there are. */
export async function loadIncluded(
  parent: Access,
  rows: readonly object[],
  inclusions: readonly Inclusion[],
): Promise<void> {
  if (rows.length === 0) return
  for (const inclusion of inclusions) await load(parent, rows as readonly Row[], inclusion)
}

async function load(parent: Access, rows: readonly Row[], inclusion: Inclusion): Promise<void> {
  const { relation, access, nested } = inclusion
  const { keys, places } = distinctKeys(parent, rows, inclusion.columns)
  const read = await readRows(parent, inclusion, keys)
  const groups = keys.map((): Row[] => [])
  for (const [index, row] of read.rows.entries()) groups[read.places[index] ?? -1]?.push(row)
  await loadIncluded(access, read.rows, nested)
  takeHidden(inclusion.selection, read.rows)
  for (const [index, row] of rows.entries()) {
    const group = groups[places[index] ?? -1]
    row[relation.name] = relation.many ? [...(group ?? [])] : (group?.[0] ?? null)
  }
}

type Keys = { readonly keys: readonly (readonly unknown[])[]; readonly places: readonly number[] }

/** What the rows refer to, each once, and where each row's is; -1 where it refers to nothing. */
function distinctKeys(parent: Access, rows: readonly Row[], columns: readonly Column[]): Keys {
  const { write } = parent.session
  const known = new Map<string, number>()
  const keys: unknown[][] = []
  const places = rows.map((row) => {
    const key = columns.map(({ property }) => row[property])
    if (key.includes(null)) return -1
    const text = JSON.stringify(columns.map(({ type, place }, i) => write.encodeText(type, key[i], place)))
    const place = known.get(text) ?? keys.push(key) - 1
    known.set(text, place)
    return place
  })
  return { keys, places }
}

type Found = { readonly rows: readonly Row[]; readonly places: readonly number[] }

async function readRows(
  parent: Access,
  inclusion: Inclusion,
  keys: readonly (readonly unknown[])[],
): Promise<Found> {
  const [first] = keys
  if (first === undefined) return { rows: [], places: [] }
  return keys.length === 1 ? readOfOne(parent, inclusion, first) : readOfMany(parent, inclusion, keys)
}

/** Rows that all refer to the same need no list of keys. */
async function readOfOne(parent: Access, inclusion: Inclusion, key: readonly unknown[]): Promise<Found> {
  const { access, columns, shape } = inclusion
  const { write } = access.session
  const statement = statementOf(inclusion, `${shape.key} of one`, () => renderOneKey(parent, inclusion), [])
  const given = columns.map(({ type, place }, i) => write.encode(type, key[i], place))
  const result = await access.session.run(statement, [...given, ...shape.parameters])
  return { rows: found(inclusion, result), places: result.rows.map(() => 0) }
}

async function readOfMany(
  parent: Access,
  inclusion: Inclusion,
  keys: readonly (readonly unknown[])[],
): Promise<Found> {
  const { access, columns, shape } = inclusion
  const { session, sql } = access
  const statement = statementOf(inclusion, shape.key, () => renderInclusion(parent, inclusion), ['$place'])
  const given = sql.manyParameters(columns, keys, session.write)
  const result = await session.run(statement, [...given, ...shape.parameters])
  const width = statement.labels.length - 1
  return { rows: found(inclusion, result), places: result.rows.map((row) => Number(row[width])) }
}

function statementOf(
  { access, relation, selection, through, variety }: Inclusion,
  key: string,
  render: () => string,
  labelsBehind: readonly string[],
): RepositoryStatement {
  const labels = () => [...labelsOf(access, selection), ...throughLabels(through), ...labelsBehind]
  return known(access, key) ?? keep(access, key, `include ${relation.name}`, variety, render(), labels())
}

function found({ access, selection, through }: Inclusion, result: RepositoryResult): readonly Row[] {
  const rows = rowsOf(access, result, selection) as Row[]
  if (through) addThrough(through, rows, result.rows, labelsOf(access, selection).length, access.session.read)
  return rows
}
