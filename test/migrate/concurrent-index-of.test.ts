import { expect, test } from 'vitest'
import { concurrentIndexOf } from '../../runtime/migrate/concurrent-index.js'

test.each([
  ['CREATE INDEX CONCURRENTLY a_idx ON a (b)', { name: 'a_idx', table: 'a' }],
  [
    '-- locks a\ncreate unique index concurrently if not exists A_Idx on only s.a(b)',
    { name: 'a_idx', table: 's.a' },
  ],
  [
    'CREATE INDEX CONCURRENTLY "a ""b"" (c)" ON "S"."a.b" USING gin (c)',
    { name: 'a "b" (c)', table: '"S"."a.b"' },
  ],
  ['CREATE INDEX CONCURRENTLY ON a (b)', undefined],
  ['CREATE INDEX a_idx ON a (b)', undefined],
])('%s', (statement, expected) => {
  expect(concurrentIndexOf(statement)).toEqual(expected)
})
