import { expect, test } from 'vitest'
import { engineFor } from '../../generator/prove/engines/index.js'
import { namedRoles } from '../../generator/prove/engines/named-roles.js'

test.each([
  ['CREATE POLICY p ON t TO app_user USING (true)', ['app_user']],
  [
    'CREATE POLICY "to whom" ON t AS RESTRICTIVE FOR SELECT TO "App", reader, PUBLIC USING (true)',
    ['App', 'reader'],
  ],
  ['CREATE POLICY p ON t USING (true)', []],
  ['GRANT SELECT, INSERT ON t TO App_User, pg_monitor', ['app_user']],
  ['REVOKE ALL ON t FROM app_user', ['app_user']],
  ['ALTER TABLE t OWNER TO "o""r"', ['o"r']],
  ['ALTER TABLE t RENAME TO u', []],
  ['INSERT INTO t SELECT 1', []],
])('roles in %s', (sql, names) => {
  expect(namedRoles(sql)).toEqual(names)
})

test('a policy for a role that only the server has can be proven', async () => {
  const engine = await engineFor('postgres', { extensions: [] })
  if ('unavailable' in engine) throw new Error(engine.unavailable)
  const database = await engine.open()
  await database.execute('CREATE TABLE t (a int)')
  await database.execute(`CREATE POLICY p ON t TO app_user, "it's" USING (true)`)
  await database.execute('GRANT SELECT ON t TO app_user')
  expect((await database.catalogue()).filter((line) => line.startsWith('policy'))).toEqual([
    expect.stringContaining("to app_user, it's"),
  ])
})
