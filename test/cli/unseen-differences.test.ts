import { expect, test } from 'vitest'
import type { DiffSource } from '../../generator/cli/diff-source.js'
import { whyUnread } from '../../generator/cli/migrate-problem.js'
import { unseenDifferences } from '../../generator/cli/unseen-differences.js'
import { emptyModel } from '../../generator/model/model.js'
import { column, table } from '../support/model-builder.js'

const database = (...catalogue: readonly string[]): DiffSource => ({
  kind: 'database',
  dialect: 'postgres',
  introspection: { model: emptyModel, others: [] },
  catalogue,
})
const change = { kind: 'createTable', table: table('u', [column('a', 'text')]), park: undefined } as const

test('what introspection does not see is told beside changes: what the first lacks, and what it has too much', () => {
  const from = database('table t', 'secret of t', 'same')
  const to = database('table t', 'table u', 'wish of t', 'same')
  expect(unseenDifferences({ from, to }, [change], ['table t', 'table u', 'secret of t'])).toEqual([
    '- wish of t',
    '+ secret of t',
  ])
})

test('what the SQL sees to, and what both databases have and one made anew has not, is no difference', () => {
  const [from, to] = [database('table t', 'hidden'), database('table t', 'table u', 'hidden')]
  expect(unseenDifferences({ from, to }, [change], ['table t', 'table u'])).toEqual([])
  expect(unseenDifferences({ from, to }, [change], undefined)).toEqual([])
})

test('where nothing changes, all that differs is told, and from no database, all that is not made', () => {
  expect(unseenDifferences({ from: database('a'), to: database('b') }, [], undefined)).toEqual(['- b', '+ a'])
  expect(unseenDifferences({ from: { kind: 'empty' }, to: database('a', 'b') }, [change], ['a'])).toEqual([
    '- b',
  ])
})

test('a database that cannot be read is a problem, and a bug is none', () => {
  const refused = Object.assign(new Error('no such user'), { code: '28000' })
  expect(whyUnread(refused, 'sqlite:app.db')).toBe('cannot read sqlite:app.db: no such user')
  const bug = new TypeError('x is not a function')
  expect(() => whyUnread(bug, 'sqlite:app.db')).toThrow(bug)
})
