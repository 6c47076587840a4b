import { afterAll, expect, test } from 'vitest'
import type { VerifiedPull } from '../../generator/cli/verify-pull.js'
import { closeEngines } from '../../generator/prove/engines/index.js'
import type { DialectName } from '../../runtime/session.js'
import { pulled } from './pulled.js'

afterAll(closeEngines)

const named = ({ leftOut }: VerifiedPull): readonly string[] =>
  leftOut.map(({ kind, name, table }) =>
    table === undefined ? `${kind} ${name}` : `${kind} of ${table}: ${name}`,
  )

test.each<[DialectName, string]>([
  ['postgres', 'postgres-everything'],
  ['postgres', 'postgres-shop'],
  ['postgres', 'postgres-schemas'],
  ['postgres', 'postgres-expressions'],
  ['sqlite', 'sqlite-music-store'],
  ['sqlite', 'sqlite-chinook'],
  ['sqlite', 'sqlite-django'],
  ['sqlite', 'sqlite-rails'],
  ['sqlite', 'sqlite-prisma-ef'],
  ['sqlite', 'sqlite-desktop'],
])('%s: all of %s is said, kept or named', async (dialect, name) => {
  const result = await pulled(dialect, name)
  expect(result.diagnostics).toEqual([])
  expect(result.unverified).toBeUndefined()
  await expect(result.text).toMatchFileSnapshot(`databases/${name}.yaml`)
  await expect([...named(result), ...result.differences, ''].join('\n')).toMatchFileSnapshot(
    `databases/${name}.differences.txt`,
  )
})
