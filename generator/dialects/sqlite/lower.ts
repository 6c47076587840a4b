import type { Lowered, Lowering, Step } from '../dialect.js'
import { objectSteps } from '../object-steps.js'
import { inStages } from '../stages.js'
import { objects } from './render.js'

/** The whole work of a migration. */
export const lower = (migration: Lowering): Lowered => {
  const steps = inStages(objectSteps(migration, objects))
  return { steps, directives: steps.some(dropsTable) ? ['foreign_keys: off'] : [] }
}

/**
 * DROP TABLE deletes the rows first and so runs the actions of foreign keys, which fail for tables that point at each other:
 * https://www.sqlite.org/foreignkeys.html#fk_schemacommands
 */
const dropsTable = ({ statements }: Step): boolean => statements.some(({ sql }) => sql.startsWith('DROP TABLE'))
