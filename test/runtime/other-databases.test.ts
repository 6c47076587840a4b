import { DummyDriver, Kysely, MysqlAdapter, MysqlIntrospector, MysqlQueryCompiler } from 'kysely'
import { expect, test } from 'vitest'
import { attachSchema, InvalidQueryError } from '../../runtime/index.js'
import { sessionOf } from '../../runtime/session-of.js'
import { everyType } from './every-type.js'

test('a database that is neither SQLite nor PostgreSQL is refused by name', () => {
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new MysqlAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (instance) => new MysqlIntrospector(instance),
      createQueryCompiler: () => new MysqlQueryCompiler(),
    },
  })
  expect(() => sessionOf(db)).toThrow(InvalidQueryError)
  expect(() => sessionOf(db)).toThrow(/SQLite and PostgreSQL.*MysqlAdapter/)
  expect(() => attachSchema(db, everyType)).not.toThrow()
})
