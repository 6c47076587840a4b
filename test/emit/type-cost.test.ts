import { beforeAll, describe, expect, test } from 'vitest'
import { Editor } from '../../bench/type-cost.js'

describe('types of a schema of fifty tables', () => {
  let editor: Editor
  beforeAll(() => {
    editor = new Editor(50)
  }, 180_000)

  test('an average query takes fewer than 600 instantiations', { timeout: 180_000 }, () => {
    expect(editor.instantiations()).toBeLessThan(600)
  })

  const relations = ['children_18', 'children_19', 'other', 'parent']
  test.each([
    ['where: { ▮ }', ['amount', 'and', 'parent', 'children_18']],
    ['where: { parent: { ▮ } }', ['amount', 'deleted_at', 'or']],
    ['where: { name: { ▮ } }', ['eq', 'startsWith', 'isNull']],
    ['include: { ▮ }', relations],
    ['include: { parent: { ▮ } }', ['select', 'include', 'withDeleted']],
    ['include: { parent: { include: { ▮ } } }', ['parent', 'other']],
    ["select: ['▮']", ['id', 'amount']],
    ['orderBy: { ▮ }', ['created_at']],
  ])('an editor completes %s', { timeout: 180_000 }, (options, expected) => {
    const { names } = editor.complete(`repos.table_9s.findMany({ ${options} })`)
    expect(names).toEqual(expect.arrayContaining(expected))
    expect(names).not.toContain('Array')
  })
})
