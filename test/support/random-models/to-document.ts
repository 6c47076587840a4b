import { type ColumnSpec, columnWith, type Schema, type TableSpec, tableWith } from './schema.js'

/** The schema as the language writes it, in JSON, which is YAML too. */
export const toDocument = (schema: Schema): unknown => ({
  dialects: ['sqlite', 'postgres'],
  enums: Object.fromEntries(
    schema.enums.map(({ name, was, values, native, comment }) => [
      name,
      {
        values: values.map(({ value, was: former }) => (former ? { value, was: former } : value)),
        native,
        ...(comment !== undefined && { comment }),
        ...(was !== undefined && { was }),
      },
    ]),
  ),
  tables: Object.fromEntries([
    ...schema.tables.map((table) => [table.name, tableDocument(table, schema)]),
    ...schema.drops.map(({ name, how }) => [name, { drop: how }]),
  ]),
  views: Object.fromEntries(
    schema.views.map(({ name, table, columns, comment }) => {
      const of = tableWith(schema, table)
      const list = columns.map((column) => sqlName(columnWith(of, column).name)).join(', ')
      return [
        name,
        {
          sql: `SELECT ${list} FROM ${sqlName(of.name)}`,
          depends_on: [of.name],
          ...(comment !== undefined && { comment }),
        },
      ]
    }),
  ),
  sql: Object.fromEntries(schema.scripts.map((script) => [script.name, scriptDocument(script, schema)])),
})

const tableDocument = (table: TableSpec, schema: Schema): unknown => {
  const name = (id: number) => columnWith(table, id).name
  return {
    ...(table.comment !== undefined && { comment: table.comment }),
    ...(table.was !== undefined && { was: table.was }),
    ...(table.dialect !== undefined && { dialects: [table.dialect] }),
    ...(table.options && table.options.length > 0 && { options: { sqlite: table.options } }),
    mixins: table.mixins,
    columns: Object.fromEntries([
      ...table.columns.map((column) => [column.name, columnDocument(column, table, schema)]),
      ...table.drops.map(({ name: dropped, how }) => [dropped, { drop: how }]),
    ]),
    ...(table.key.length > 0 && {
      primary_key:
        table.keyName === undefined
          ? table.key.map(name)
          : { columns: table.key.map(name), name: table.keyName },
    }),
    unique: table.uniques.map((columns) => columns.map(name)),
    indexes: table.indexes.map(({ columns, descending, unique, where, expression, include, ...rest }) => ({
      ...(expression === undefined
        ? {
            columns: columns.map((id, position) =>
              descending && position === 0 ? `${indexName(name(id))} desc` : indexName(name(id)),
            ),
          }
        : { expressions: [expressionOn(columnWith(table, expression))] }),
      ...(unique && { unique }),
      ...(where !== undefined && { where: `${sqlName(name(where))} IS NULL` }),
      ...(include !== undefined && { include: [name(include)] }),
      ...rest,
    })),
    checks: Object.fromEntries(
      table.checks.map(({ name: check, column, form }) => [
        check,
        conditionOn(columnWith(table, column), form),
      ]),
    ),
    foreign_keys: table.foreignKeys.map(({ columns, table: target, onDelete, onUpdate }) => {
      const other = tableWith(schema, target)
      return {
        columns: columns.map(name),
        references: { table: other.name, columns: other.key.map((id) => columnWith(other, id).name) },
        on_delete: onDelete,
        on_update: onUpdate,
      }
    }),
  }
}

const columnDocument = (column: ColumnSpec, table: TableSpec, schema: Schema): unknown => {
  const { references, generated } = column
  return {
    ...(column.type !== 'inherited' && { type: typeOf(column.type, schema) }),
    nullable: column.nullable,
    ...(column.was !== undefined && { was: column.was }),
    ...(column.default !== undefined && { default: column.default }),
    ...(column.backfill !== undefined && { backfill: column.backfill }),
    ...(column.using && { using: `length(${sqlName(column.name)})` }),
    ...(generated && { generated: expressionOn(columnWith(table, generated.of), generated.form) }),
    ...(column.identity && { identity: 'default' }),
    ...(column.collate && { collate: { sqlite: 'NOCASE', postgres: 'C' } }),
    ...(column.comment !== undefined && { comment: column.comment }),
    ...(column.check !== undefined && { check: conditionOn(column, column.check) }),
    ...(column.typeCheck !== undefined && { type_check: column.typeCheck }),
    ...(column.unique && { unique: true }),
    ...(references && {
      references: {
        table: tableWith(schema, references.table).name,
        ...(references.name !== undefined && { name: references.name }),
      },
      on_delete: references.onDelete,
      on_update: references.onUpdate,
      ...(references.deferrable && { deferrable: 'deferred' }),
    }),
  }
}

const typeOf = (type: string, schema: Schema): unknown => {
  if (type === 'native') return { sqlite: 'text', postgres: 'inet', typescript: 'string' }
  const [, id] = /^enum (\d+)$/.exec(type) ?? []
  return id === undefined ? type : schema.enums.find((each) => each.id === Number(id))?.name
}

/** In quotes only where they are needed, so that both ways of writing a name occur. */
export const sqlName = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`

const reserved = new Set(['order', 'group', 'user', 'select', 'default'])

const indexName = (name: string): string => (/^\w+$/.test(name) ? name : `"${name}"`)

export const isText = (type: string): boolean => /^(text|varchar|char)\b(?!.*\[)/.test(type)

/** Something computed from a column of text or of whole numbers. */
export const expressionOn = ({ name, type }: ColumnSpec, form: 0 | 1 = 0): string =>
  isText(type)
    ? form === 0
      ? `lower(${sqlName(name)})`
      : `upper(${sqlName(name)})`
    : `${sqlName(name)} * ${form === 0 ? '0' : '0 + 1'}`

/** True of every value. */
const conditionOn = ({ name, type }: ColumnSpec, form: 0 | 1): string =>
  isText(type)
    ? `length(${sqlName(name)}) < ${form === 0 ? 100000 : 200000}`
    : `${sqlName(name)} IS NULL OR ${sqlName(name)} = ${sqlName(name)}${form === 0 ? '' : ' OR 1 = 0'}`

const scriptDocument = ({ name, table, form }: Schema['scripts'][number], schema: Schema): unknown => {
  if (table === undefined) {
    return {
      postgres: {
        create: `CREATE FUNCTION ${name}() RETURNS integer LANGUAGE sql AS $$ SELECT ${form} $$`,
        drop: `DROP FUNCTION ${name}()`,
      },
    }
  }
  const of = tableWith(schema, table)
  return {
    sqlite: {
      create: `CREATE TRIGGER ${name} AFTER INSERT ON ${sqlName(of.name)} BEGIN SELECT ${form}; END`,
      drop: `DROP TRIGGER ${name}`,
    },
    depends_on: [of.name],
  }
}
