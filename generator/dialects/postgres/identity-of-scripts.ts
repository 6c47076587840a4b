import type { Model } from '../../model/model.js'
import { bareName, sqlName, sqlPath } from './sql-text/names.js'
import { name as dialect } from './versions.js'

const identity = new RegExp(
  `^\\s*ALTER TABLE (?:ONLY )?${sqlPath} ALTER (?:COLUMN )?${sqlName} ADD GENERATED `,
  'iu',
)

/** `table.column` of those that a script of the author gives numbers, because the language has no word for such an identity. */
export const identityOfScripts = ({ scripts }: Model): ReadonlySet<string> =>
  new Set(
    scripts
      .flatMap(({ create }) => create[dialect] ?? [])
      .flatMap((sql) => {
        const [, table, column] = identity.exec(sql) ?? []
        return table !== undefined && column !== undefined ? [`${bareName(table)}.${bareName(column)}`] : []
      }),
  )
