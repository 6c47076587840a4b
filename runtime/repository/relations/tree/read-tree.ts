import type { RepositoryStatement, StatementVariety } from '../../../session.js'
import type { Reader } from '../../../values/reader.js'
import { type Access, keep, known, type Shape } from '../../access.js'
import { listedColumns, rowsOf, type Selection, takeHidden } from '../../reading/selection.js'
import type { Placeholders } from '../../sql/dialect-sql.js'
import { addThrough, throughColumns } from '../through.js'
import { labelsOfTree, renderTree } from './render-tree.js'
import type { Tree, TreeNode } from './tree.js'

/** A read of one row whose parameters stand in the shape already. */
export type RowRead = {
  readonly shape: Shape
  readonly origin: string
  readonly variety: StatementVariety
  readonly selection: Selection | undefined
  /** The statement that would read the row alone. */
  readonly render: (list: string, next: Placeholders) => string
}

type Row = { [property: string]: unknown }

/** Values of a row as texts: its columns, those of a table between, and the key of the rows to which it belongs. */
type Texts = readonly (string | null)[]

/** Rows that were found, and in the same order the texts of the columns by which others belong to them. */
type Parents = { readonly rows: readonly Row[]; readonly keysOf: (node: TreeNode) => readonly unknown[] }

/** Reads a row and all that it includes: one statement, so that all of it is of one moment. */
export async function readTree(access: Access, tree: Tree, read: RowRead): Promise<object | undefined> {
  const { selection, shape } = read
  const result = await access.session.run(statementOf(access, tree, read), [
    ...shape.parameters,
    ...tree.parameters,
  ])
  const rows = rowsOf(access, result, selection) as Row[]
  const [values] = result.rows
  if (values === undefined) return undefined
  const found = values.slice(listedColumns(access, selection).length)
  for (const node of tree.nodes) addNode(node, { rows, keysOf: () => [''] }, found, tree.sql.read)
  takeHidden(selection, rows)
  return rows[0]
}

function statementOf(access: Access, tree: Tree, read: RowRead): RepositoryStatement {
  const { shape, selection, origin, variety, render } = read
  const key = shape.key + tree.key
  const text = () => renderTree(access, selection, tree, render)
  return (
    known(access, key) ??
    keep(
      access,
      key,
      origin,
      variety === 'filter' ? variety : tree.variety,
      text(),
      labelsOfTree(access, selection, tree),
    )
  )
}

/** Puts on rows what belongs to them. Rows that refer to the same share what they include. */
function addNode(node: TreeNode, parents: Parents, found: readonly unknown[], read: Reader): void {
  const { relation, access, selection, through } = node.inclusion
  const texts = JSON.parse(String(found[node.place])) as readonly Texts[]
  const rows = rowsOf(access, { rows: texts }, selection, read) as Row[]
  const columns = listedColumns(access, selection)
  if (through) addThrough(through, rows, texts, columns.length, read)
  const keysOf = ({ inclusion }: TreeNode): readonly unknown[] => {
    const places = inclusion.columns.map((column) => columns.indexOf(column))
    return texts.map((row) => keyText(places.map((place) => row[place] ?? null)))
  }
  for (const nested of node.nested) addNode(nested, { rows, keysOf }, found, read)
  takeHidden(selection, rows)
  const width = columns.length + throughColumns(through).length
  const groups = new Map<unknown, Row[]>()
  for (const [index, row] of rows.entries()) {
    const key = keyText((texts[index] ?? []).slice(width))
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  const keys = parents.keysOf(node)
  for (const [index, row] of parents.rows.entries()) {
    const group = groups.get(keys[index])
    row[relation.name] = relation.many ? [...(group ?? [])] : (group?.[0] ?? null)
  }
}

/** What belongs to the row itself has no key in front; a NULL is none that rows could have. */
const keyText = (texts: Texts): string | null => {
  if (texts.length === 0) return ''
  return texts.length === 1 ? (texts[0] as string | null) : JSON.stringify(texts)
}
