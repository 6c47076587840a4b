import { alterationsOf } from '../../changes/alterations.js'
import { isFor, type Lowered, type Lowering } from '../dialect.js'
import { objectSteps } from '../object-steps.js'
import { inStages } from '../stages.js'
import { sqliteAlteration } from './alter/alteration.js'
import { wayOf } from './alter/decide.js'
import { foreignKeyDirectives, foreignKeyGuard } from './alter/foreign-keys-off.js'
import { nativeRenames } from './alter/native-renames.js'
import { type Altered, alterationSteps, renameSteps } from './alter/steps.js'
import { surroundingSteps } from './alter/surroundings.js'
import { objectsOf } from './render.js'
import { name } from './versions.js'

/** The whole work of a migration. */
export const lower = (migration: Lowering): Lowered => {
  const { changes, models } = migration
  const renamed = nativeRenames(changes, models.before)
  const altered = alterationsOf(changes, models)
    .filter(({ before, after }) => isFor(before, name) && isFor(after, name))
    .map((alteration): Altered => {
      const own = sqliteAlteration(alteration, renamed, migration)
      return { alteration: own, way: wayOf(own) }
    })
  const steps = inStages([
    ...foreignKeyGuard(migration, altered),
    ...objectSteps(migration, objectsOf(migration)),
    ...renameSteps(renamed.renames, models),
    ...altered.flatMap(alterationSteps),
    ...surroundingSteps(migration, altered, renamed.renames),
  ])
  return { steps, directives: foreignKeyDirectives(migration, altered) }
}
