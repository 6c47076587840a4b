// Runs a statement that never ends in the engine that is named: a program for time-limit.test.ts.
import { engineFor } from '../../generator/prove/engines/index.js'

const endless =
  'WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers) SELECT count(*) FROM numbers'

const engine = await engineFor(process.argv[2] ?? '', { extensions: [] })
if ('unavailable' in engine) throw new Error(engine.unavailable)
const database = await engine.open()
await database.execute(endless)
