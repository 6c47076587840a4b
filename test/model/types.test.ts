import { describe, expect, test } from 'vitest'
import type { LogicalType } from '../../generator/model/model.js'
import { problemsOf, tableOf } from './resolve-yaml.js'

const schema = (type: string, targets = 'sqlite, postgres') => `
dialects: [${targets}]
enums: { state: [on, off], "odd name": [x] }
tables: { t: { columns: { c: { type: ${JSON.stringify(type)} } } } }
`
const typeOf = (type: string, targets?: string): LogicalType | undefined =>
  tableOf(schema(type, targets), 't').columns[0]?.type

const problem = (type: string, targets?: string) => problemsOf(schema(type, targets)).join('\n')

describe('types', () => {
  test.each([
    'text',
    'smallint',
    'integer',
    'bigint',
    'real',
    'double',
    'boolean',
    'date',
    'time',
    'timestamp',
    'uuid',
    'json',
    'bytes',
  ])('%s', (kind) => {
    expect(typeOf(kind)).toEqual({ kind })
    expect(typeOf(`${kind}[]`)).toEqual({ kind: 'array', element: { kind } })
    expect(problem(`${kind}(3)`)).toMatch(`${kind} takes no length or precision`)
  })

  test.each<[string, LogicalType]>([
    ['varchar(255)', { kind: 'varchar', length: 255 }],
    ['varchar( 1 )', { kind: 'varchar', length: 1 }],
    ['varchar(10485760)', { kind: 'varchar', length: 10485760 }],
    ['char(2)', { kind: 'char', length: 2 }],
    ['decimal(12,2)', { kind: 'decimal', precision: 12, scale: 2 }],
    ['decimal(1000, 1000)', { kind: 'decimal', precision: 1000, scale: 1000 }],
    ['decimal(5,0)[]', { kind: 'array', element: { kind: 'decimal', precision: 5, scale: 0 } }],
    ['state', { kind: 'enum', name: 'state' }],
    ['state[]', { kind: 'array', element: { kind: 'enum', name: 'state' } }],
    ['odd name', { kind: 'enum', name: 'odd name' }],
  ])('%s', (text, type) => {
    expect(typeOf(text)).toEqual(type)
  })

  test.each([
    ['varchar', 'needs a length'],
    ['varchar(0)', 'from 1 to 10485760'],
    ['varchar(10485761)', 'from 1 to 10485760'],
    ['varchar(-1)', 'from 1 to 10485760'],
    ['varchar(a)', 'from 1 to 10485760'],
    ['char', 'needs a length'],
    ['decimal', 'needs a precision and a scale'],
    ['decimal(12)', 'Write decimal\\(12,0\\)'],
    ['decimal(0,0)', 'from 1 to 1000'],
    ['decimal(1001,0)', 'from 1 to 1000'],
    ['decimal(2,3)', 'from 0 to its precision'],
    ['decimal(1,2,3)', 'needs a precision and a scale'],
    ['text[][]', 'array of arrays'],
  ])('%s is out of bounds', (text, expected) => {
    expect(problem(text)).toMatch(new RegExp(expected))
  })

  test.each([
    ['int', 'Write integer'],
    ['string', 'Write text'],
    ['datetime', 'Write timestamp'],
    ['jsonb', 'Write json'],
    ['bool', 'Write boolean'],
    ['BIGSERIAL', 'Write bigint, with `identity: serial`'],
    ['numeric(10,4)', 'Write decimal\\(10,4\\)'],
    ['character varying(20)', 'Write varchar\\(20\\)'],
    ['double precision', 'Write double'],
    ['INTEGER', 'Write integer'],
    ['VARCHAR(9)', 'Write varchar\\(9\\)'],
    ['strng', 'Write text'],
    ['timestmap', 'Did you mean timestamp'],
    ['stat', 'Did you mean state'],
    ['tsvector', 'for each targeted database'],
    ['constructor', 'for each targeted database'],
    ['()', 'for each targeted database'],
  ])('%s is unknown', (text, expected) => {
    const found = problem(text)
    expect(found).toMatch(/unknown-type/)
    expect(found).toMatch(new RegExp(expected))
  })
})

describe('types of the databases', () => {
  test('the short form is for one targeted database', () => {
    const inet = { kind: 'native', sql: { postgres: 'timestamp(6)' } }
    expect(typeOf('pg("timestamp(6)")', 'postgres')).toEqual(inet)
    expect(typeOf("postgres('timestamp(6)')", 'postgres')).toEqual(inet)
  })

  test('every targeted database needs one', () => {
    expect(problem('pg("inet")')).toMatch(/missing-dialect: The type is not given for sqlite/)
    expect(problem('pg("inet")', 'sqlite')).toMatch(/missing-dialect/)
  })

  test('a table of one database needs only that', () => {
    const text = `
dialects: [sqlite, postgres]
tables: { t: { dialects: [postgres], columns: { c: pg("inet")?, d: { type: { postgres: cidr, typescript: string } } } } }
`
    const table = tableOf(text, 't')
    expect(table.columns.map(({ type }) => type)).toEqual([
      { kind: 'native', sql: { postgres: 'inet' } },
      { kind: 'native', sql: { postgres: 'cidr' } },
    ])
    expect(table.columns[1]?.meta?.typescript).toEqual({ type: 'string', from: undefined })
  })

  test.each(['pg(inet)', 'pg("a\'b")', 'pg()'])('%s needs quotes', (text) => {
    expect(problem(text, 'postgres')).toMatch(/must stand in quotes/)
  })

  test('what stands in the quotes may be nothing', () => {
    expect(typeOf('sqlite("")', 'sqlite')).toEqual({ kind: 'native', sql: { sqlite: '' } })
  })

  test('a key is numbered where rows have numbers', () => {
    const key = (options: string) =>
      tableOf(
        `
dialects: [sqlite]
tables: { t: { ${options} columns: { id: { type: sqlite("INTEGER"), primary_key: true } } } }
`,
        't',
      ).columns[0]?.meta?.numbered
    expect(key('')).toBe(true)
    expect(key('options: { sqlite: [strict] },')).toBe(true)
    expect(key('options: { sqlite: [without rowid] },')).toBeUndefined()
  })

  test('arrays of them are written inside the quotes', () => {
    expect(problem('pg("inet")[]', 'postgres')).toMatch(/inside the quotes/)
    expect(typeOf('pg("inet[]")', 'postgres')).toEqual({ kind: 'native', sql: { postgres: 'inet[]' } })
  })
})
