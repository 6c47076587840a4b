import { type Alteration, noAlteration } from '../../../alteration.js'
import { familyOf, textsOf } from './family.js'
import type { TableText } from './table-text.js'
import type { Models } from './words.js'

/**
 * Another bound. All that get one are detached before the first is attached again, and attached before their parent changes, which
 * then changes them too.
 */
export const changedBound = (before: TableText, after: TableText, models: Models): Alteration => {
  if (after.partOf === undefined || before.partOf?.bound === after.partOf.bound) return noAlteration
  const { path } = after.partOf
  return {
    ...noAlteration,
    goes: [`ALTER TABLE ${path} DETACH PARTITION ${after.path}`],
    comes: isChanged(after.partOf.name, models) ? [] : [attachment(after)],
    hazards: [
      { kind: 'may-fail', message: `rows of ${after.name} outside of its new bound stop the migration` },
      { kind: 'blocks-writes', message: `${after.name} cannot be written while its rows are looked through` },
    ],
    moves: [after.name.replace(/^.*\./s, '')],
  }
}

/** Partitions of a table that changes itself. */
export const reattached = ({ name }: TableText, models: Models): readonly string[] =>
  isChanged(name, models)
    ? familyOf(models.after)
        .descendants(name)
        .filter((child) => {
          const before = familyOf(models.before).table(child.name)
          return (
            child.partOf?.name === name &&
            before?.partOf?.name === name &&
            before.partOf.bound !== child.partOf.bound
          )
        })
        .map(attachment)
    : []

const attachment = ({ path, partOf }: TableText): string =>
  `ALTER TABLE ${partOf?.path} ATTACH PARTITION ${path} ${partOf?.bound}`

const isChanged = (name: string, { before, after }: Models): boolean => {
  const [old, next] = [before, after].map((model) => familyOf(model).scriptOf(name))
  return old !== undefined && next !== undefined && textsOf(old).join('\n') !== textsOf(next).join('\n')
}
