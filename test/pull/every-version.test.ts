import { afterAll, expect, test } from 'vitest'
import { closeEngines } from '../../generator/prove/engines/index.js'
import { pulled } from './pulled.js'

afterAll(closeEngines)

// Also run on each version of PostgreSQL that is served, none of which shows expressions as another does.
test('what a version of PostgreSQL writes otherwise than another is no difference', async () => {
  const { differences, leftOut, unverified } = await pulled('postgres', 'postgres-expressions')
  expect({ differences, leftOut, unverified }).toEqual({
    differences: [],
    leftOut: [],
    unverified: undefined,
  })
})
