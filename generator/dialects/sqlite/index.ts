import type { Dialect } from '../dialect.js'
import { driverType } from './driver-type.js'
import { lower } from './lower.js'
import { isRowNumber } from './row-number.js'
import { check } from './rules.js'
import { hasNoRowNumbers, tableOptions } from './table-options.js'
import { sqlType } from './types.js'
import { name, title, versions } from './versions.js'

export const sqlite: Dialect = {
  name,
  title,
  aliases: [],
  versions,
  foldsNames: true,
  check,
  sqlType,
  driverTypes: () => driverType,
  tableOptions,
  numbersKeys: (declared, options) => isRowNumber(declared) && !hasNoRowNumbers(options),
  lower,
}
