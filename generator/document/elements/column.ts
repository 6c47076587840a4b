import type { ColumnEntry, DropEntry, Located, SqlText, TypescriptEntry } from '../document.js'
import { build, defined } from '../shape/build.js'
import { choice, choiceByKey } from '../shape/choice.js'
import { namedEntries } from '../shape/named.js'
import { type FieldValues, object, optional, required } from '../shape/object.js'
import { perDialect } from '../shape/per-dialect.js'
import { anyText, flag, name, word } from '../shape/scalars.js'
import type { Reading, Shape } from '../shape/shape.js'
import { blankBody, type ColumnBody } from './blank-column.js'
import { conversion } from './conversion.js'
import { defaultEntry } from './default.js'
import { orDropped } from './drop.js'
import { referenceFields } from './foreign-key.js'
import { columnReference } from './reference.js'
import { sqlString, sqlText } from './sql-text.js'
import { type TypeWriting, typeText, typeWriting } from './type.js'
import { typescriptType } from './typescript.js'

type Generated = { readonly sql: SqlText; readonly stored: boolean }

const generatedMap = build(
  object(
    {
      sql: required(sqlText, 'The expression.'),
      stored: optional(flag, 'false: computed when it is read instead of kept; true unless said.'),
    },
    { expects: 'a map with sql and stored' },
  ),
  ({ sql, stored }): Generated | undefined => sql && { sql: sql.value, stored: stored?.value ?? true },
)

const generated: Shape<Generated> = choice<Generated>(
  build(sqlString, (sql) => ({ sql, stored: true })),
  choiceByKey<Generated>(
    ['sql', 'stored'],
    generatedMap,
    build(perDialect(sqlString, 'a map from databases to SQL'), (sql) => ({ sql, stored: true })),
  ),
)

const fields = {
  type: optional(
    typeWriting,
    'The type; a trailing ? makes the column nullable. Taken from the target if it references one.',
  ),
  nullable: optional(flag, 'Whether the column may be null; false unless said.'),
  default: optional(defaultEntry, 'Value of rows that give none: a literal, now, uuid, or { sql: "…" }.'),
  backfill: optional(
    defaultEntry,
    'What rows that exist get when the column comes, or may no longer be null; written as a default is.',
  ),
  using: optional(
    conversion,
    'How values get from the former type to this one: SQL, for every database or for each, or { up: …, down: … }.',
  ),
  unique: optional(flag, 'No two rows may have the same value.'),
  primary_key: optional(flag, 'The column is the primary key.'),
  references: optional(columnReference, 'The row that is pointed at: `table` or `table.column`.'),
  ...referenceFields,
  check: optional(sqlText, 'A condition that every row must meet.'),
  comment: optional(anyText, 'What the column means; goes into the database, the types and the documents.'),
  was: optional(name, 'The former name: the column is renamed, not dropped and added.'),
  generated: optional(generated, 'An expression that computes the value.'),
  identity: optional(
    word('always', 'default', 'serial'),
    'The database counts: always, unless a value is given (default), or by an owned sequence (serial).',
  ),
  collate: optional(sqlText, 'The collation, for every database or for each.'),
  typescript: optional(typescriptType, 'The TypeScript type, with the module it comes from.'),
  type_check: optional(
    choice<string | boolean>(flag, name),
    'Name of the constraint that keeps values of other types out, where the database needs one; false: none.',
  ),
} as const

const shortForm: Shape<ColumnBody> = {
  ...build(typeText, ({ type, nullable }, node): ColumnBody => {
    const located = { value: type, span: node.span }
    return { ...blankBody, type: located, nullable }
  }),
  expects: 'a type',
}

const notNull = 'Columns are not null unless `nullable: true` or a type such as `text?` says otherwise'
const nullable = 'Write `nullable: true`, or a trailing `?` on the type'
const enumType = 'Declare the values under `enums:` and use the name of the enum as the type'
const identity = 'Write `identity: always`, `default` or `serial`'

/** What people bring from SQL and from other tools. */
const advice: { readonly [key: string]: string } = {
  null: nullable,
  not_null: notNull,
  required: notNull,
  optional: nullable,
  primary: 'Did you mean `primary_key`?',
  pk: 'Did you mean `primary_key`?',
  length: 'Give the length with the type: `varchar(255)`',
  values: enumType,
  enum: enumType,
  index: 'List the column under `indexes:` of the table',
  auto_increment: identity,
  autoincrement: identity,
  foreign_key: 'Write `references: table.column`',
  description: 'Did you mean `comment`?',
}

const longForm: Shape<ColumnBody> = build(
  object(fields, { expects: 'a map such as { type: text }', advice }),
  (values, _node, reading, what): ColumnBody => ({
    type: values.type && { value: values.type.value.type, span: values.type.span },
    nullable: nullableOf(values, reading, what),
    default: values.default,
    backfill: values.backfill,
    using: values.using,
    unique: values.unique,
    primaryKey: values.primary_key,
    references: values.references && { ...values.references, value: values.references.value.target },
    referenceName: values.references?.value.name,
    onDelete: values.on_delete,
    onUpdate: values.on_update,
    onSoftDelete: values.on_soft_delete,
    deferrable: values.deferrable,
    relation: values.relation,
    inverse: values.inverse,
    check: values.check,
    comment: values.comment,
    was: values.was,
    generated: values.generated,
    identity: values.identity,
    collate: values.collate,
    typescript: typescriptOf(values.type, values.typescript, reading, what),
    typeCheck: values.type_check,
  }),
)

const nullableOf = (values: FieldValues<typeof fields>, reading: Reading, what: string): boolean => {
  const marked = values.type?.value.nullable === true
  if (marked && values.nullable?.value === false) {
    const message = `${what} is nullable by the \`?\` of its type and not nullable by \`nullable\``
    reading.report('conflicting-values', values.nullable.span, message, 'Remove one of the two')
  }
  return marked || values.nullable?.value === true
}

const typescriptOf = (
  type: Located<TypeWriting> | undefined,
  own: Located<TypescriptEntry> | undefined,
  reading: Reading,
  what: string,
): Located<TypescriptEntry> | undefined => {
  if (!type?.value.typescript) return own
  if (own) {
    const message = `${what} has a TypeScript type beside and inside \`type\``
    reading.report('conflicting-values', own.span, message, 'Remove one of the two')
  }
  return { value: type.value.typescript, span: type.span }
}

const anyForm = choice<ColumnBody | Pick<DropEntry, 'drop'>>(shortForm, orDropped(longForm))

/** Columns by name, in the author's order, among them those that are none any more. */
export const columns: Shape<readonly (ColumnEntry | DropEntry)[]> = build(
  namedEntries(defined('column', anyForm), {
    expects: 'a map from column names to types',
    what: 'column',
  }),
  (entries) => entries.map(({ name: column, span, value }) => ({ ...value, name: column, span })),
)
