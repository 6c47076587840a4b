import type { Deferrability, ForeignKey, ReferentialAction, Table, Unique } from '../../../model/model.js'
import type { OtherObject } from '../../introspection.js'
import { quote } from '../identifiers.js'
import { alteration, commentScript, indexOptions } from './alteration.js'
import { readExpression, withLists } from './read-expression.js'
import type { ConstraintRow, RelationRow } from './relation-queries.js'

type Parts = Pick<Table, 'primaryKey' | 'uniques' | 'checks' | 'foreignKeys'>

/** Keys and checks; those that the language cannot say are added by statements of their own. */
export const readConstraints = (
  relation: RelationRow,
  all: readonly ConstraintRow[],
  tables: ReadonlySet<string>,
): { readonly parts: Parts; readonly others: readonly OtherObject[] } => {
  const rows = all.filter(({ inherited }) => !inherited)
  const said = rows.filter((row) => isSaid(row, tables))
  const of = (kind: ConstraintRow['kind']) => said.filter((row) => row.kind === kind)
  const [primary] = of('p')
  return {
    parts: {
      primaryKey: primary && { name: primary.name, columns: primary.columns },
      uniques: of('u').map(readUnique),
      checks: of('c').map(({ name, expression }) => ({ name, sql: readExpression(expression ?? '') })),
      foreignKeys: of('f').map(readForeignKey),
    },
    others: [
      ...rows.filter((row) => !said.includes(row)).map((row) => added(relation, row)),
      ...rows.flatMap((row) => constraintTraits(relation, row)),
    ],
  }
}

/** What the language would have to say of a key, and does not. */
const unsaid = / INCLUDE \(| WITHOUT OVERLAPS|, PERIOD | MATCH FULL|SET (?:NULL|DEFAULT) \(/

const isSaid = (row: ConstraintRow, tables: ReadonlySet<string>): boolean => {
  if (!row.valid || row.no_inherit) return false
  const key = row.kind === 'c' ? '' : row.definition
  switch (row.kind) {
    case 'p':
      return !row.deferrable && !unsaid.test(key)
    case 'u':
      return !unsaid.test(key)
    case 'c':
      return row.expression !== null
    case 'f':
      return (
        row.target_here === true &&
        tables.has(row.target ?? '') &&
        row.target_key_plain === true &&
        !unsaid.test(key)
      )
    case 'x':
      return false
    default:
      return row.kind satisfies never
  }
}

/** What is told of a constraint, and of the index behind it. */
export const constraintTraits = (relation: RelationRow, row: ConstraintRow): readonly OtherObject[] => {
  const { name: table, path, prefix } = relation
  const { name, comment, index_options: options, index_comment: indexComment } = row
  return [
    ...(options === null ? [] : [indexOptions(relation, name, options)]),
    ...(comment === null
      ? []
      : [commentScript(`CONSTRAINT ${quote(name)} ON ${path}`, name, table, comment)]),
    ...(indexComment === null
      ? []
      : [commentScript(`INDEX ${prefix}${quote(name)}`, name, table, indexComment)]),
  ]
}

const titles = {
  p: 'primary key',
  u: 'unique constraint',
  c: 'check',
  f: 'foreign key',
  x: 'exclusion constraint',
} as const satisfies Record<ConstraintRow['kind'], string>

export const added = (
  { name: table, path }: RelationRow,
  { kind, name, definition, target }: ConstraintRow,
): OtherObject =>
  alteration(
    titles[kind],
    name,
    table,
    `ALTER TABLE ${path} ADD CONSTRAINT ${quote(name)} ${withLists(definition)}`,
    `ALTER TABLE ${path} DROP CONSTRAINT ${quote(name)}`,
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
