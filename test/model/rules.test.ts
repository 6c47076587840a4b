import { describe, expect, test } from 'vitest'
import { problemsOf } from './resolve-yaml.js'

describe('rules', () => {
  test.each<[string, string, readonly RegExp[]]>([
    [
      'unknown columns in keys and indexes, with the nearest one',
      `
tables:
  t:
    columns: { email: text, age: integer }
    primary_key: [emial]
    unique: [[agee]]
    indexes: [emal, { columns: [age], include: [mail] }]
    foreign_keys: [{ columns: [agg], references: t }]
`,
      [
        /^5 unknown-column: The primary key of `t` names the column `emial`, which does not exist \| Did you mean `email`/,
        /^6 unknown-column: A unique key.*`age`/,
        /^7 unknown-column: An index.*`email`/,
        /^7 unknown-column: An index.*`email`/,
        /^8 unknown-column: A foreign key.*`age`/,
      ],
    ],
    [
      'unknown tables and columns to reference',
      `
tables:
  users: { columns: { id: { type: integer, primary_key: true } } }
  t: { columns: { a: { references: user }, b: { references: users.idd }, c: { references: t } } }
`,
      [
        /^4 unknown-table: There is no table `user` to reference \| Did you mean `users`/,
        /^4 unknown-column: `users` has no column `idd` \| Did you mean `id`/,
        /^4 reference-target: `t` has no primary key to reference/,
      ],
    ],
    [
      'foreign keys that do not match',
      `
tables:
  a: { columns: { x: integer, y: text, z: uuid }, primary_key: [x, y], unique: [[z, x]] }
  b: { columns: { p: { references: a }, q: { type: text, references: a.x }, r: bigint, s: text } , foreign_keys: [{ columns: [r], references: 'a(y, x)' }, { columns: [s, r], references: 'a(y, x)' }] }
`,
      [
        /^4 reference-mismatch: The foreign key has 1 column, but what it references in `a` has 2/,
        /^4 reference-mismatch: `q` is text, but `a.x`, which it references, is integer/,
        /^4 reference-target: `x` of `a` is no unique key/,
        /^4 reference-mismatch: The foreign key has 1 column, but what it references in `a` has 2/,
      ],
    ],
    [
      'options of a database that the schema, or the table, is not for',
      `
dialects: [postgres]
tables:
  t: { options: { sqlite: [strict] }, columns: { id: { type: integer, primary_key: true } } }
`,
      [
        /^4 unsupported-option: `strict` is an option of sqlite, which the schema is not for \| Add sqlite to the dialects of the schema, or remove the option/,
      ],
    ],
    [
      'options of a database where the table is not',
      `
tables:
  t: { dialects: [postgres], options: { sqlite: [without rowid] }, columns: { id: { type: integer, primary_key: true } } }
`,
      [
        /^3 unsupported-option: `without rowid` is an option of sqlite, where `t` is not \| Add sqlite to the dialects of the table/,
      ],
    ],
    [
      'a deferrable key cannot be referenced',
      `
tables:
  a: { columns: { x: integer }, unique: [{ columns: [x], deferrable: true }] }
  b: { columns: { p: { references: a.x } } }
`,
      [/^4 reference-target/],
    ],
    [
      'primary keys',
      `
tables:
  a: { columns: { x: integer?, y: integer }, primary_key: [x] }
  b: { columns: { x: { type: integer, primary_key: true }, y: { type: integer, primary_key: true } } }
  c: { columns: { x: { type: integer, primary_key: true }, y: integer }, primary_key: [y] }
  d: { mixins: [uuid], columns: { x: integer }, primary_key: [x] }
  e: { columns: { x: { type: integer, primary_key: true } }, primary_key: [x] }
`,
      [
        /^3 invalid-primary-key: `x` is in the primary key of `a`, so it cannot be nullable/,
        /^4 invalid-primary-key: `b` has more than one primary key \| For one key of several columns write primary_key: \[x, y\]/,
        /^5 invalid-primary-key: `c` has more/,
        /^6 invalid-primary-key: `d` has more than one primary key, one of them from the mixin `uuid`/,
      ],
    ],
    [
      'identity',
      `
tables:
  a: { columns: { x: { type: text, identity: always } } }
  b: { columns: { x: { type: integer, identity: serial }, y: { type: bigint, identity: default } } }
  c: { columns: { x: { type: "integer?", identity: always } } }
  d: { columns: { x: { type: integer, identity: always, generated: "1" } } }
`,
      [
        /^3 invalid-identity: `x` counts/,
        /^4 invalid-identity: `y` is the second/,
        /^5 .*nullable/,
        /^6 invalid-generated/,
      ],
    ],
    [
      'actions that could never succeed',
      `
tables:
  a: { columns: { id: { type: integer, primary_key: true } } }
  b:
    columns:
      x: { references: a, on_delete: set null }
      y: { references: a, on_update: set default }
      z: { references: a, on_delete: set null, nullable: true, generated: "1" }
      v: { references: a, on_delete: set null, nullable: true, on_update: set default, default: 1 }
`,
      [
        /^6 invalid-action: on_delete: set null.*not nullable/,
        /^7 invalid-action: on_update: set default.*no default/,
        /^8 invalid-generated/,
      ],
    ],
    [
      'names that differ only in case, or not at all',
      `
enums: { Users: [a] }
tables:
  users: { columns: { id: integer, ID: integer, name: text }, indexes: [name, [name desc], { columns: [id], name: USERS_pkey }], primary_key: [id] }
  users_history: { columns: { a: text } }
  v: { columns: { a: text }, checks: { A: "1", a: "2" } }
views: { V: { sql: select 1 } }
sql: { v: { create: "", drop: "" }, users: { create: a, drop: b } }
`.replace('v: { create: "", drop: "" }, ', ''),
      [
        /^2 name-clash: The enum `Users` and the table `users`/,
        /^4 name-clash: The column `ID` and the column `id`.*differ only in case/,
        /^4 name-clash: The index `users_name_idx` has the same name as the index/,
        /^4 name-clash: The index `USERS_pkey` and the primary key `users_pkey`/,
        /^6 name-clash: The check `a` and the check `A`/,
        /^7 name-clash: The view `V` and the table `v`/,
      ],
    ],
    [
      'a history table that exists already',
      `
tables:
  users: { mixins: [uuid, versioning], columns: { a: text } }
  users_history: { columns: { a: text } }
`,
      [/^4 name-clash: The table `users_history` has the same name as the history table/],
    ],
    [
      'constraints of one table share a namespace, those of two do not',
      `
tables:
  a: { columns: { x: { type: integer, primary_key: true } }, checks: { a_pkey: "1", one: "1" } }
  b: { columns: { x: integer }, checks: { one: "1" } }
`,
      [/^3 name-clash: The check `a_pkey` has the same name as the primary key/],
    ],
    [
      'long, reserved and unprintable names',
      `
enums: { text: [a], state: ["a\\0"] }
tables:
  kysely_migration: { columns: { a: text } }
  Tablewright_x: { columns: { a: text } }
  ${'ü'.repeat(32)}: { columns: { ${'ü'.repeat(31)}: text } }
  v: { mixins: [uuid, versioning], columns: { history_note: text } }
  "line\\nbreak": { columns: { a: text } }
  "😀 \\"quoted\\"; drop table v; --": { columns: { "naïve": text } }
`.replace(', state: ["a\\0"]', ''),
      [
        /^2 reserved-name: `text` is a type of the language/,
        /^4 reserved-name: `kysely_migration` begins with kysely_/,
        /^5 reserved-name: `Tablewright_x`/,
        /^6 name-too-long: .* has 64 bytes; databases keep 63/,
        /^7 reserved-name: `history_note` begins with history_/,
        /^8 invalid-name: The name `line\\nbreak` has control characters/,
      ],
    ],
    [
      'a value of a native enum, which is a name to the database',
      `\nenums: { a: { values: [${'v'.repeat(64)}], native: true }, b: [${'v'.repeat(64)}] }\ntables: {}\n`,
      [/^2 name-too-long/],
    ],
    ['a table without columns', '\ntables: { t: { comment: nothing yet } }\n', [/^2 empty-table/]],
    [
      'former names',
      `
enums: { a: { values: [x], was: b }, b: [x] }
tables:
  t: { was: t, columns: { a: { type: text, was: b }, b: text, c: { type: text, was: d }, e: { type: text, was: d } }, indexes: [{ columns: [a], was: t_b_idx }, b] }
  u: { was: t, columns: { a: { type: text, was: gone } } }
`,
      [
        /^2 invalid-was: The enum `a` cannot have been `b`, which still exists/,
        /^4 invalid-was: was: `t` is the table's present name/,
        /^4 invalid-was: The column `a` cannot have been `b`/,
        /^4 invalid-was: The columns `c` and `e` cannot both have been `d`/,
        /^4 invalid-was: The index `t_a_idx` cannot have been `t_b_idx`/,
        /^5 invalid-was: The table `u` cannot have been `t`/,
      ],
    ],
    [
      'a mixin whose column gets a name that its key has already',
      `
mixins: { m: { columns: { a: text }, unique: [[a, name]] } }
tables: { t: { mixins: [{ m: { a: name } }], columns: { id: text } } }
`,
      [/^2 duplicate-column: A unique key of `t` names `name` twice/],
    ],
    [
      'dependencies',
      `
tables: { things: { columns: { a: text } } }
views:
  a: { sql: select 1, depends_on: [thing, b] }
  b: { sql: select 1, depends_on: [things, c] }
  c: { sql: select 1, depends_on: [a] }
`,
      [
        /^4 unknown-dependency: `a` depends on `thing`, which does not exist \| Did you mean `things`/,
        /^6 dependency-cycle: Nothing could be created first: `a` on `b` on `c` on `a`/,
      ],
    ],
    [
      'tables that are not everywhere',
      `
dialects: [sqlite, postgres]
tables:
  a: { dialects: [postgres], columns: { id: { type: integer, primary_key: true } } }
  b: { columns: { a_id: { references: a }, c: { type: integer, check: { postgres: "c > 0" } } } }
  c: { dialects: [postgres], columns: { a_id: { references: a }, c: { type: integer, check: { postgres: "c > 0" } } } }
`,
      [
        /^5 missing-dialect: `b` references `a`, which does not exist in sqlite/,
        /^5 missing-dialect: The SQL is not given for sqlite/,
      ],
    ],
    [
      'everything at once, in the order of the file, without noise about what follows from another problem',
      `
tables:
  broken: { columns: { id: { type: strng, primary_key: true, default: 5 }, x: { references: nobody } } }
  fine: { columns: { b: { references: broken }, c: { references: broken.x }, d: { type: integer, default: no } } }
`,
      [
        /^3 unknown-type: `strng`/,
        /^3 unknown-table/,
        /^4 reference-target: `x` of `broken` is no unique key/,
        /^4 invalid-default/,
      ],
    ],
  ])('%s', (_, text, expected) => {
    const found = problemsOf(text)
    expect(found.map((line, index) => (expected[index]?.test(line) ? true : line))).toEqual(
      expected.map(() => true),
    )
  })
})

describe('columns that filters could not reach', () => {
  test.each([
    ['snake', 'and', true],
    ['snake', 'not', true],
    ['snake', 'And', false],
    ['snake', 'or_', false],
    ['camel', 'And', true],
    ['camel', 'or_', true],
    ['camel', 'and_or', false],
  ])('case: %s, column %s', (wordCase, name, isReserved) => {
    const problems = problemsOf(`
typescript: { case: ${wordCase} }
tables:
  t: { columns: { ${name}: text } }
`)
    expect(problems.map((problem) => problem.replace(/:.*/, ''))).toEqual(
      isReserved ? ['4 reserved-column-name'] : [],
    )
  })
})

describe('the actor of a deletion that goes on', () => {
  const schema = (child: string, { key = '{ references: p }', parent = 'full' } = {}) => `
tables:
  p: { mixins: [${parent}], columns: { a: text } }
  c:
    mixins: [uuid, soft-delete, { audit: { actor: ${child} } }]
    columns:
      p_id: ${key}
`
  const clash =
    /^7 invalid-action: A deletion in `p` goes on to `c`, but no actor fits both: `deleted_by` is text, `deleted_by` is bigint/

  test.each([
    '{ references: p }',
    '{ references: p, on_delete: cascade }',
    '{ references: p, on_delete: no action }',
  ])('must fit both tables: %s', (key) =>
    expect(problemsOf(schema('bigint', { key }))).toEqual([expect.stringMatching(clash)]),
  )

  test.each([
    ['the same type', schema('text')],
    ['another kind of text', schema('varchar(50)')],
    ['a key that refuses', schema('bigint', { key: '{ references: p, on_delete: restrict }' })],
    [
      'a key that lets go',
      schema('bigint', { key: '{ references: p, nullable: true, on_delete: set null }' }),
    ],
    ['a parent that is really deleted', schema('bigint', { parent: 'uuid, audit' })],
    ['a parent without actors', schema('bigint', { parent: 'uuid, soft-delete' })],
  ])('is of no concern with %s', (_, text) => expect(problemsOf(text)).toEqual([]))

  test('must fit through tables that know none', () => {
    const text = `
tables:
  p: { mixins: [full], columns: { a: text } }
  m: { mixins: [uuid, soft-delete], columns: { p_id: { references: p }, m_id: { references: m, nullable: true } } }
  c: { mixins: [uuid, soft-delete, { audit: { actor: bigint } }], columns: { m_id: { references: m } } }
`
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/^5 invalid-action: A deletion in `p` goes on to `c`/),
    ])
  })
})
