import { expect, test } from 'vitest'
import { emitAll } from '../../generator/emit/registry.js'
import {
  column,
  enumeration,
  foreignKey,
  index,
  on,
  resolved,
  table,
  unique,
} from '../support/model-builder.js'
import { typeErrors } from './type-check.js'

const evil = [
  "'; evil() //",
  '"; evil() //',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what must not work
  '`${evil()}`',
  '*/ evil() /*',
  'a\nevil()',
  'a\u2028evil()',
  '\\',
  '__proto__',
  '{{evil}}',
  '</script>',
]

/** Different in TypeScript too. */
const numbered = evil.map((name, at) => (name === '__proto__' ? name : `${name} ${at}`))

const hostileColumns = numbered.flatMap((name) => [
  column(name, 'text', {
    comment: `${name} */ evil() /* ${name}`,
    default: { kind: 'literal', value: name },
  }),
  column(`${name} state`, { kind: 'enum', name: "state'" }, { nullable: true }),
])

const hostile = resolved({
  enums: [enumeration("state'", evil)],
  tables: numbered.map((name) =>
    table(
      name,
      [
        ...hostileColumns,
        column('id', 'uuid'),
        column('at', 'timestamp'),
        column('gone', 'uuid', { nullable: true }),
      ],
      {
        key: [name, 'id'],
        comment: `*/ evil() /* ${name}`,
        uniques: [unique(name, [name])],
        indexes: [index(`*/ ${name}`, on(name, 'id desc'))],
        behaviors: { softDelete: { deletedAt: 'at', deletionId: 'gone' } },
        foreignKeys: numbered.map((target) =>
          foreignKey(`${name} ${target}`, [name, 'id'], target, [target, 'id']),
        ),
      },
    ),
  ),
})

test.each(['snake', 'camel'] as const)(
  'nothing that an author writes leaves its place, in %s case',
  (wordCase) => {
    const { value = [], diagnostics } = emitAll({
      ...hostile,
      settings: { ...hostile.settings, case: wordCase },
    })
    expect(diagnostics).toEqual([])
    expect(value).toHaveLength(evil.length + 3)
    expect(typeErrors(value)).toEqual([])
  },
)

test('columns that every object has a property of have finders like all others', () => {
  const names = ['constructor', 'toString', 'hasOwnProperty', 'valueOf', '__proto__']
  const { value = [], diagnostics } = emitAll(
    resolved({
      tables: [
        table('things', [column('id', 'uuid'), ...names.map((name) => column(name, 'text'))], {
          key: ['id'],
          uniques: names.map((name) => unique(`${name}_key`, [name])),
          indexes: names.map((name) => index(`${name}_idx`, on(name, 'id'))),
        }),
      ],
    }),
  )
  expect(diagnostics).toEqual([])
  expect(value.find(({ path }) => path === 'repositories/things.ts')?.content).toContain('findByConstructor<')
  expect(typeErrors(value)).toEqual([])
})

test('the compiler of these tests does see errors', () => {
  const wrong = {
    path: 'wrong.ts',
    content: "import type { DB } from './database.js'\nexport const db: DB = 1\n",
  }
  const { value = [] } = emitAll(resolved({ tables: [table('users', [column('id', 'integer')])] }))
  expect(typeErrors([...value, wrong])).toEqual([
    "in-memory/generated/wrong.ts:2 Type 'number' is not assignable to type 'DB'.",
  ])
})

test('a declared type that is more than a type is refused', () => {
  const typescript = { type: 'string }; evil()', from: undefined }
  const { value, diagnostics } = emitAll(
    resolved({ tables: [table('users', [column('id', 'json', { typescript })])] }),
  )
  expect(value).toBeUndefined()
  expect(diagnostics.map(({ code }) => code)).toEqual(['invalid-typescript'])
})
