import { type Alteration, inOrder, noAlteration } from '../../../alteration.js'
import type { Hazard } from '../../../dialect.js'
import { mentions } from '../../../mentions.js'
import { bareName, sqlPath } from '../../sql-text/names.js'
import { listOf } from '../../sql-text/tokens.js'
import { type Family, familyOf, parentsOf } from './family.js'
import { paired } from './paired.js'
import type { TableText } from './table-text.js'
import type { Models } from './words.js'

export type ChangedConstraints = Alteration & {
  readonly gone: readonly string[]
  readonly remade: readonly string[]
}

const notValid = ' NOT VALID'

/** Constraints by name; what a parent hands down or takes back is left to it. */
export const changedConstraints = (
  before: TableText,
  after: TableText,
  models: Models,
  remadeColumns: readonly string[],
): ChangedConstraints => {
  const isMade = (definition: string) => remadeColumns.some((column) => mentions(definition, column))
  const isHanded = (model: 'before' | 'after', definition: string) =>
    after.attached && handedDown(familyOf(models[model]), after.name).has(definition)
  const gone = [...before.constraints].filter(
    ([name, definition]) => after.constraints.get(name) !== definition || isMade(definition),
  )
  const come = [...after.constraints].filter(
    ([name, definition]) => before.constraints.get(name) !== definition || isMade(definition),
  )
  const validated = come.filter(
    ([name, definition]) => before.constraints.get(name) === definition + notValid,
  )
  const renamed = paired(
    gone.filter(([name]) => !after.constraints.has(name)),
    come.filter(([name]) => !before.constraints.has(name)),
    ([, from], [, to]) => from === to,
  ).map(({ from, to }) => ({ from: from[0], to: to[0] }))
  const stays = (name: string) =>
    validated.some(([each]) => each === name) || renamed.some(({ from, to }) => from === name || to === name)
  const dropped = gone.filter(
    ([name, definition]) =>
      !stays(name) && !(isHanded('before', definition) && !isHanded('after', definition)),
  )
  const added = come.filter(
    ([name, definition]) =>
      !stays(name) && !(isHanded('after', definition) && !isHanded('before', definition)),
  )
  const alter = `ALTER TABLE ${after.path}`
  return {
    ...inOrder([
      ...dropped.map(([name, definition]) => ({
        ...noAlteration,
        goes: [`${alter} DROP CONSTRAINT ${name}`],
        moves: isKey(definition) ? columnsOf(definition) : [],
      })),
      ...renamed.map(({ from, to }) => ({
        ...noAlteration,
        comes: [`${alter} RENAME CONSTRAINT ${from} TO ${to}`],
      })),
      ...validated.map(([name]) => ({
        ...noAlteration,
        comes: [`${alter} VALIDATE CONSTRAINT ${name}`],
        hazards: [breaking(after, name)],
      })),
      ...added.map(([name, definition]) => ({
        ...noAlteration,
        comes: [...partsOfKey(after, definition, models), `${alter} ADD CONSTRAINT ${name} ${definition}`],
        hazards: definition.endsWith(notValid)
          ? []
          : [breaking(after, name), ...locking(after, name, definition)],
      })),
    ]),
    gone: gone
      .filter(([name]) => !stays(name) && !after.constraints.has(name))
      .map(([name]) => bareName(name)),
    remade: come
      .filter(([name]) => !stays(name) && before.constraints.has(name))
      .map(([name]) => bareName(name)),
  }
}

const isKey = (definition: string): boolean => /^(?:PRIMARY KEY|UNIQUE)\b/.test(definition)

const columnsOf = (definition: string): readonly string[] =>
  listOf(/\(([^()]*)\)/.exec(definition)?.[1] ?? '')?.map(bareName) ?? []

const breaking = ({ name }: TableText, constraint: string): Hazard => ({
  kind: 'may-fail',
  message: `rows of ${name} that break ${bareName(constraint)} stop the migration`,
})

/** A foreign key lets both tables be read, whatever else is held against the rows nobody reads: https://www.postgresql.org/docs/current/explicit-locking.html */
const locking = ({ name }: TableText, constraint: string, definition: string): readonly Hazard[] => {
  const target = foreignKey.exec(definition)?.[1]
  return [
    {
      kind: 'blocks-writes',
      message:
        target === undefined
          ? `${name} can be neither read nor written while its rows are held against ${bareName(constraint)}`
          : `${[...new Set([name, bareName(target)])].join(' and ')} cannot be written while the rows of ${name} are held against ${bareName(constraint)}`,
    },
  ]
}

const foreignKey = new RegExp(`^FOREIGN KEY \\([^()]*\\) REFERENCES ${sqlPath}`, 'u')

/** Definitions of the constraints of all that the table comes from. */
const handedDown = (family: Family, name: string): ReadonlySet<string> => {
  const table = family.table(name)
  const parents = (table === undefined ? [] : parentsOf(table)).flatMap(
    (parent) => family.table(parent) ?? [],
  )
  return new Set(
    parents.flatMap((parent) => [...parent.constraints.values(), ...handedDown(family, parent.name)]),
  )
}

/** Keys of partitions that have names of their own are made first, and taken for those of the whole. */
const partsOfKey = ({ name }: TableText, definition: string, { before, after }: Models): readonly string[] =>
  isKey(definition)
    ? familyOf(after)
        .descendants(name)
        .filter(({ attached }) => attached)
        .toReversed()
        .flatMap((part) =>
          [...part.constraints]
            .filter(
              ([key, other]) =>
                other === definition && familyOf(before).table(part.name)?.constraints.has(key) === false,
            )
            .map(([key]) => `ALTER TABLE ${part.path} ADD CONSTRAINT ${key} ${definition}`),
        )
    : []
