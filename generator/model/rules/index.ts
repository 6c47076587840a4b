import { cascadeActors } from './cascade-actors.js'
import { columnsExist } from './columns-exist.js'
import { dependenciesExist } from './dependencies-exist.js'
import { dialectsExist } from './dialects-exist.js'
import { dropsGone } from './drops-gone.js'
import { foreignKeyActions } from './foreign-key-actions.js'
import { foreignKeyTargets } from './foreign-key-targets.js'
import { formerNames } from './former-names.js'
import { formerValues } from './former-values.js'
import { identityColumns } from './identity-columns.js'
import { liveUniqueKeys } from './live-unique-keys.js'
import { namesClash } from './names-clash.js'
import { namesValid } from './names-valid.js'
import { primaryKeys } from './primary-keys.js'
import { reservedColumns } from './reserved-columns.js'
import { reservedNames } from './reserved-names.js'
import type { Rule } from './rule.js'
import { softDeleteActions } from './soft-delete-actions.js'
import { tableOptions } from './table-options.js'
import { tablesHaveColumns } from './tables-have-columns.js'
import { textsStorable } from './texts-storable.js'

export const rules: readonly Rule[] = [
  namesValid,
  namesClash,
  reservedNames,
  reservedColumns,
  textsStorable,
  tablesHaveColumns,
  columnsExist,
  primaryKeys,
  identityColumns,
  foreignKeyTargets,
  foreignKeyActions,
  softDeleteActions,
  cascadeActors,
  liveUniqueKeys,
  dialectsExist,
  tableOptions,
  formerNames,
  dropsGone,
  formerValues,
  dependenciesExist,
]
