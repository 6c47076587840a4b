import { foundModel } from '../dialects/found-model.js'
import { dialects } from '../dialects/index.js'
import type { Introspection } from '../dialects/introspection.js'
import { madeAnew, NotMade } from './made-anew.js'

/** What was found in a database, as the engine that makes databases to compare with writes it; undefined if it cannot make it. */
export async function respell(found: Introspection, dialect: string): Promise<Introspection | undefined> {
  const known = dialects.find(({ name }) => name === dialect)
  if (known === undefined) return undefined
  try {
    return await madeAnew(foundModel(found, dialect), { dialect: known, version: known.versions.default })
  } catch (error) {
    if (error instanceof NotMade) return undefined
    throw error
  }
}
