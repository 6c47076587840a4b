import type { Dialect } from '../dialect.js'
import { driverType } from './driver-type.js'
import { lower } from './lower.js'
import { check } from './rules.js'
import { sqlType } from './types.js'
import { name, title, versions } from './versions.js'

export const postgres: Dialect = {
  name,
  title,
  aliases: ['pg'],
  versions,
  foldsNames: false,
  check,
  sqlType,
  driverType,
  tableOptions: [],
  numbersKeys: () => false,
  lower,
}
