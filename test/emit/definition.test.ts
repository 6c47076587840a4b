import { describe, expect, test } from 'vitest'
import { emitAll } from '../../generator/emit/registry.js'
import { childrenByParent } from '../../generator/emit/repositories/definition.js'
import type { Behaviors, ForeignKey } from '../../generator/model/model.js'
import { column, enumeration, foreignKey, origin, resolved, table } from '../support/model-builder.js'
import { typeErrors } from './type-check.js'

const soft: Partial<Behaviors> = { softDelete: { deletedAt: 'deleted_at', deletionId: 'deletion_id' } }

const columns = [
  column('id', 'integer'),
  column('parent_id', 'integer', { nullable: true }),
  column('deleted_at', 'timestamp', { nullable: true }),
  column('deletion_id', 'uuid', { nullable: true }),
]

type Family = { parent?: Partial<Behaviors>; child?: Partial<Behaviors>; key?: Partial<ForeignKey> }

const family = ({ parent = soft, child = soft, key = {} }: Family) =>
  resolved({
    tables: [
      table('parents', columns, { key: ['id'], behaviors: parent }),
      table('children', columns, {
        key: ['id'],
        behaviors: child,
        foreignKeys: [foreignKey('f', ['parent_id'], 'parents', ['id'], key)],
      }),
    ],
  })

const childrenOf = (given: Family) => childrenByParent(family(given).model).get('parents') ?? []

const contentOf = (given: Family, path: string): string =>
  emitAll(family(given)).value?.find((file) => file.path === path)?.content ?? ''

describe('children that go with their parent', () => {
  test('are those of which both sides soft-delete', () => {
    expect(childrenOf({}).map((child) => child.table)).toEqual(['children'])
    expect(childrenOf({ child: {} })).toEqual([])
    expect(childrenOf({ parent: {} })).toEqual([])
    expect(contentOf({ parent: {} }, 'repositories/parents.ts')).not.toContain('children: ()')
  })

  test('are not those that the database lets go of', () => {
    expect(childrenOf({ key: { onDelete: 'set null' } })).toEqual([])
    expect(childrenOf({ key: { onDelete: 'set default' } })).toEqual([])
    expect(childrenOf({ key: { onDelete: 'no action' } })).toHaveLength(1)
  })

  test('refuse the deletion only where the author says so', () => {
    const written = (explicitOnDelete: boolean): string => {
      const meta = { origin, relation: undefined, inverse: undefined, explicitOnDelete }
      return contentOf({ key: { onDelete: 'restrict', meta } }, 'repositories/parents.ts')
    }
    expect(written(true)).toContain("onDelete: 'restrict'")
    expect(written(false)).toContain("onDelete: 'cascade'")
  })
})

describe('on_soft_delete', () => {
  const told = (onSoftDelete: 'cascade' | 'restrict' | 'none', child: Partial<Behaviors> = soft): Family => ({
    child,
    key: {
      onDelete: 'restrict',
      meta: { origin, relation: undefined, inverse: undefined, explicitOnDelete: true, onSoftDelete },
    },
  })

  test('says what on_delete does not, also of rows that do not soft-delete', () => {
    expect(childrenOf(told('cascade')).map(({ onDelete }) => onDelete)).toEqual(['cascade'])
    expect(childrenOf(told('restrict', {})).map(({ onDelete }) => onDelete)).toEqual(['restrict'])
    expect(childrenOf(told('none'))).toEqual([])
  })

  test('a parent must be live, at any time, when it is linked, or never', () => {
    const child = 'repositories/children.ts'
    expect(contentOf(told('restrict'), child)).toContain("liveParent: 'always'")
    expect(contentOf({ child: {} }, child)).toContain("liveParent: 'when linked'")
    expect(contentOf({ key: { onDelete: 'set null' } }, child)).toContain("liveParent: 'when linked'")
    expect(contentOf(told('none'), child)).not.toContain('liveParent')
    expect(contentOf({ parent: {} }, child)).not.toContain('liveParent')
  })

  test('stands in the guide where the author says it', () => {
    expect(contentOf(told('none'), 'SCHEMA.md')).toContain('on delete restrict, on soft delete none')
    expect(contentOf({}, 'SCHEMA.md')).not.toContain('on soft delete')
  })
})

describe('what the runtime is told of columns', () => {
  const red = enumeration('color', ['red'])
  const color = { kind: 'enum', name: 'color' } as const
  const fileOf = (path: string, of: Parameters<typeof resolved>[0]): string =>
    emitAll(resolved(of)).value?.find((file) => file.path === path)?.content ?? ''

  test('a column that always counts by itself is not written, one that does by default is', () => {
    const columns = [column('id', 'integer', { identity: 'always' }), column('n', 'text')]
    const serial = [column('id', 'integer', { identity: 'default' }), column('n', 'text')]
    const tables = [table('a', columns, { key: ['id'] }), table('b', serial, { key: ['id'] })]
    expect(fileOf('repositories/a.ts', { tables })).toContain(
      "    id: { type: 'integer', generated: true },\n",
    )
    expect(fileOf('repositories/b.ts', { tables })).toContain("    id: 'integer',\n")
  })

  test('values of enums, alone and in arrays, are told once', () => {
    const columns = [column('one', color), column('more', { kind: 'array', element: color })]
    const tables = [table('a', columns), table('b', [column('n', 'text')])]
    const content = fileOf('repositories/a.ts', { enums: [red], tables })
    expect(content).toContain('\n  enums: { color: colorValues },\n')
    expect(content).toMatch(/import \{[^}]* colorValues,[^}]*\} from '..\/database.js'/)
    expect(fileOf('repositories/b.ts', { enums: [red], tables })).not.toContain('enums')
  })

  test('a table may be called like the values of an enum', () => {
    const tables = [table('color_values', [column('one', color)])]
    const content = fileOf('repositories/color_values.ts', { enums: [red], tables })
    expect(content).toContain('export const colorValuesDefinition')
    expect(typeErrors(emitAll(resolved({ enums: [red], tables })).value ?? [])).toEqual([])
  })
})
