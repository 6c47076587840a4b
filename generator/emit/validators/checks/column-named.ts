import type { Column, Table } from '../../../model/model.js'
import type { Term } from './expression.js'

/** A name without quotes stands for a column whatever its case, if there is but one such. */
export function columnNamed(
  { name, quoted }: Extract<Term, { kind: 'column' }>,
  { columns }: Table,
): Column | undefined {
  const exact = columns.find((column) => column.name === name)
  if (quoted || exact) return exact
  const folded = columns.filter((column) => column.name.toLowerCase() === name.toLowerCase())
  return folded.length === 1 ? folded[0] : undefined
}
