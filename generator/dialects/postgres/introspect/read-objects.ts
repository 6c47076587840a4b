import type { View } from '../../../model/model.js'
import type { OtherObject } from '../../introspection.js'
import { quote } from '../identifiers.js'
import { alteration, commentOn, commentScript, givenOptions, optionNames } from './alteration.js'
import { columnComments, columnTraits } from './column-traits.js'
import type { ObjectRow } from './object-queries.js'
import { withLists } from './read-expression.js'
import { indexStatements } from './read-index.js'
import type { TableRows } from './read-table.js'
import type { RelationRow } from './relation-queries.js'
import { tableTraits } from './table-traits.js'

/** Its comment names it as the statement does that removes it. */
export const readObject = ({
  kind,
  name,
  table,
  create,
  drop,
  comment,
  needs,
  body,
  reason,
}: ObjectRow): OtherObject => ({
  kind,
  name,
  table: table ?? undefined,
  script:
    create === null || drop === null
      ? undefined
      : {
          create: [
            ...(body === null ? create.map(withLists) : create),
            ...(comment === null ? [] : [commentOn(drop.slice('DROP '.length), comment)]),
          ],
          drop: [drop],
        },
  dependsOn: [...(table === null ? [] : [table]), ...needs.filter((each) => each !== name)],
  ...(reason !== null && { reason }),
})

export const readView = ({ name, definition, comment }: RelationRow): View => ({
  name,
  sql: viewText(definition),
  dependsOn: [],
  comment: comment ?? undefined,
})

const viewText = (definition: string | null): string => withLists((definition ?? '').trim().replace(/;$/, ''))

/** A materialised view with its indexes; the language knows plain views alone. */
export const readMaterializedView = (rows: TableRows): OtherObject => {
  const { relation, indexes, columns } = rows
  const view = `MATERIALIZED VIEW ${relation.path}`
  const alterations = [...tableTraits(rows), ...columns.flatMap((column) => columnTraits(relation, column))]
  return {
    kind: 'materialized view',
    name: relation.name,
    table: undefined,
    script: {
      create: [
        `CREATE ${view} AS\n${viewText(relation.definition)}${relation.populated ? '' : '\nWITH NO DATA'}`,
        ...indexes.flatMap((row) => indexStatements(relation, row)),
        ...alterations.flatMap(({ script }) => script?.create ?? []).map(ofMaterializedView),
        ...(relation.comment === null ? [] : [commentOn(view, relation.comment)]),
        ...columnComments(relation, columns),
      ],
      drop: [`DROP ${view}`],
    },
    dependsOn: relation.needs,
  }
}

const ofMaterializedView = (statement: string): string =>
  statement.replace(/^ALTER TABLE /, 'ALTER MATERIALIZED VIEW ')

/** A view of another schema. */
export const readRawView = (rows: TableRows): OtherObject => {
  const { relation, columns } = rows
  const { path, comment } = relation
  return {
    kind: 'view',
    name: relation.name,
    table: undefined,
    script: {
      create: [
        `CREATE VIEW ${path} AS\n${viewText(relation.definition)}`,
        ...viewTraits({ relation, columns }).flatMap(({ script }) => script?.create ?? []),
        ...(comment === null ? [] : [commentOn(`VIEW ${path}`, comment)]),
      ],
      drop: [`DROP VIEW ${path}`],
    },
    dependsOn: relation.needs,
  }
}

/** What the language does not say of a view: its options, and what is told of its columns. */
export const viewTraits = ({
  relation,
  columns,
}: Pick<TableRows, 'relation' | 'columns'>): readonly OtherObject[] => {
  const { name, path: itself, options } = relation
  const view = `ALTER VIEW ${itself}`
  return [
    ...(options === null
      ? []
      : [
          alteration(
            'view options',
            name,
            name,
            `${view} SET (${givenOptions(options)})`,
            `${view} RESET (${optionNames(options)})`,
          ),
        ]),
    ...columns.flatMap((column) => {
      const path = `${view} ALTER COLUMN ${quote(column.name)}`
      const title = `${name}_${column.name}`
      return [
        ...(column.expression === null
          ? []
          : [
              alteration(
                'default',
                `${title}_default`,
                name,
                `${path} SET DEFAULT ${column.expression}`,
                `${path} DROP DEFAULT`,
              ),
            ]),
        ...(column.comment === null
          ? []
          : [commentScript(`COLUMN ${itself}.${quote(column.name)}`, title, name, column.comment)]),
      ]
    }),
  ]
}
