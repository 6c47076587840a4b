import { describe, expect, test } from 'vitest'
import { splitReference } from '../../generator/document/elements/reference.js'
import { column, parse, problem, problems, valid } from './parse.js'

const table = (yaml: string) => {
  const found = valid(`tables: { t: ${yaml} }`).tables[0]
  if (!found) throw new Error('no table')
  return found
}
const tableProblem = (yaml: string) => problem(`tables: { t: ${yaml} }`)
const columnProblem = (yaml: string) => tableProblem(`{ columns: { c: ${yaml} } }`)

describe('settings', () => {
  test('are all databases, generated and snake unless said', () => {
    const { targets, output, case: names } = valid('tables: {}')
    expect(targets.map((target) => target.dialect.value)).toEqual(['sqlite', 'postgres'])
    expect([output, names]).toEqual(['generated', 'snake'])
  })

  test('dialects as a list, or as a map with versions', () => {
    expect(valid('dialects: [postgres]').targets).toMatchObject([
      { dialect: { value: 'postgres' }, version: undefined },
    ])
    expect(valid('dialects: { sqlite: "3.40", postgres: "15" }').targets).toMatchObject([
      { dialect: { value: 'sqlite' }, version: '3.40' },
      { dialect: { value: 'postgres' }, version: '15' },
    ])
  })

  test.each([
    [
      'dialects: [pg]',
      'unknown-dialect: a database of `dialects` has `pg`, which is no known database (Did you mean `postgres`?)',
    ],
    [
      'dialects: [sqlit]',
      'unknown-dialect: a database of `dialects` has `sqlit`, which is no known database (Did you mean `sqlite`?)',
    ],
    ['dialects: [sqlite, sqlite]', 'duplicate-value: `dialects` names `sqlite` twice (Remove one of them)'],
    ['dialects: []', 'empty-value: `dialects` is an empty list (Add a database, or remove the key)'],
    ['dialects: {}', 'empty-value: `dialects` is an empty map (Name a database, or remove the key)'],
    [
      'dialects: sqlite',
      'wrong-type: `dialects` must be a list of databases or a map from databases to their oldest versions, not the text `sqlite` (Write a list: [sqlite])',
    ],
    [
      'dialects: { sqlite: 3.40 }',
      'wrong-type: the version of `sqlite` must be a version in quotes, not the number `3.40` (Quote it if it is meant as text: "3.40")',
    ],
    [
      'dialects: { sqlite: "new" }',
      'invalid-version: the version of `sqlite` must be a version such as "15" or "3.45"',
    ],
    ['typescript: { case: kebab }', 'wrong-word: `case` must be `snake` or `camel`, not `kebab`'],
    ['version: 2', 'unknown-key: The file has no key `version` (A schema has no version; remove the key)'],
  ])('%s', (text, expected) => {
    expect(problem(text)).toBe(expected)
  })

  test.each(['/etc', '../up', 'a/../../b', 'C:/x', 'a\\b', '~/x', '.git', 'a/.GIT/b', 'node_modules/x'])(
    'output %s is refused',
    (path) => {
      expect(problems(`output: '${path}'`)).toEqual(['invalid-path 1:9'])
    },
  )

  test.each([
    ['./src/db/', 'src/db'],
    ['.', '.'],
    ['a//b', 'a/b'],
  ])('output %s is %s', (written, path) => {
    expect(valid(`output: ${written}`).output).toBe(path)
  })
})

describe('types of columns', () => {
  test.each([
    ['text', 'text', false],
    ['varchar(255)?', 'varchar(255)', true],
    ['{ type: varchar(255)? }', 'varchar(255)', true],
    ['{ type: text, nullable: true }', 'text', true],
    ['{ type: text?, nullable: true }', 'text', true],
    ['{ type: text, nullable: false }', 'text', false],
    ['"decimal(12,2)"', 'decimal(12,2)', false],
    ['\'pg("timestamp(6)")?\'', 'pg("timestamp(6)")', true],
    ["'int[] ?'", 'int[]', true],
  ])('%s', (yaml, text, nullable) => {
    const { type, nullable: read } = column(yaml)
    expect([type?.value, read]).toEqual([{ kind: 'named', text }, nullable])
  })

  test('native types with their TypeScript side', () => {
    const { type, typescript } = column('{ type: { postgres: inet, sqlite: text, typescript: string } }')
    expect(type?.value).toEqual({ kind: 'native', sql: { postgres: 'inet', sqlite: 'text' } })
    expect(typescript?.value).toEqual({ type: 'string', from: undefined })
  })

  test.each([
    ['{ type: text?, nullable: false }', /^conflicting-values: .*nullable/],
    ['{ type: { sqlite: text, typescript: A }, typescript: B }', /^conflicting-values/],
    ['"?"', /^missing-type/],
    ['{ type: { typescript: string } }', /^missing-key: .* names no database/],
    ['{ type: { mysql: inet } }', /^unknown-dialect/],
    ['', /^empty-value: column `c` has no value/],
    ['12', /^wrong-type/],
    ['[text]', /^wrong-type/],
    ['{ type: text, null: true }', /^key-not-text/],
    ['{ type: text, not_null: true }', /^unknown-key: .*not null unless/],
    ['{ type: text, lenght: 5 }', /^unknown-key: .*varchar\(255\)|It knows/],
    ['{ type: text, identity: auto }', /^wrong-word/],
    ['{ type: text, constructor: auto }', /^unknown-key: .*It knows type/],
    ['{ type: text, __proto__: auto }', /^unknown-key/],
    ['{ type: text, comment: 5 }', /^wrong-type: `comment` must be text, not the number `5` \(Quote/],
  ])('%s is refused', (yaml, expected) => {
    expect(columnProblem(yaml)).toMatch(expected)
  })

  test('three mistakes in one column and one in the next table are four problems', () => {
    expect(
      problems(
        'tables:\n  a: { columns: { x: { tipe: text, nullable: no, on_delete: set_null } } }\n  b: { colums: {} }\n',
      ),
    ).toEqual(['unknown-key 2:24', 'wrong-type 2:46', 'wrong-word 2:61', 'unknown-key 3:8'])
  })
})

describe('defaults', () => {
  const read = (yaml: string) => column(`{ type: text, default: ${yaml} }`).default?.value

  test.each([
    ['now', { kind: 'now' }],
    ['uuid', { kind: 'uuid' }],
    ['"now"', { kind: 'literal', value: 'now', source: 'now' }],
    ["'uuid'", { kind: 'literal', value: 'uuid', source: 'uuid' }],
    ['{ value: now }', { kind: 'literal', value: 'now', source: 'now' }],
    ['0.10', { kind: 'literal', value: 0.1, source: '0.10' }],
    ['9223372036854775807', { kind: 'literal', value: 9223372036854775807n, source: '9223372036854775807' }],
    ['0x1F', { kind: 'literal', value: 31, source: '31' }],
    ['007', { kind: 'literal', value: 7, source: '7' }],
    ['true', { kind: 'literal', value: true, source: 'true' }],
    ['null', { kind: 'literal', value: null, source: 'null' }],
    ['""', { kind: 'literal', value: '', source: '' }],
    ['2024-01-01', { kind: 'literal', value: '2024-01-01', source: '2024-01-01' }],
    ['[1, a]', { kind: 'literal', value: [1, 'a'], source: undefined }],
    ['{}', { kind: 'literal', value: {}, source: undefined }],
    ['{ a: { sql: x } }', { kind: 'literal', value: { a: { sql: 'x' } }, source: undefined }],
    ['{ value: { sql: x } }', { kind: 'literal', value: { sql: 'x' }, source: undefined }],
    ['{ value: 1.50 }', { kind: 'literal', value: 1.5, source: '1.50' }],
    ['{ sql: now() }', { kind: 'sql', sql: 'now()' }],
    ['{ sql: { sqlite: a, postgres: b } }', { kind: 'sql', sql: { sqlite: 'a', postgres: 'b' } }],
  ])('%s', (yaml, expected) => {
    expect(read(yaml)).toEqual(expected)
  })

  test('a map keeps keys that JavaScript gives a meaning to', () => {
    const literal = read('{ "__proto__": 1 }')
    expect(literal?.kind === 'literal' && Object.entries(literal.value ?? {})).toEqual([['__proto__', 1]])
  })

  test.each([
    ['', /^empty-value/],
    ['.inf', /^inexact-number/],
    ['.nan', /^inexact-number/],
    ['[12345678901234567.89]', /^inexact-number: .*Quote it/],
    ['[1e999]', /^inexact-number/],
    ['{ sql: a, value: b }', /^ambiguous-default/],
    ['{ sql: a, other: b }', /^ambiguous-default/],
    ['{ sql: 5 }', /^wrong-type/],
    ['{ sql: }', /^empty-value/],
    ['{ sql: { mysql: a } }', /^unknown-dialect/],
  ])('%s is refused', (yaml, expected) => {
    expect(columnProblem(`{ type: text, default: ${yaml} }`)).toMatch(expected)
  })

  test.each(['1.5', '0.1', '1e3', '-0.50', '1.10e-3', '0', '100.0'])(
    'the number %s is exact in a list',
    (number) => {
      expect(read(`[${number}]`)).toMatchObject({ value: [Number(number)] })
    },
  )
})

describe('references', () => {
  test.each([
    ['users', 'users', undefined],
    ['users.id', 'users', 'id'],
    ['"\\"a.b\\".c"', 'a.b', 'c'],
    ['{ table: users }', 'users', undefined],
    ['{ table: a.b, column: c.d }', 'a.b', 'c.d'],
    ['{ table: \'say "hi"\', column: x }', 'say "hi"', 'x'],
    ['my table.my id', 'my table', 'my id'],
  ])('%s', (yaml, target, key) => {
    const written = column(`{ references: ${yaml} }`).references?.value ?? ''
    expect(splitReference(written)).toEqual({ table: target, column: key })
  })

  test.each(['a.b.c', '.id', 'users.', '"\\"open"'])('%s is refused', (yaml) => {
    expect(columnProblem(`{ references: ${yaml} }`)).toMatch(/^invalid-reference/)
  })

  test.each([
    ['true', 'immediate'],
    ['false', 'no'],
    ['deferred', 'deferred'],
    ['immediate', 'immediate'],
  ])('deferrable: %s', (yaml, expected) => {
    expect(column(`{ references: t, deferrable: ${yaml} }`).deferrable?.value).toBe(expected)
  })

  test('foreign keys point with text or with a map', () => {
    const { foreignKeys } = table(
      '{ foreign_keys: [{ columns: [a, b], references: "o(x, \\"y z\\")", on_delete: set null }, { columns: [a], references: { table: p, columns: [q] }, name: n, deferrable: deferred }, { columns: [a], references: o }] }',
    )
    const plain = foreignKeys.map((key) => [key.table.value, key.targetColumns.map((each) => each.value)])
    expect(plain).toEqual([
      ['o', ['x', 'y z']],
      ['p', ['q']],
      ['o', []],
    ])
    expect(foreignKeys[0]?.onDelete?.value).toBe('set null')
  })

  test.each([
    ['{ columns: [a], references: o.x }', /^invalid-reference: .*`o\(x\)`/],
    ['{ columns: [a], references: "o()" }', /^invalid-reference/],
    ['{ columns: [], references: o }', /^empty-value/],
    ['{ columns: [a, a], references: o }', /^duplicate-column/],
    ['{ columns: [a] }', /^missing-key: .*`references`/],
  ])('%s is refused', (yaml, expected) => {
    expect(tableProblem(`{ foreign_keys: [${yaml}] }`)).toMatch(expected)
  })
})

describe('generated, checks and collations', () => {
  test.each([
    ['a + b', { sql: 'a + b', stored: true }],
    ['{ sql: a, stored: false }', { sql: 'a', stored: false }],
    ['{ sqlite: a, postgres: b }', { sql: { sqlite: 'a', postgres: 'b' }, stored: true }],
    ['{ sql: { sqlite: a, postgres: b } }', { sql: { sqlite: 'a', postgres: 'b' }, stored: true }],
  ])('generated: %s', (yaml, expected) => {
    expect(column(`{ type: text, generated: ${yaml} }`).generated?.value).toEqual(expected)
  })

  test('a line that begins with the separator of statements is refused in any SQL', () => {
    expect(columnProblem('{ type: text, check: "a > 1\\n  --> x" }')).toMatch(/^invalid-sql/)
    expect(problem('views: { v: { sql: "select 1\\n--> x" } }')).toMatch(/^invalid-sql/)
    expect(column('{ type: text, check: "a --> 1" }').check?.value).toBe('a --> 1')
  })

  test('checks of a table have names', () => {
    const { checks } = table('{ checks: { positive: "a > 0", both: { sqlite: x, postgres: y } } }')
    expect(checks.map((check) => [check.name.value, check.sql.value])).toEqual([
      ['positive', 'a > 0'],
      ['both', { sqlite: 'x', postgres: 'y' }],
    ])
    expect(tableProblem('{ checks: ["a > 0"] }')).toMatch(/^wrong-type/)
  })
})

describe('indexes', () => {
  const elements = (yaml: string) =>
    table(`{ indexes: [${yaml}] }`).indexes[0]?.elements.map((each) => each.value)
  const plain = {
    kind: 'column',
    descending: false,
    nulls: undefined,
    collate: undefined,
    operatorClass: undefined,
  }
  const expression = { kind: 'expression', descending: false, nulls: undefined, operatorClass: undefined }

  test.each([
    ['a', [{ ...plain, column: 'a' }]],
    ['a DESC', [{ ...plain, column: 'a', descending: true }]],
    ['desc', [{ ...plain, column: 'desc' }]],
    [
      '[a, b desc nulls last]',
      [
        { ...plain, column: 'a' },
        { ...plain, column: 'b', descending: true, nulls: 'last' },
      ],
    ],
    ['a nulls first', [{ ...plain, column: 'a', nulls: 'first' }]],
    [
      '[\'"my col" collate "C" text_pattern_ops asc\']',
      [{ ...plain, column: 'my col', collate: 'C', operatorClass: 'text_pattern_ops' }],
    ],
    [
      "['name gist_trgm_ops(siglen=32)']",
      [{ ...plain, column: 'name', operatorClass: 'gist_trgm_ops(siglen=32)' }],
    ],
    ['[\'"say ""hi""" desc\']', [{ ...plain, column: 'say "hi"', descending: true }]],
    [
      '[a, { sql: lower(b), order: desc, nulls: last }]',
      [
        { ...plain, column: 'a' },
        { ...expression, sql: 'lower(b)', descending: true, nulls: 'last' },
      ],
    ],
    [
      '{ expressions: [lower(a), { sqlite: x, postgres: y }] }',
      [
        { ...expression, sql: 'lower(a)' },
        { ...expression, sql: { sqlite: 'x', postgres: 'y' } },
      ],
    ],
    [
      '{ expressions: [{ sql: lower(a), operator_class: gin_trgm_ops }, { operator_class: x, sql: b }] }',
      [
        { ...expression, sql: 'lower(a)', operatorClass: 'gin_trgm_ops' },
        { ...expression, sql: 'b', operatorClass: 'x' },
      ],
    ],
  ])('%s', (yaml, expected) => {
    expect(elements(yaml)).toEqual(expected)
  })

  test('the long form', () => {
    expect(
      table(
        '{ indexes: [{ columns: [a], unique: true, where: "a > 0", include: [b], using: gin, name: n, was: o, dialects: [postgres], nulls: not distinct }] }',
      ).indexes[0],
    ).toMatchObject({
      unique: true,
      where: { value: 'a > 0' },
      include: [{ value: 'b' }],
      using: { value: 'gin' },
      name: { value: 'n' },
      was: { value: 'o' },
      dialects: [{ value: 'postgres' }],
      nullsDistinct: false,
    })
  })

  test.each([
    ['lower(a)', /^invalid-index-column: .*\{ sql: "lower\(a\)" \}/],
    ['a sideways down', /^invalid-index-column/],
    ['a nulls maybe', /^invalid-index-column/],
    ['a desc asc', /^invalid-index-column/],
    ['\'""\'', /^invalid-index-column/],
    ['[]', /^empty-value/],
    ['[a, a desc]', /^duplicate-column/],
    ['{ unique: true }', /^missing-key: .*`columns` or `expressions`/],
    ['{ columns: [a], expressions: [b] }', /^conflicting-keys/],
    ['{ columns: a }', /^wrong-type: .*Write a list: \[a\]/],
    ['{ columns: [a], dialects: [] }', /^empty-value/],
  ])('%s is refused', (yaml, expected) => {
    expect(tableProblem(`{ indexes: [${yaml}] }`)).toMatch(expected)
  })
})

describe('unique keys', () => {
  test('lists of lists, or maps', () => {
    const { unique } = table(
      '{ unique: [[a, b], { columns: [c], name: n, nulls: not distinct, deferrable: deferred }] }',
    )
    expect(unique.map((key) => key.columns.map((each) => each.value))).toEqual([['a', 'b'], ['c']])
    expect(unique[1]).toMatchObject({
      name: { value: 'n' },
      nullsDistinct: false,
      deferrable: { value: 'deferred' },
    })
  })

  test('a flat list could mean two things', () => {
    expect(tableProblem('{ unique: [a, b] }')).toBe(
      'ambiguous-unique: `unique` must be a list of lists of columns (Write [[a, b]] for one key over all of them, or [[a], [b]] for a key over each)',
    )
    expect(tableProblem('{ unique: [a] }')).toContain('(Write [[a]])')
    expect(tableProblem('{ unique: [[a], b] }')).toMatch(/^wrong-type/)
  })
})

describe('options of tables', () => {
  test('are words of one database, each with its place', () => {
    const { options } = table('{ options: { sqlite: [strict, without rowid] } }')
    expect(options).toMatchObject({ sqlite: [{ value: 'strict' }, { value: 'without rowid' }] })
    expect(options?.sqlite?.[1]?.span.start.column).toBe(44)
    expect(table('{ columns: { a: text } }').options).toBeUndefined()
  })

  test.each([
    [
      '{ sqlite: [strikt] }',
      'wrong-word: an option of `sqlite` of `options` must be `strict`, `without rowid`, `on conflict ignore for <name>`, `on null fail for <name>` or `nulls in <name>`, not `strikt` (Did you mean `strict`?)',
    ],
    [
      '{ sqlite: strict }',
      'wrong-type: `sqlite` of `options` must be a list of options, not the text `strict` (Write a list: [strict])',
    ],
    [
      '{ sqlite: [strict, strict] }',
      'duplicate-value: `sqlite` of `options` names `strict` twice (Remove one of them)',
    ],
    [
      '{ sqlite: [] }',
      'empty-value: `sqlite` of `options` is an empty list (Add an option, or remove the key)',
    ],
    ['{}', 'empty-value: `options` is an empty map (Remove the key)'],
    [
      '{ postgres: [unlogged] }',
      'unknown-option: `options` has `postgres`, which has no options of tables (Only sqlite has such; remove it)',
    ],
    [
      '{ sqllite: [strict] }',
      'unknown-dialect: `options` has `sqllite`, which is no known database (Did you mean `sqlite`?)',
    ],
    ['[strict]', 'wrong-type: `options` must be a map from databases to options, not a list'],
  ])('%s is refused', (yaml, message) => {
    expect(tableProblem(`{ options: ${yaml} }`)).toBe(message)
  })
})

describe('mixins', () => {
  test('by name and with options', () => {
    const { mixins } = table('{ mixins: [uuid, { audit: { actor: bigint, required: true } }] }')
    expect(mixins).toMatchObject([
      { name: { value: 'uuid' }, options: [] },
      {
        name: { value: 'audit' },
        options: [
          { key: { value: 'actor' }, value: { value: 'bigint' } },
          { key: { value: 'required' }, value: { value: true } },
        ],
      },
    ])
  })

  test.each([
    ['uuid', /^wrong-type: .*\[uuid\]/],
    ['[{ a: {}, b: {} }]', /^wrong-type/],
    ['[{}]', /^wrong-type/],
    ['[{ audit: 5 }]', /^wrong-type/],
    ['[uuid, uuid]', /^duplicate-value/],
    ['[5]', /^wrong-type/],
  ])('%s is refused', (yaml, expected) => {
    expect(tableProblem(`{ mixins: ${yaml} }`)).toMatch(expected)
  })

  test('of the author have the members of a table and nothing else', () => {
    expect(
      valid('mixins: { m: { mixins: [uuid], columns: { a: text }, indexes: [a] } }').mixins[0],
    ).toMatchObject({
      name: { value: 'm' },
      columns: [{ name: { value: 'a' } }],
    })
    expect(problem('mixins: { m: { comment: x } }')).toMatch(/^unknown-key/)
  })
})

describe('enums', () => {
  test('a list, or a map', () => {
    expect(
      valid('enums: { a: [x, ""], b: { values: [y], native: true, comment: c, was: d } }').enums,
    ).toMatchObject([
      { values: [{ value: 'x' }, { value: '' }], native: false },
      { values: [{ value: 'y' }], native: true, comment: { value: 'c' }, was: { value: 'd' } },
    ])
  })

  test.each([
    ['[1, a]', /^wrong-type: .*"1"/],
    ['[true]', /^wrong-type: .*"true"/],
    ['[null]', /^wrong-type: .*"null"/],
    ['[a, a]', /^duplicate-value/],
    ['[]', /^empty-value/],
    ['{ native: true }', /^missing-key/],
    ['a', /^wrong-type/],
  ])('%s is refused', (yaml, expected) => {
    expect(problem(`enums: { e: ${yaml} }`)).toMatch(expected)
  })
})

describe('views and sql', () => {
  test('a view', () => {
    expect(
      valid(
        'views: { v: { sql: select 1, depends_on: [t], columns: { a: integer?, b: { type: text, nullable: true } }, comment: c } }',
      ).views[0],
    ).toMatchObject({
      sql: { value: 'select 1' },
      dependsOn: [{ value: 't' }],
      columns: [
        { name: { value: 'a' }, nullable: true },
        { name: { value: 'b' }, nullable: true },
      ],
    })
  })

  test.each([
    ['{ create: a, drop: [] }', { sqlite: ['a'], postgres: ['a'] }, { sqlite: [], postgres: [] }],
    [
      '{ create: { postgres: [a, b] }, drop: { postgres: c } }',
      { postgres: ['a', 'b'] },
      { postgres: ['c'] },
    ],
    ['{ postgres: { create: a, drop: b }, depends_on: [t] }', { postgres: ['a'] }, { postgres: ['b'] }],
  ])('sql %s', (yaml, create, drop) => {
    expect(valid(`sql: { s: ${yaml} }`).scripts[0]).toMatchObject({ create, drop })
  })

  test.each([
    ['{ create: a }', /^missing-key: .*`drop`/],
    ['{ create: { postgres: a }, drop: a }', /^missing-dialect/],
    ['{ postgres: { create: a } }', /^missing-key/],
    ['{ depends_on: [t] }', /^missing-key/],
    ['{ mysql: { create: a, drop: b } }', /^unknown-dialect/],
    ['create', /^wrong-type/],
  ])('sql %s is refused', (yaml, expected) => {
    expect(problem(`sql: { s: ${yaml} }`)).toMatch(expected)
  })
})

test('sections that are left empty are empty', () => {
  const { tables, enums } = valid('tables:\n  t:\n    columns:\n    indexes:\n    unique:\nenums:\n')
  expect([tables.length, enums.length]).toEqual([1, 0])
})

test('the order and the places of the author are kept', () => {
  const { tables } = valid('tables:\n  b: { columns: { z: text, a: text } }\n  a: { columns: {} }\n')
  expect(tables.map((each) => each.name.value)).toEqual(['b', 'a'])
  expect(tables[0]?.columns.map((each) => each.name.value)).toEqual(['z', 'a'])
  expect(tables[0]?.span).toMatchObject({ start: { line: 2, column: 3 }, end: { line: 2 } })
})

test('more than a thousand problems are cut off', () => {
  const { diagnostics } = parse(Array.from({ length: 5000 }, (_, i) => `k${i}: 1`).join('\n'))
  expect(diagnostics.length).toBe(1001)
  expect(diagnostics.at(-1)?.code).toBe('too-many-problems')
})
