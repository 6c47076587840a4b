import type { ViewEntry } from '../document.js'
import { build, defined } from '../shape/build.js'
import { choice } from '../shape/choice.js'
import { namedEntries } from '../shape/named.js'
import { object, optional, required } from '../shape/object.js'
import { anyText, flag } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'
import { dependencies } from './names.js'
import { sqlText } from './sql-text.js'
import { type TypeWriting, typeText, viewColumnType } from './type.js'
import { typeName } from './typescript.js'

type ViewColumn = ViewEntry['columns'][number]
type ColumnBody = Omit<ViewColumn, 'name'>

const longColumn = build(
  object(
    {
      type: required(viewColumnType, 'The type of the column.'),
      nullable: optional(flag, 'Whether the column may be null; false unless said.'),
    },
    { expects: 'a map with type' },
  ),
  ({ type, nullable }): ColumnBody | undefined =>
    type && {
      type: { value: type.value.type, span: type.span },
      nullable: type.value.nullable || nullable?.value === true,
    },
)

const shortColumn = build(
  typeText,
  ({ type, nullable }: TypeWriting, node): ColumnBody => ({
    type: { value: type, span: node.span },
    nullable,
  }),
)

const viewColumns: Shape<readonly ViewColumn[]> = build(
  namedEntries(choice(shortColumn, longColumn), {
    expects: 'a map from column names to types',
    what: 'column',
  }),
  (entries) => entries.map(({ name, value }): ViewColumn => ({ ...value, name })),
)

const viewBody = defined(
  'view',
  build(
    object(
      {
        sql: required(sqlText, 'The SELECT statement, for every database or for each.'),
        depends_on: optional(dependencies, 'Tables, views and entries of sql: that must exist first.'),
        columns: optional(
          viewColumns,
          'Types of its columns for generated code; without them the view has no type.',
        ),
        comment: optional(anyText, 'What the view shows.'),
        typescript: optional(
          typeName,
          'What a row is called in TypeScript; made from the name of the view unless said.',
        ),
      },
      { expects: 'a map with sql' },
    ),
    (fields): Omit<ViewEntry, 'name' | 'span'> | undefined =>
      fields.sql && {
        sql: fields.sql,
        dependsOn: fields.depends_on?.value ?? [],
        columns: fields.columns?.value ?? [],
        comment: fields.comment,
        typescript: fields.typescript,
      },
  ),
)

/** Views by name. */
export const views: Shape<readonly ViewEntry[]> = build(
  namedEntries(viewBody, { expects: 'a map from view names to views', what: 'view' }),
  (entries) => entries.map(({ name, span, value }): ViewEntry => ({ ...value, name, span })),
)
