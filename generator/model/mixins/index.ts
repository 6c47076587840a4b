import { audit } from './audit.js'
import type { BuiltInMixin } from './mixin.js'
import { softDelete } from './soft-delete.js'
import { timestamp } from './timestamp.js'
import { uuid } from './uuid.js'
import { versioning } from './versioning.js'

/** In the order in which their columns stand in a table. */
const mixins: readonly BuiltInMixin[] = [uuid, timestamp, audit, softDelete, versioning]

export const builtInMixins: ReadonlyMap<string, BuiltInMixin> = new Map(
  mixins.map((mixin) => [mixin.name, mixin]),
)

/** Mixins that are nothing but others. */
export const builtInComposites: ReadonlyMap<string, readonly string[]> = new Map([
  ['timestamped', ['timestamp']],
  ['full', ['uuid', 'timestamp', 'soft-delete', 'audit']],
])

export const isBuiltInMixin = (name: string): boolean =>
  builtInMixins.has(name) || builtInComposites.has(name)
