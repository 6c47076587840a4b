import type { Lowered, Lowering } from '../dialect.js'
import { objectSteps } from '../object-steps.js'
import { inStages } from '../stages.js'
import { objects } from './render.js'

/** The whole work of a migration. */
export const lower = (migration: Lowering): Lowered => ({
  steps: inStages(objectSteps(migration, objects)),
  directives: [],
})
