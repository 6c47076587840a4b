import type { ScriptEntry } from '../document/document.js'
import type { Script } from './model.js'
import type { Scope } from './scope.js'
import { dialectMap } from './sql-text.js'

export const buildScript = (entry: ScriptEntry, scope: Scope): Script => ({
  name: entry.name.value,
  create: dialectMap(entry.create, entry.name.span, scope),
  drop: dialectMap(entry.drop, entry.name.span, scope),
  dependsOn: entry.dependsOn.map((name) => name.value),
  meta: { origin: { span: entry.name.span, mixin: undefined } },
})
