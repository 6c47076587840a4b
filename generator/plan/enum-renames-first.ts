import type { Change, ChangeOf } from '../changes/change.js'
import { columnWithRenamedEnum } from '../changes/rename-enum.js'

type Rename = ChangeOf<'renameEnum'>

/**
 * Changes that are undone end with the renames of enums, and speak of the names before them; but a database gives a type its
 * new name first, see `stages.ts`. What is dropped keeps the name under which it is known until then.
 */
export const enumRenamesFirst = (changes: readonly Change[]): readonly Change[] => {
  const renames = changes.filter((change): change is Rename => change.kind === 'renameEnum')
  const rest = changes.flatMap((change, position) =>
    change.kind === 'renameEnum'
      ? []
      : [renames.filter((rename) => changes.indexOf(rename) > position).reduce(speakingOf, change)],
  )
  return [...renames, ...rest]
}

const speakingOf = (change: Change, rename: Rename): Change => {
  switch (change.kind) {
    case 'alterEnum':
      return change.after.name === rename.from
        ? {
            ...change,
            before: { ...change.before, name: rename.to },
            after: { ...change.after, name: rename.to },
          }
        : change
    case 'addColumn':
      return { ...change, column: columnWithRenamedEnum(change.column, rename) }
    case 'alterColumn':
      return {
        ...change,
        before: columnWithRenamedEnum(change.before, rename),
        after: columnWithRenamedEnum(change.after, rename),
      }
    default:
      return change
  }
}
