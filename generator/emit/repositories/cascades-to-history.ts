import type { ForeignKey, Model } from '../../model/model.js'

/** Tables without a history from which the actions of foreign keys lead to rows that have one, at whatever distance. */
export function cascadingToHistory({ tables }: Model): ReadonlySet<string> {
  const versioned = tables
    .filter(({ meta }) => meta?.behaviors.versioning !== undefined)
    .map(({ name }) => name)
  const reached = new Set(versioned)
  for (let size = -1; size !== reached.size; ) {
    size = reached.size
    for (const table of tables) {
      if (!reached.has(table.name)) continue
      for (const key of table.foreignKeys) if (acts(key)) reached.add(key.table)
    }
  }
  for (const name of versioned) reached.delete(name)
  return reached
}

const acts = ({ onDelete, onUpdate }: ForeignKey): boolean =>
  [onDelete, onUpdate].some(
    (action) => action === 'cascade' || action === 'set null' || action === 'set default',
  )
