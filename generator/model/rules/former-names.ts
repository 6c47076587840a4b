import type { Located } from '../../document/document.js'
import type { Index } from '../model.js'
import { quoted } from '../quoted.js'
import type { Report } from '../scope.js'
import type { Rule } from './rule.js'

type Named = { readonly name: string; readonly was: Located<string> | undefined }

/** `was` names what is gone, and one thing can only have become one other. */
export const formerNames: Rule = ({ tables, document, report, model }) => {
  const enums = document.enums.map(({ name, was }) => ({ name: name.value, was }))
  const indexes = model.tables.flatMap((table) => table.indexes.map(asNamed))
  check(
    'table',
    tables.map(({ name, entry }) => ({ name, was: entry.was })),
    report,
  )
  check('enum', enums, report)
  check('index', indexes, report)
  for (const { columns } of tables) {
    const named = columns.map(({ entry }) => ({ name: entry.name.value, was: entry.was }))
    check('column', named, report)
  }
}

const asNamed = ({ name, meta }: Index): Named => ({
  name,
  was: meta?.was === undefined ? undefined : { value: meta.was, span: meta.origin.span },
})

/** What takes over a name that is given up at the same time must wait its turn. */
const hint =
  'Remove was, or name what was renamed. Where one takes the name that another gives up, rename the other first, in a migration of its own'

const check = (kind: string, elements: readonly Named[], report: Report): void => {
  const present = new Set(elements.map(({ name }) => name))
  const heirs = new Map<string, string>()
  for (const { name, was } of elements) {
    if (was === undefined) continue
    const heir = heirs.get(was.value)
    const problem =
      was.value === name
        ? `was: ${quoted(name)} is the ${kind}'s present name`
        : present.has(was.value)
          ? `The ${kind} ${quoted(name)} cannot have been ${quoted(was.value)}, which still exists`
          : heir !== undefined
            ? `The ${kind}s ${quoted(heir)} and ${quoted(name)} cannot both have been ${quoted(was.value)}`
            : undefined
    heirs.set(was.value, name)
    if (problem !== undefined) report('invalid-was', was.span, problem, hint)
  }
}
