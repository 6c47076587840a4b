import type { Deferrability, ForeignKey, ReferentialAction, Table, Unique } from '../../../model/model.js'
import type { OtherObject } from '../../introspection.js'
import { quote } from '../identifiers.js'
import { alteration, commentScript } from './alteration.js'
import { withoutParentheses } from './read-expression.js'
import type { ConstraintRow } from './relation-queries.js'

type Parts = Pick<Table, 'primaryKey' | 'uniques' | 'checks' | 'foreignKeys'>

/** Keys and checks; those that the language cannot say are added by statements of their own. */
export const readConstraints = (
  table: string,
  rows: readonly ConstraintRow[],
): { readonly parts: Parts; readonly others: readonly OtherObject[] } => {
  const said = rows.filter((row) => isSaid(row))
  const of = (kind: ConstraintRow['kind']) => said.filter((row) => row.kind === kind)
  const [primary] = of('p')
  return {
    parts: {
      primaryKey: primary && { name: primary.name, columns: primary.columns },
      uniques: of('u').map(readUnique),
      checks: of('c').map(({ name, expression }) => ({ name, sql: withoutParentheses(expression ?? '') })),
      foreignKeys: of('f').map(readForeignKey),
    },
    others: [
      ...rows.filter((row) => !said.includes(row)).map((row) => added(table, row)),
      ...rows.flatMap(({ name, comment }) =>
        comment === null
          ? []
          : [commentScript(`CONSTRAINT ${quote(name)} ON ${quote(table)}`, name, table, comment)],
      ),
    ],
  }
}

const isSaid = (row: ConstraintRow): boolean => {
  if (!row.valid || row.inherited) return false
  switch (row.kind) {
    case 'p':
      return !row.deferrable && !row.definition.includes(' INCLUDE (')
    case 'u':
      return !/ INCLUDE \(| USING INDEX TABLESPACE | WITH \(/.test(row.definition)
    case 'c':
      return row.expression !== null
    case 'f':
      return row.target_here === true && !/ MATCH FULL|SET (?:NULL|DEFAULT) \(/.test(row.definition)
    case 'x':
      return false
    default:
      return row.kind satisfies never
  }
}

const titles = {
  p: 'primary key',
  u: 'unique constraint',
  c: 'check',
  f: 'foreign key',
  x: 'exclusion constraint',
} as const satisfies Record<ConstraintRow['kind'], string>

const added = (table: string, { kind, name, definition, target }: ConstraintRow): OtherObject =>
  alteration(
    titles[kind],
    name,
    table,
    `ALTER TABLE ${quote(table)} ADD CONSTRAINT ${quote(name)} ${definition}`,
    `ALTER TABLE ${quote(table)} DROP CONSTRAINT ${quote(name)}`,
    target === null || target === table ? [] : [target],
  )

const deferrability = ({ deferrable, deferred }: ConstraintRow): Deferrability => {
  if (!deferrable) return 'no'
  return deferred ? 'deferred' : 'immediate'
}

const readUnique = (row: ConstraintRow): Unique => ({
  name: row.name,
  columns: row.columns,
  nullsDistinct: row.nulls_distinct,
  deferrable: deferrability(row),
})

const actions: { readonly [letter: string]: ReferentialAction } = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
}

const readForeignKey = (row: ConstraintRow): ForeignKey => ({
  name: row.name,
  columns: row.columns,
  table: row.target ?? '',
  targetColumns: row.target_columns,
  onDelete: actions[row.on_delete] ?? 'no action',
  onUpdate: actions[row.on_update] ?? 'no action',
  deferrable: deferrability(row),
})
