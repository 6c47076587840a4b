import { describe, expect, test } from 'vitest'
import { changesBetween, phrasesBetween } from './between.js'

/** The one table of most cases, from its columns and whatever else it has. */
const t = (columns: string, rest = ''): string => `
tables:
  t:
    columns:
      id: { type: integer, primary_key: true }
${indented(columns, 6)}
${indented(rest, 4)}
`

const indented = (text: string, by: number): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(by) + line))
    .join('\n')

describe('what happens to columns', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['comes', 'a: text', 'a: text\nb: text?', ['add column b to t']],
    ['goes', 'a: text\nb: text?', 'a: text', ['drop column b from t']],
    ['moves', 'a: text\nb: text?', 'b: text?\na: text', []],
    ['is renamed', 'a: text', 'b: { type: text, was: a }', ['rename column a to b in t']],
    [
      'is renamed and changed',
      'a: text',
      'b: { type: text?, was: a }',
      ['rename column a to b in t', 'make t.b nullable'],
    ],
    ['was renamed long ago', 'b: text', 'b: { type: text, was: a }', []],
    [
      'has another type',
      'a: integer',
      'a: decimal(12,2)',
      ['change type of t.a from integer to decimal(12,2)'],
    ],
    ['is required', 'a: text?', 'a: { type: text, backfill: x }', ['make t.a not null']],
    ['has a default', 'a: text', 'a: { type: text, default: x }', ['set default of t.a']],
    ['has none', 'a: { type: text, default: x }', 'a: text', ['drop default of t.a']],
    ['is explained', 'a: text', 'a: { type: text, comment: What }', ['comment on t.a']],
    ['is not explained', 'a: { type: text, comment: What }', 'a: text', ['remove the comment on t.a']],
    [
      'is checked under a name',
      'a: integer',
      'a: { type: integer, type_check: k }',
      ['rename the check of the values of t.a'],
    ],
    [
      'is no longer checked',
      'a: integer',
      'a: { type: integer, type_check: false }',
      ['stop checking the values of t.a'],
    ],
    [
      'is checked again',
      'a: { type: integer, type_check: false }',
      'a: integer',
      ['check the values of t.a'],
    ],
    ['is collated', 'a: text', 'a: { type: text, collate: C }', ['change collation of t.a']],
    ['is computed', 'a: text?', 'a: { type: text?, generated: "\'x\'" }', ['compute t.a']],
    [
      'counts',
      'a: text\nn: bigint',
      'a: text\nn: { type: bigint, identity: always }',
      ['let t.n count by itself'],
    ],
    [
      'changes in every way',
      'a: text',
      'a: { type: integer?, default: 1, comment: n }',
      ['change type of t.a from text to integer, and change its nullability, default, comment'],
    ],
  ])('%s', (_, before, after, phrases) => {
    expect(phrasesBetween(t(before), t(after))).toEqual(phrases)
  })

  test('the backfill and the cast of the author go along', () => {
    const before = t('a: text?\nb: text')
    const after = t(
      'a: { type: text, backfill: { sql: lower(b) } }\nb: { type: integer, using: { up: length(b), down: "b || \'\'" } }\nc: { type: uuid, backfill: uuid }',
    )
    expect(changesBetween(before, after)).toMatchObject([
      { kind: 'addColumn', backfill: { kind: 'uuid' } },
      { kind: 'alterColumn', up: { using: undefined, backfill: { kind: 'sql', sql: 'lower(b)' } } },
      { kind: 'alterColumn', up: { using: 'length(b)' }, down: { using: "b || ''", backfill: undefined } },
    ])
  })

  test('what is parked has a place of its own, each time', () => {
    const after = t('a: text\nb: { drop: park }')
    const dropped = (parked: readonly string[]) =>
      changesBetween(t('a: text\nb: text'), after, { parked: new Set(parked) })
    expect(dropped([])).toMatchObject([{ kind: 'dropColumn', park: '_parked_t_b' }])
    expect(dropped(['_parked_t_b'])).toMatchObject([{ park: '_parked_t_b_1' }])
    expect(changesBetween(t('a: text'), after)).toEqual([])
  })
})

describe('what happens to the parts of a table', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['an index comes', '', 'indexes: [a]', ['add index t_a_idx to t']],
    ['an index goes', 'indexes: [a]', '', ['drop index t_a_idx from t']],
    [
      'an index changes',
      'indexes: [a]',
      'indexes: [a desc]',
      ['drop index t_a_idx from t', 'add index t_a_idx to t'],
    ],
    [
      'an index of the same name changes',
      'indexes: [{ columns: [a], name: i }]',
      'indexes: [{ columns: [a], unique: true, name: i }]',
      ['drop index i from t', 'add index i to t'],
    ],
    [
      'an index has another name',
      'indexes: [{ columns: [a], name: i }]',
      'indexes: [{ columns: [a], name: j, was: i }]',
      ['rename index i to j in t'],
    ],
    [
      'an index has another name without a word',
      'indexes: [{ columns: [a], name: i }]',
      'indexes: [{ columns: [a], name: j }]',
      ['rename index i to j in t'],
    ],
    ['a unique key comes', '', 'unique: [[a]]', ['add unique key t_a_key to t']],
    [
      'a unique key has another name',
      'unique: [[a]]',
      'unique: [{ columns: [a], name: k }]',
      ['rename unique key t_a_key to k in t'],
    ],
    ['a check comes', '', "checks: { c: a <> '' }", ['add check c to t']],
    [
      'a check changes',
      "checks: { c: a <> '' }",
      "checks: { c: a <> 'x' }",
      ['drop check c from t', 'add check c to t'],
    ],
    [
      'a check has another name',
      "checks: { c: a <> '' }",
      "checks: { d: a <> '' }",
      ['rename check c to d in t'],
    ],
    ['the table is explained', '', 'comment: What', ['comment on table t']],
    [
      'soft-delete comes',
      'unique: [[a]]',
      'unique: [[a]]\nmixins: [soft-delete]',
      [
        'drop unique key t_a_key from t',
        'add column deleted_at to t',
        'add column deletion_id to t',
        'add index t_a_key to t',
        'add index t_deletion_id_idx to t',
      ],
    ],
    [
      'timestamps come',
      '',
      'mixins: [timestamp]',
      ['add column created_at to t', 'add column updated_at to t', 'add trigger t_touch to t'],
    ],
    ['one database loses the table', '', 'dialects: [sqlite]', ['change the databases of table t']],
  ])('%s', (_, before, after, phrases) => {
    expect(phrasesBetween(t('a: text', before), t('a: text', after))).toEqual(phrases)
  })

  test('they follow a renamed column wherever it stands', () => {
    const before = t(
      'a: text\nb: { type: text, generated: "lower(a)" }',
      `unique: [[a]]
indexes: [{ columns: [b], where: "a <> ''" }, { expressions: ["lower(a)"], name: e }]
checks: { c: "length(a) > 0 AND 'a' <> ''" }`,
    )
    expect(
      phrasesBetween(
        before,
        before.replaceAll(/\ba\b(?!')/g, 'z').replace('z: text', 'z: { type: text, was: a }'),
      ),
    ).toEqual(['rename column a to z in t', 'rename unique key t_a_key to t_z_key in t'])
  })

  test('SQL that cannot follow is dropped under the old name and added under the new one', () => {
    const before = t('a: text\nb: { type: text, generated: "upper(a)" }', 'checks: { c: lower(a) <> A }')
    const after = t(
      'lower: { type: text, was: a }\nb: { type: text, generated: "upper(lower)" }',
      'checks: { c: lower(lower) <> lower }',
    )
    expect(phrasesBetween(before, after)).toEqual([
      'drop check c from t',
      'rename column a to lower in t',
      'add check c to t',
    ])
  })

  test('a computed column whose SQL cannot follow is made anew, under a new name if it has one', () => {
    const before = t('a: integer\nb: { type: integer, generated: "a * 2" }', 'indexes: [b]')
    const after = t(
      'größe: { type: integer, was: a }\nc: { type: integer, was: b, generated: \'"größe" * 2\' }',
      'indexes: [c]',
    )
    expect(phrasesBetween(before, after)).toEqual([
      'drop index t_b_idx from t',
      'drop column b from t',
      'rename column a to größe in t',
      'add column c to t',
      'add index t_c_idx to t',
    ])
  })

  test('a computed column whose SQL follows keeps its values when it becomes a plain one', () => {
    const before = t('a: integer\nb: { type: integer, generated: "a * 2" }')
    const after = t('z: { type: integer, was: a }\nc: { type: integer, was: b }')
    expect(phrasesBetween(before, after)).toEqual([
      'rename column a to z in t',
      'rename column b to c in t',
      'stop computing t.c',
    ])
  })

  test('a foreign key follows both of its ends', () => {
    const schema = (key: string, owner: string) => `
tables:
  users: { columns: { ${key}: { type: integer, primary_key: true } } }
  t: { columns: { id: { type: integer, primary_key: true }, ${owner} } }
`
    expect(
      phrasesBetween(
        schema('id', 'user_id: { references: users }'),
        schema('key', 'owner_id: { references: users, was: user_id }').replace(
          'key: { type: integer',
          'key: { type: integer, was: id',
        ),
      ),
    ).toEqual([
      'rename column id to key in users',
      'rename column user_id to owner_id in t',
      'rename foreign key t_user_id_fkey to t_owner_id_fkey in t',
    ])
  })
})

describe('what happens to tables', () => {
  const campaigns = (name: string, rest = '') => `
tables:
  ${name}:
${rest}
    mixins: [uuid, timestamp, versioning]
    columns: { title: { type: text, unique: true } }
  events:
    columns: { id: { type: integer, primary_key: true }, of: { references: ${name} } }
views:
  v: { sql: SELECT title FROM ${name}, depends_on: [${name}] }
`

  test('everything that is named after a table follows its rename', () => {
    expect(phrasesBetween(campaigns('campaigns'), campaigns('projects', '    was: campaigns'))).toEqual([
      'rename table campaigns to projects',
      'rename table campaigns_history to projects_history',
      'rename primary key campaigns_pkey to projects_pkey in projects',
      'rename primary key campaigns_history_pkey to projects_history_pkey in projects_history',
      'rename trigger campaigns_history to projects_history in projects',
      'rename trigger campaigns_touch to projects_touch in projects',
      'rename unique key campaigns_title_key to projects_title_key in projects',
      'rename index campaigns_history_id_history_id_idx to projects_history_id_history_id_idx in projects_history',
      'replace view v',
    ])
  })

  test('a former name whose heir was there before is one of long ago', () => {
    const [before, after] = [
      'tables: { a: { columns: { x: text } }, b: { columns: { x: text } } }',
      'tables: { b: { was: a, columns: { x: text } } }',
    ]
    expect(phrasesBetween(before, after)).toEqual(['drop table a'])
  })

  test('a name is taken once it is free', () => {
    const schema = (first: string, second: string) => `
tables:
  a: { columns: { x: text }, indexes: [{ columns: [x], name: ${first} }] }
  b: { columns: { x: text }, indexes: [{ columns: [x], name: ${second} }] }
`
    expect(phrasesBetween(schema('i', 'j'), schema('j', 'k'))).toEqual([
      'rename index j to k in b',
      'rename index i to j in a',
    ])
    expect(phrasesBetween(schema('i', 'j'), schema('j', 'i'))).toEqual([
      'drop index i from a',
      'drop index j from b',
      'add index j to a',
      'add index i to b',
    ])
  })

  test('a history gets, renames and converts what its table does', () => {
    const before = campaigns('t')
    const after = before.replace(
      '{ type: text, unique: true }',
      '{ type: text, unique: true }, n: { type: integer, default: 3 }',
    )
    const added = changesBetween(before, after)
    expect(added.map(({ kind }) => kind)).toEqual(['dropTrigger', 'addColumn', 'addColumn', 'addTrigger'])
    expect(added[2]).toMatchObject({
      table: 't_history',
      column: { name: 'n', default: undefined, nullable: false },
      backfill: { kind: 'literal', value: 3 },
    })
    const renamed = before
      .replace('title: { type: text', 'label: { was: title, type: text')
      .replace('SELECT title', 'SELECT label')
    expect(phrasesBetween(before, renamed)).toEqual([
      'rename column title to label in t',
      'rename column title to label in t_history',
      'rename unique key t_title_key to t_label_key in t',
      'replace view v',
    ])
  })

  test('a column that a mixin brings is renamed, filled and dropped at the table', () => {
    const schema = (mixins: string, columns: string) =>
      `tables: { t: { mixins: ${mixins}, columns: { id: { type: integer, primary_key: true }, ${columns} } } }`
    expect(
      phrasesBetween(
        schema('[timestamp]', ''),
        schema('[{ timestamp: { created_at: made_at } }]', 'made_at: { was: created_at }'),
      ),
    ).toEqual(['rename column created_at to made_at in t'])
    expect(
      changesBetween(
        schema('[]', ''),
        schema('[{ audit: { required: true } }]', 'created_by: { backfill: x }, updated_by: { backfill: y }'),
      ),
    ).toMatchObject([{ backfill: { value: 'x' } }, { backfill: { value: 'y' } }])
    expect(
      changesBetween(
        schema('[timestamp]', ''),
        schema('[]', 'created_at: { drop: park }, updated_at: { drop: delete }'),
        {},
      ),
    ).toMatchObject([
      { kind: 'dropTrigger' },
      { kind: 'dropColumn', park: undefined },
      { kind: 'dropColumn', park: '_parked_t_created_at' },
    ])
  })

  test('a table is parked with its history', () => {
    const before = `tables: { a: { columns: { id: { type: integer, primary_key: true } } }, b: { mixins: [uuid, versioning] } }`
    const after = `tables: { a: { columns: { id: { type: integer, primary_key: true } } }, b: { drop: park } }`
    expect(changesBetween(before, after, {})).toMatchObject([
      { kind: 'dropTable', park: '_parked_b' },
      { kind: 'dropTable', park: '_parked_b_history' },
    ])
  })

  test('a table leaves a database as it was and comes to another as it is', () => {
    const changes = changesBetween(
      t('a: text', 'dialects: [sqlite]'),
      t('a: text\nb: text?', 'dialects: [postgres]'),
    )
    expect(changes.map(({ kind }) => kind)).toEqual(['retargetTable', 'addColumn', 'retargetTable'])
    expect(changes).toMatchObject([
      { before: { dialects: ['sqlite'] }, after: { dialects: [], columns: [{ name: 'id' }, { name: 'a' }] } },
      {},
      { before: { dialects: [] }, after: { dialects: ['postgres'], columns: [{}, {}, { name: 'b' }] } },
    ])
  })
})

describe('what happens to enums, views and scripts', () => {
  const of = (values: string, rest = '') =>
    `enums: { e: { values: ${values} ${rest} } }\ntables: { t: { columns: { id: { type: integer, primary_key: true }, s: e } } }`

  test.each<[string, string, string, readonly string[]]>([
    ['a value comes', '[a]', '[a, b]', ['add value b to enum e']],
    ['values go', '[a, b, c]', '[b]', ['remove values a, c in enum e']],
    ['a value is renamed', '[a, b]', '[{ value: z, was: a }, b]', ['rename value a to z in enum e']],
    ['a value takes others in', '[a, b, c]', '[{ value: a, was: [b, c] }]', ['move b, c to a in enum e']],
    ['values of a check change places', '[a, b]', '[b, a]', []],
  ])('%s', (_, before, after, phrases) => {
    expect(phrasesBetween(of(before), of(after))).toEqual(phrases)
    expect(phrasesBetween(of(after), of(after))).toEqual([])
  })

  test('values of a type of its own change places', () => {
    expect(phrasesBetween(of('[a, b]', ', native: true'), of('[b, a]', ', native: true'))).toEqual([
      'reorder the values of enum e',
    ])
  })

  test('moves that were made are not made again', () => {
    const values = '[{ value: b, was: a }'
    expect(changesBetween(of(`${values}]`), of(`${values}, c]`))).toMatchObject([{ values: [] }])
    expect(changesBetween(of('[a]'), of(`${values}, c]`))).toMatchObject([
      { values: [{ from: 'a', to: 'b' }] },
    ])
  })

  test('an enum is renamed with the columns that have it', () => {
    const after = of('[a]').replace('e: {', 'kind: { was: e,').replace('s: e }', 's: kind }')
    expect(phrasesBetween(of('[a]'), after)).toEqual(['rename enum e to kind'])
  })

  test('it gets a type of its own', () => {
    expect(phrasesBetween(of('[a]'), of('[a]', ', native: true'))).toEqual(['give enum e a type of its own'])
    expect(phrasesBetween(of('[a]', ', native: true'), of('[a]'))).toEqual(['keep enum e as text'])
  })

  test('views and scripts are replaced', () => {
    const schema = (view: string, script: string) => `
tables: { t: { columns: { id: { type: integer, primary_key: true } } } }
views: { v: { sql: ${view}, depends_on: [t] } }
sql: { s: { postgres: { create: ${script}, drop: SELECT 2 } } }
`
    expect(phrasesBetween(schema('SELECT 1', 'SELECT 1'), schema('SELECT 2', 'SELECT 3'))).toEqual([
      'replace script s',
      'replace view v',
    ])
  })
})
