import { migrateUp } from 'tablewright'
import { afterAll, describe, expect, test } from 'vitest'
import { verifiedPull } from '../../generator/cli/verify-pull.js'
import { dialects } from '../../generator/dialects/index.js'
import { parseDocument } from '../../generator/document/parse.js'
import { openLive } from '../../generator/live/open-live.js'
import type { Model } from '../../generator/model/model.js'
import { resolveModel } from '../../generator/model/resolve.js'
import { closeEngines } from '../../generator/prove/engines/index.js'
import { readInclude, readSchema } from '../../generator/workspace/sources.js'
import { resolveYaml } from '../model/resolve-yaml.js'
import { databases } from '../support/database.js'
import { opened } from '../support/opened.js'
import { knownModel } from './known-model.js'

const systems = ['causal-discovery', 'data-wrangler', 'kosmos-research', 'pfd-dashboard', 'within-campaigns']

/** That of kosmos-research is this repository's own. */
const folderOf = (system: string): string =>
  new URL(
    system === 'kosmos-research'
      ? '../../generated/migrations'
      : `../../examples/${system}/generated/migrations`,
    import.meta.url,
  ).pathname

const modelOf = (text: string): Model => resolveYaml(text).model

/** What its author wrote. */
function modelIn(system: string): Model {
  const file = new URL(
    system === 'kosmos-research' ? '../../schema.yaml' : `../../examples/${system}/schema.yaml`,
    import.meta.url,
  ).pathname
  const main = readSchema(file).value ?? expect.fail(file)
  const document = parseDocument({ main, readInclude, dialects }).value ?? expect.fail(file)
  return (resolveModel(document, dialects).value ?? expect.fail(file)).model
}

afterAll(closeEngines)

describe.each(databases)('on %s', (dialect) => {
  test.each(systems)(
    'the migrated database of %s gives back a schema that makes the same',
    async (system) => {
      const database = await opened(dialect, { by: 'connect' })
      try {
        await migrateUp(database.db, { folder: folderOf(system) })
        const live = await openLive(database.url)
        try {
          const pulled = await verifiedPull(await live.introspect(), dialect, await live.catalogue())
          expect(pulled.diagnostics).toEqual([])
          expect(pulled.unverified).toBeUndefined()
          expect(pulled.leftOut).toEqual([])
          expect(pulled.differences).toEqual([])
          expect(knownModel(modelOf(pulled.text), dialect)).toEqual(knownModel(modelIn(system), dialect))
        } finally {
          await live.close()
        }
      } finally {
        await database.close()
      }
    },
  )
})
