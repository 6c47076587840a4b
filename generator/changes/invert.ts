import type { Change, ChangeOf, ValueMove } from './change.js'

/** The changes that undo these, last first. */
export const invert = (changes: readonly Change[]): readonly Change[] => changes.toReversed().map(inverse)

const inverse = (change: Change): Change => {
  switch (change.kind) {
    case 'createEnum':
      return { ...change, kind: 'dropEnum' }
    case 'dropEnum':
      return { ...change, kind: 'createEnum' }
    case 'alterEnum':
      return { ...swapped(change), values: movesBack(change) }
    case 'createTable':
      return { ...change, kind: 'dropTable' }
    case 'dropTable':
      return { ...change, kind: 'createTable' }
    case 'renameEnum':
    case 'renameTable':
    case 'renameColumn':
    case 'renamePart':
      return { ...change, from: change.to, to: change.from }
    case 'commentTable':
      return { ...change, before: change.after, after: change.before }
    case 'changePrimaryKey':
      return { ...change, before: change.after, after: change.before }
    case 'changeOptions':
      return { ...change, before: change.after, after: change.before }
    case 'retargetTable':
    case 'replaceView':
    case 'replaceScript':
      return swapped(change)
    case 'alterColumn':
      return { ...swapped(change), up: change.down, down: change.up }
    case 'addColumn':
      return { ...change, kind: 'dropColumn' }
    case 'dropColumn':
      return { ...change, kind: 'addColumn' }
    case 'addUnique':
      return { ...change, kind: 'dropUnique' }
    case 'dropUnique':
      return { ...change, kind: 'addUnique' }
    case 'addIndex':
      return { ...change, kind: 'dropIndex' }
    case 'dropIndex':
      return { ...change, kind: 'addIndex' }
    case 'addCheck':
      return { ...change, kind: 'dropCheck' }
    case 'dropCheck':
      return { ...change, kind: 'addCheck' }
    case 'addForeignKey':
      return { ...change, kind: 'dropForeignKey' }
    case 'dropForeignKey':
      return { ...change, kind: 'addForeignKey' }
    case 'addTrigger':
      return { ...change, kind: 'dropTrigger' }
    case 'dropTrigger':
      return { ...change, kind: 'addTrigger' }
    case 'createView':
      return { ...change, kind: 'dropView' }
    case 'dropView':
      return { ...change, kind: 'createView' }
    case 'createScript':
      return { ...change, kind: 'dropScript' }
    case 'dropScript':
      return { ...change, kind: 'createScript' }
    default:
      return change satisfies never
  }
}

const swapped = <T extends { readonly before: unknown; readonly after: unknown }>(change: T): T => ({
  ...change,
  before: change.after,
  after: change.before,
})

/**
 * Rows that were merged into a new value no longer tell which of them came from where, so they get the first that was named; those
 * that another value took in stay with it.
 */
const movesBack = ({ before, values }: ChangeOf<'alterEnum'>): readonly ValueMove[] => {
  const moves = values
    .flatMap(({ from, to, or = [] }) => [to, ...or].map((each) => ({ from, to: each })))
    .filter(({ to }) => !before.values.includes(to))
  return [...new Set(moves.map(({ to }) => to))].flatMap((value) => {
    const [first, ...others] = moves.filter(({ to }) => to === value).map(({ from }) => from)
    if (first === undefined) return []
    return [{ from: value, to: first, ...(others.length > 0 ? { or: others } : {}) }]
  })
}
