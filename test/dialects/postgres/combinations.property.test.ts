import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Column, LogicalType, Model, Table } from '../../../generator/model/model.js'
import {
  column,
  enumeration,
  foreignKey,
  index,
  model,
  table,
  text,
  unique,
  view,
} from '../../support/model-builder.js'
import { counted, renamedTable, versioned, withMeta } from './cases.js'
import {
  catalogue,
  clear,
  create,
  execute,
  plans,
  type Session,
  session,
  sqlOf,
  versions,
} from './migrating.js'

let database: Session
beforeAll(async () => {
  database = await session()
})
afterAll(() => database.close())

/** One way in which the schema can be written; two of them are a migration. */
const schemas = fc.record({
  table: fc.constantFrom('items', 'things'),
  valueName: fc.constantFrom('value', 'amount'),
  value: fc.constantFrom<LogicalType>(
    { kind: 'integer' },
    { kind: 'bigint' },
    { kind: 'text' },
    { kind: 'varchar', length: 30 },
    { kind: 'decimal', precision: 12, scale: 2 },
  ),
  isNullable: fc.boolean(),
  hasDefault: fc.boolean(),
  identity: fc.constantFrom(undefined, 'always', 'default', 'serial'),
  idType: fc.constantFrom('integer', 'bigint'),
  extra: fc.constantFrom(
    'none',
    'constant',
    'backfilled',
    'uuid',
    'computed',
    'computed otherwise',
    'numbered',
  ),
  check: fc.constantFrom(undefined, 'id > 0', 'id > -1'),
  valueCheck: fc.boolean(),
  index: fc.constantFrom('none', 'value', 'body', 'partial', 'unique'),
  unique: fc.constantFrom('none', 'value', 'both', 'deferred'),
  hasChildren: fc.boolean(),
  childKey: fc.constantFrom('none', 'no action', 'cascade', 'deferred'),
  native: fc.boolean(),
  moods: fc.constantFrom(['good', 'bad'], ['good', 'fair', 'bad'], ['bad', 'good'], ['bad', 'good', 'odd']),
  hasMood: fc.boolean(),
  isVersioned: fc.boolean(),
  view: fc.constantFrom('none', 'all', 'id'),
  comment: fc.constantFrom(undefined, 'One', 'Two'),
})
type Schema = typeof schemas extends fc.Arbitrary<infer T> ? T : never

const extraColumn = ({ extra }: Schema): readonly Column[] => {
  switch (extra) {
    case 'none':
      return []
    case 'constant':
      return [column('extra', 'text', text('x'))]
    case 'backfilled':
      return [withMeta(column('extra', 'text'), { backfill: { kind: 'sql', sql: `'#' || id` } })]
    case 'uuid':
      return [column('token', 'uuid', { default: { kind: 'uuid' } })]
    case 'computed':
      return [column('twice', 'bigint', { nullable: true, generated: { sql: 'id * 2', stored: true } })]
    case 'computed otherwise':
      return [column('twice', 'bigint', { nullable: true, generated: { sql: 'id + id', stored: true } })]
    default:
      // Its history has no numbers of its own to give.
      return [
        withMeta(column('number', 'bigint', { identity: 'always' }), {
          backfill: { kind: 'literal', value: '0' },
        }),
      ]
  }
}

const valueColumn = (schema: Schema, other: Schema | undefined): Column => {
  const { value, valueName, isNullable, hasDefault } = schema
  const isNumber = value.kind !== 'text' && value.kind !== 'varchar'
  const literal = isNumber ? (value.kind === 'integer' ? 7 : value.kind === 'bigint' ? '7' : '7.00') : '7'
  const made = column(valueName, value, {
    nullable: isNullable,
    ...(hasDefault && { default: { kind: 'literal', value: literal } }),
    comment: schema.comment,
  })
  return withMeta(made, {
    backfill: { kind: 'sql', sql: isNumber ? '100 + id' : '(100 + id)::text' },
    was: other && other.valueName !== valueName ? other.valueName : undefined,
  })
}

const uniquesOf = ({ unique: kind, table: name, valueName }: Schema) => {
  if (kind === 'none') return []
  const columns = kind === 'value' ? [valueName] : ['body', 'id']
  return [unique(`${name}_some_key`, columns, { deferrable: kind === 'deferred' ? 'deferred' : 'no' })]
}

const indexesOf = ({ index: kind, table: name, valueName }: Schema) => {
  switch (kind) {
    case 'none':
      return []
    case 'value':
      return [index(`${name}_some_idx`, [valueName])]
    case 'body':
      return [index(`${name}_some_idx`, ['body'])]
    case 'partial':
      return [index(`${name}_some_idx`, ['id'], { where: `${valueName} IS NOT NULL` })]
    default:
      return [index(`${name}_some_idx`, ['id', valueName], { unique: true })]
  }
}

/** With what it is made of, if another one is named. */
const modelOf = (schema: Schema, other?: Schema): Model => {
  const { table: name, isVersioned, hasMood, hasChildren } = schema
  const plain = table(
    name,
    [
      column('id', schema.idType, { identity: schema.identity }),
      column('body', 'text', { nullable: true }),
      valueColumn(schema, other),
      ...(hasMood ? [column('mood', { kind: 'enum', name: 'mood' }, text('good'))] : []),
      ...extraColumn(schema),
      ...(isVersioned ? counted : []),
    ],
    {
      key: ['id'],
      uniques: uniquesOf(schema),
      indexes: indexesOf(schema),
      checks: [
        ...(schema.check === undefined ? [] : [{ name: `${name}_id_check`, sql: schema.check }]),
        ...(schema.valueCheck
          ? [{ name: `${name}_value_check`, sql: `${schema.valueName} IS NOT NULL OR id > 0` }]
          : []),
      ],
      comment: schema.comment,
    },
  )
  const tables: readonly Table[] = isVersioned ? versioned(plain) : [plain]
  const former = other && other.table !== name ? other.table : undefined
  const key = foreignKey('children_item_id_fkey', ['item_id'], name, ['id'], {
    onDelete: schema.childKey === 'cascade' ? 'cascade' : 'no action',
    deferrable: schema.childKey === 'deferred' ? 'deferred' : 'no',
  })
  const children = table(
    'children',
    [column('id', 'integer'), column('item_id', schema.idType, { nullable: true })],
    { key: ['id'], foreignKeys: schema.childKey === 'none' ? [] : [key] },
  )
  return model({
    enums: [enumeration('mood', schema.moods, { native: schema.native })],
    tables: [
      ...tables.map((of) => (former === undefined ? of : renamedTable(of, of.name.replace(name, former)))),
      ...(hasChildren ? [children] : []),
    ],
    views:
      schema.view === 'none'
        ? []
        : [
            view('seen', `SELECT ${schema.view === 'all' ? '*' : 'id'} FROM ${name}`, { dependsOn: [name] }),
            view('seen_again', 'SELECT * FROM seen', { dependsOn: ['seen'] }),
          ],
  })
}

const rowsFor = ({
  table: name,
  valueName,
  value,
  hasChildren,
  isNullable,
  extra,
}: Schema): readonly string[] => [
  `INSERT INTO ${name} (id, body, ${extra === 'backfilled' ? 'extra, ' : ''}${valueName}) OVERRIDING SYSTEM VALUE
   SELECT n, 'b' || n, ${extra === 'backfilled' ? `'e' || n, ` : ''}${isNullable ? 'CASE WHEN n % 2 = 0 THEN n END' : 'n'}::${value.kind === 'text' || value.kind === 'varchar' ? 'text' : 'integer'}
   FROM generate_series(1, 8) AS n`,
  ...(hasChildren ? ['INSERT INTO children SELECT n, n FROM generate_series(1, 8) AS n'] : []),
]

test.each(versions)('any schema becomes any other, planned for version %s', async (version) => {
  await fc.assert(
    fc.asyncProperty(schemas, schemas, async (first, second) => {
      const [before, after] = [modelOf(first), modelOf(second, first)]
      const { up, down } = plans(before, after, version)
      const count = async (name: string) =>
        (await database.query(`SELECT count(*)::int AS n FROM ${name}`))[0]?.['n']
      try {
        await clear(database)
        await create(database, after)
        const wanted = await catalogue(database, version)
        await clear(database)
        await create(database, before)
        const original = await catalogue(database, version)
        for (const row of rowsFor(first)) await database.query(row)
        await execute(database, up)
        expect(await catalogue(database, version)).toEqual(wanted)
        expect(await count(second.table)).toBe(8)
        await execute(database, down)
        expect(await catalogue(database, version)).toEqual(original)
        expect(await count(first.table)).toBe(8)
      } catch (error) {
        throw new Error(`${String(error)}\n${sqlOf(up)}\n-- DOWN\n${sqlOf(down)}`)
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 20) },
  )
})
