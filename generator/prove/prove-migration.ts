import type { Verdict } from '../plan/verdict.js'
import { extensionsOf } from './creation.js'
import type { Engine } from './engine.js'
import { engineFor } from './engines/index.js'
import type { ProofRequest } from './proof-request.js'
import { openProver } from './prover.js'

export type { ProofRequest } from './proof-request.js'

/**
 * Runs a migration up, down and up again on a database made for it, with rows in it, and compares what the database says of
 * itself with one made afresh: after a migration nothing may tell that there was a state before, and no row may be lost.
 */
export const proveMigration = async (request: ProofRequest, on?: Engine): Promise<Verdict> => {
  const [verdict] = await proveMigrations([request], on)
  if (verdict === undefined) throw new Error('A proof without a verdict')
  return verdict
}

/** The same for migrations that follow each other in one database, oldest first; the state between is made once. */
export const proveMigrations = async (
  requests: readonly ProofRequest[],
  on?: Engine,
): Promise<readonly Verdict[]> => {
  const [first] = requests
  if (first === undefined) return []
  const dialect = first.dialect.name
  const models = requests.flatMap(({ before, after }) => [before, after])
  const engine = on ?? (await engineFor(dialect, { extensions: extensionsOf(models, dialect) }))
  if ('unavailable' in engine) {
    const reason = `${first.dialect.title} was not run: ${engine.unavailable}`
    return requests.map(() => ({ kind: 'unproven', dialect, reason }))
  }
  const prover = openProver(engine)
  const verdicts: Verdict[] = []
  try {
    for (const request of requests) verdicts.push(await prover.prove(request))
  } finally {
    await prover.close()
  }
  return verdicts
}
