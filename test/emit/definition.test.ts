import { describe, expect, test } from 'vitest'
import { emitAll } from '../../generator/emit/registry.js'
import { childrenByParent } from '../../generator/emit/repositories/definition.js'
import type { Behaviors, ForeignKey } from '../../generator/model/model.js'
import { column, foreignKey, origin, resolved, table } from '../support/model-builder.js'

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
    expect(contentOf({ parent: {} }, 'repositories/parents.ts')).not.toContain('children')
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
