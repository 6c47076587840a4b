import type { Change, ChangeOf, ValueMove } from './change.js'
import { describeTableChange } from './describe-table-change.js'

/** A short phrase for people: `add column platform to campaigns`. */
export const describe = (change: Change): string => {
  switch (change.kind) {
    case 'createEnum':
      return `create enum ${change.enum.name}`
    case 'dropEnum':
      return `drop enum ${change.enum.name}`
    case 'renameEnum':
      return `rename enum ${change.from} to ${change.to}`
    case 'alterEnum':
      return describeEnum(change)
    case 'createTable':
      return `create table ${change.table.name}`
    case 'dropTable':
      return `drop table ${change.table.name}`
    case 'renameTable':
      return `rename table ${change.from} to ${change.to}`
    case 'commentTable':
      return `${change.after === undefined ? 'remove the comment' : 'comment'} on table ${change.table}`
    case 'retargetTable':
      return `change the databases of table ${change.after.name}`
    case 'createView':
      return `create view ${change.view.name}`
    case 'dropView':
      return `drop view ${change.view.name}`
    case 'replaceView':
      return `replace view ${change.after.name}`
    case 'createScript':
      return `create script ${change.script.name}`
    case 'dropScript':
      return `drop script ${change.script.name}`
    case 'replaceScript':
      return `replace script ${change.after.name}`
    default:
      return describeTableChange(change)
  }
}

const describeEnum = (change: ChangeOf<'alterEnum'>): string => {
  const { before, after } = change
  const phrases = describeValues(change)
  if (phrases.length > 0)
    return `${phrases.join(', ')} in enum ${after.name}`.replace(addedAlone, '$1 to enum ')
  if (before.values.join('\0') !== after.values.join('\0')) return `reorder the values of enum ${after.name}`
  if (before.native !== after.native) {
    return after.native ? `give enum ${after.name} a type of its own` : `keep enum ${after.name} as text`
  }
  return `${after.comment === undefined ? 'remove the comment' : 'comment'} on enum ${after.name}`
}

const addedAlone = /^(add values? (?:(?!, (?:rename|move|remove) ).)*) in enum /

/** A phrase for each value that is renamed or takes others in, and for all that come and all that go. */
const describeValues = ({ before, after, values }: ChangeOf<'alterEnum'>): readonly string[] => {
  const into = new Set(values.map(({ to }) => to))
  const moved = new Set(values.map(({ from }) => from))
  const come = after.values.filter((value) => !before.values.includes(value) && !into.has(value))
  const gone = before.values.filter((value) => !after.values.includes(value) && !moved.has(value))
  return [
    ...[...into].map((to) => describeMoves(to, values, before.values.includes(to))),
    ...(come.length > 0 ? [`add ${valuesNamed(come)}`] : []),
    ...(gone.length > 0 ? [`remove ${valuesNamed(gone)}`] : []),
  ]
}

const describeMoves = (to: string, values: readonly ValueMove[], isThere: boolean): string => {
  const moves = values.filter((move) => move.to === to)
  const froms = moves.map(({ from }) => from)
  return isThere || froms.length > 1 || moves.some(({ or }) => or !== undefined)
    ? `move ${froms.join(', ')} to ${to}`
    : `rename value ${froms.join()} to ${to}`
}

const valuesNamed = (values: readonly string[]): string =>
  `value${values.length === 1 ? '' : 's'} ${values.join(', ')}`
