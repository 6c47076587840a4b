import type { ForeignKeyEntry } from '../../document/document.js'
import type { DraftTable, Placed } from '../draft.js'
import type { LogicalType } from '../model.js'
import { quoted } from '../quoted.js'
import { softDeleteAction } from '../soft-delete-action.js'
import type { Rule, RuleContext } from './rule.js'

type Link = { readonly child: DraftTable; readonly foreignKey: Placed<ForeignKeyEntry> }

/** One actor deletes a row and all that goes with it, so every table on the way must be able to name that actor. */
export const cascadeActors: Rule = (context) => {
  const links = cascades(context)
  for (const table of context.tables) {
    const actor = actorOf(table, context)
    if (actor !== undefined) checkBelow(table, actor, links, context)
  }
}

const checkBelow = (
  root: DraftTable,
  actor: Actor,
  links: ReadonlyMap<string, readonly Link[]>,
  context: RuleContext,
): void => {
  const seen = new Set([root.name])
  const open = [root.name]
  for (let parent = open.shift(); parent !== undefined; parent = open.shift()) {
    for (const { child, foreignKey } of links.get(parent) ?? []) {
      if (seen.has(child.name)) continue
      seen.add(child.name)
      const other = actorOf(child, context)
      // What a table with an actor of its own cascades to is compared with that one.
      if (other === undefined) open.push(child.name)
      else if (!agree(actor.type, other.type)) report(root, actor, child, other, foreignKey, context)
    }
  }
}

const report = (
  root: DraftTable,
  actor: Actor,
  child: DraftTable,
  other: Actor,
  { entry }: Placed<ForeignKeyEntry>,
  context: RuleContext,
): void =>
  context.report(
    'invalid-action',
    entry.span,
    `A deletion in ${quoted(root.name)} goes on to ${quoted(child.name)}, but no actor fits both: ${quoted(actor.column)} is ${actor.type.kind}, ${quoted(other.column)} is ${other.type.kind}`,
    'Give the audit mixins of both tables the same `actor`, or the foreign key `on_soft_delete: restrict`',
  )

type Actor = { readonly column: string; readonly type: LogicalType }

const actorOf = (table: DraftTable, { types }: RuleContext): Actor | undefined => {
  const column = table.behaviors.softDelete && table.behaviors.audit?.deletedBy
  const draft = column === undefined ? undefined : table.columnsByName.get(column)
  const type = draft && types.get(draft)?.type
  return column === undefined || type === undefined ? undefined : { column, type }
}

/** Foreign keys that a soft deletion follows, by the table they point at. */
const cascades = ({ tables, byName }: RuleContext): ReadonlyMap<string, readonly Link[]> => {
  const links = new Map<string, Link[]>()
  for (const child of tables) {
    if (child.behaviors.softDelete === undefined) continue
    for (const foreignKey of child.foreignKeys) {
      const parent = foreignKey.entry.table.value
      if (byName.get(parent)?.behaviors.softDelete === undefined || !cascadesSoftly(foreignKey.entry))
        continue
      const known = links.get(parent)
      if (known) known.push({ child, foreignKey })
      else links.set(parent, [{ child, foreignKey }])
    }
  }
  return links
}

const cascadesSoftly = ({ onSoftDelete, onDelete }: ForeignKeyEntry): boolean =>
  softDeleteAction({
    onSoftDelete: onSoftDelete?.value,
    onDelete: onDelete?.value,
    childSoftDeletes: true,
  }) === 'cascade'

/** Kinds of columns that take the same actor. */
const families: Readonly<Partial<Record<LogicalType['kind'], string>>> = {
  smallint: 'integer',
  bigint: 'integer',
  text: 'string',
  varchar: 'string',
  char: 'string',
  uuid: 'string',
  enum: 'string',
}

const agree = (a: LogicalType, b: LogicalType): boolean =>
  a.kind === 'native' || b.kind === 'native' || (families[a.kind] ?? a.kind) === (families[b.kind] ?? b.kind)
