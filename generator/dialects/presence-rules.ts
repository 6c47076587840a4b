import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Model } from '../model/model.js'
import { type Dialect, isFor } from './dialect.js'
import { report } from './report.js'

/** Foreign keys of tables that this database has to tables that it has not. */
export const checkPresence = (
  model: Model,
  { name, title }: Pick<Dialect, 'name' | 'title'>,
): readonly Diagnostic[] => {
  const absent = new Set(model.tables.filter((table) => !isFor(table, name)).map((table) => table.name))
  return model.tables
    .filter((table) => isFor(table, name))
    .flatMap((table) =>
      table.foreignKeys
        .filter((foreignKey) => absent.has(foreignKey.table))
        .flatMap((foreignKey) =>
          report(
            'unsupported-constraint',
            foreignKey,
            `${table.name} points at ${foreignKey.table}, which does not exist on ${title}`,
            `give ${table.name} the same dialects as ${foreignKey.table}`,
          ),
        ),
    )
}
