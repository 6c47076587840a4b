import { afterAll, expect, test } from 'vitest'
import type { Engine } from '../../generator/prove/engine.js'
import { closeEngines, engineFor } from '../../generator/prove/engines/index.js'

afterAll(closeEngines)

test.each(['ltree', 'pg_trgm'])('an engine is emptied of %s and of what stands on it', async (name) => {
  const engine = (await engineFor('postgres', { extensions: [name] })) as Engine
  const before = await engine.open()
  await before.execute(`CREATE EXTENSION ${name}`)
  const [type, class_] = name === 'ltree' ? ['ltree', 'gist_ltree_ops'] : ['text', 'gist_trgm_ops']
  await before.execute(`CREATE TABLE held (p ${type})`)
  await before.execute(`CREATE MATERIALIZED VIEW seen AS SELECT p FROM held`)
  await before.execute(`CREATE INDEX held_p ON held USING gist (p ${class_})`)
  await before.execute(`CREATE INDEX seen_p ON seen USING gist (p ${class_})`)
  await before.close()
  const after = await engine.open()
  expect(await after.catalogue()).toEqual([])
  await after.close()
})

test('one transaction may lock as much as a database of thousands of tables has', async () => {
  const engine = (await engineFor('postgres', { extensions: [] })) as Engine
  const database = await engine.open()
  await database.execute('BEGIN; SELECT pg_advisory_xact_lock(n) FROM generate_series(1, 40000) AS n; COMMIT')
  await database.close()
})
