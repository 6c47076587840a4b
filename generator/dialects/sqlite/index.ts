import type { Dialect } from '../dialect.js'
import { lower } from './lower.js'
import { check } from './rules.js'
import { sqlType } from './types.js'
import { name, title, versions } from './versions.js'

export const sqlite: Dialect = {
  name,
  title,
  aliases: [],
  versions,
  check,
  sqlType,
  lower,
}
