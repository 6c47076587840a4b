import type { Change, ChangeOf } from './change.js'
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

/** One phrase for what happens to the values, else for what else there is. */
const describeEnum = ({ before, after, values }: ChangeOf<'alterEnum'>): string => {
  const { name } = after
  const moved = values.filter(({ from, to }) => !before.values.includes(to) && before.values.includes(from))
  const targets = new Set(moved.map(({ to }) => to))
  const come = after.values.filter((value) => !before.values.includes(value) && !targets.has(value))
  const gone = before.values.filter(
    (value) => !after.values.includes(value) && !moved.some(({ from }) => from === value),
  )
  const phrases = [
    ...moved.map(({ from, to }) => `rename value ${from} to ${to}`),
    ...(come.length > 0 ? [`add ${valuesNamed(come)}`] : []),
    ...(gone.length > 0 ? [`remove ${valuesNamed(gone)}`] : []),
  ]
  if (phrases.length > 0)
    return `${phrases.join(', ')} in enum ${name}`.replace(/^(add [^,]*) in enum /, '$1 to enum ')
  if (before.values.join('\0') !== after.values.join('\0')) return `reorder the values of enum ${name}`
  if (before.native !== after.native) {
    return `${after.native ? 'give enum' : 'keep enum'} ${name} ${after.native ? 'a type of its own' : 'as text'}`
  }
  return `${after.comment === undefined ? 'remove the comment' : 'comment'} on enum ${name}`
}

const valuesNamed = (values: readonly string[]): string =>
  `value${values.length === 1 ? '' : 's'} ${values.join(', ')}`
