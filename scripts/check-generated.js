// Every schema of this repository has its generated files committed; all must be what the schema says.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'

const examples = readdirSync('examples').map((name) => `examples/${name}/schema.yaml`)
const schemas = [
  'schema.yaml',
  'test/behaviour/schema.yaml',
  'test/behaviour/writing/schema.yaml',
  'test/behaviour/history/schema.yaml',
  'test/behaviour/include/schema.yaml',
  'test/model-based/schema.yaml',
  ...examples.filter((path) => !path.includes('kosmos-research')),
]
const failed = schemas.filter((schema) => {
  process.stdout.write(`${schema}: `)
  return (
    spawnSync(process.execPath, ['bin/tablewright.js', 'check', '--schema', schema], { stdio: 'inherit' })
      .status !== 0
  )
})
process.exitCode = failed.length > 0 ? 1 : 0
