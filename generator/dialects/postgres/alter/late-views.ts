import { isEarly } from '../../../changes/order.js'
import type { Script, View } from '../../../model/model.js'
import { type Lowering, textFor } from '../../dialect.js'
import { mentions } from '../../mentions.js'
import { name as dialect } from '../versions.js'
import { type AlteredTable, changesOf } from './altered-table.js'
import { mayRead } from './columns-read.js'
import { dropsLate } from './fill-columns.js'
import { isOfView } from './kept-of-views.js'

type Reader = { readonly name: string; readonly text: string; readonly dependsOn: readonly string[] }

/**
 * Names of views and of scripts that make such which can be made only in the end: they read a column that is dropped then, group by a
 * key that is made then, or stand on what is made then. All others are made in the transaction that dropped them.
 */
export const lateViews = (migration: Lowering, tables: readonly AlteredTable[]): ReadonlySet<string> => {
  const { after } = migration.models
  const isView = (script: Script): boolean => isOfView(textOf(script))
  const views = [...after.views, ...after.scripts.filter(isView)].map(reader)
  const late = new Set(
    after.scripts.filter((script) => !isEarly(after, script) && !isView(script)).map(({ name }) => name),
  )
  const others = new Set(late)
  for (const view of views) if (tables.some((table) => waitsFor(view, table))) late.add(view.name)
  for (let size = -1; size !== late.size; ) {
    size = late.size
    for (const view of views) if ([...late].some((name) => standsOn(view, name))) late.add(view.name)
  }
  return new Set([...late].filter((name) => !others.has(name)))
}

const waitsFor = (view: Reader, table: AlteredTable): boolean => {
  const names = [table.before.name, table.after.name]
  if (!names.some((name) => standsOn(view, name))) return false
  const columns = changesOf(table, 'dropColumn').map(({ column }) => column.name)
  return (
    (dropsLate(table) && mayRead(view.text, { tables: names, columns })) ||
    (changesOf(table, 'changePrimaryKey').length > 0 && /\bGROUP\s+BY\b/i.test(view.text))
  )
}

const standsOn = ({ name: own, text, dependsOn }: Reader, name: string): boolean =>
  own !== name && (dependsOn.includes(name) || mentions(text, name))

const reader = (object: View | Script): Reader => ({
  name: object.name,
  text: textOf(object),
  dependsOn: object.dependsOn,
})

const textOf = (object: View | Script): string => {
  if ('sql' in object) return textFor(object.sql, dialect) ?? ''
  return Object.hasOwn(object.create, dialect) ? (object.create[dialect]?.join('\n') ?? '') : ''
}
