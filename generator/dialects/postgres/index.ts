import type { Dialect } from '../dialect.js'
import { driverTypes } from './driver-type.js'
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
  driverTypes,
  tableOptions: [],
  numbersKeys: () => false,
  lower,
}
