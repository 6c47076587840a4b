import { creationRank } from '../../../changes/order.js'
import { derivedName } from '../../../naming/identifier.js'
import type { Lowering } from '../../dialect.js'
import { scriptStatements } from '../../scripts.js'
import type { StagedStep } from '../../stages.js'
import { quote } from '../identifiers.js'
import { partsOfPath, unquoted } from '../sql-text/names.js'
import { name as dialect } from '../versions.js'
import { scriptsAside } from './replaced-types.js'

/** The old type is called otherwise until no column has it any more. */
export const stepAside = (migration: Lowering): readonly StagedStep[] => {
  const rank = creationRank(migration.models.after)
  return scriptsAside(migration).flatMap(({ before, script, causes }) => {
    const { old, oldPath } = asideNames(before.path)
    const object = before.kind === 'domain' ? 'DOMAIN' : 'TYPE'
    const place = rank('script', script.name)
    const step = {
      mode: 'shared',
      causes,
      hazards: [],
      subject: { element: script, table: undefined },
    } as const
    return [
      {
        stage: 'rename',
        rank: place,
        step: {
          ...step,
          statements: [
            {
              sql: `ALTER ${object} ${before.path} RENAME TO ${old}`,
              comment: `let the old type ${before.path} step aside`,
            },
          ],
        },
      },
      {
        stage: 'scripts',
        rank: place,
        step: { ...step, statements: scriptStatements(script, 'create', dialect) },
      },
      {
        stage: 'drop enums',
        rank: -place,
        step: {
          ...step,
          statements: [{ sql: `DROP ${object} ${oldPath}`, comment: `drop the old type ${before.path}` }],
        },
      },
    ]
  })
}

const asideNames = (path: string): { readonly old: string; readonly oldPath: string } => {
  const { schema, name } = partsOfPath(path)
  const old = quote(derivedName([unquoted(name)], 'old'))
  return { old, oldPath: `${schema}${old}` }
}
