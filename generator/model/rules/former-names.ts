import type { Located } from '../../document/document.js'
import { quoted } from '../quoted.js'
import type { Report } from '../scope.js'
import type { Rule } from './rule.js'

type Named = { readonly name: string; readonly was: Located<string> | undefined }

/** `was` names what is gone, and one thing can only have become one other. */
export const formerNames: Rule = ({ tables, document, report, model }) => {
  check(
    'table',
    tables.map(({ name, entry }) => ({ name, was: entry.was })),
    report,
  )
  check(
    'enum',
    document.enums.map(({ name, was }) => ({ name: name.value, was })),
    report,
  )
  const indexes = new Map(model.tables.flatMap((table) => table.indexes).map((index) => [index.name, index]))
  const written = tables.flatMap(({ indexes }) => indexes.map(({ entry, origin }) => ({ entry, origin })))
  const spans = new Map(written.map(({ entry }) => [entry.was?.value, entry.was]))
  check(
    'index',
    [...indexes.values()].map(({ name, meta }) => ({ name, was: spans.get(meta?.was) })),
    report,
  )
  for (const { columns } of tables) {
    check(
      'column',
      columns.map(({ entry }) => ({ name: entry.name.value, was: entry.was })),
      report,
    )
  }
}

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
    if (problem !== undefined)
      report('invalid-was', was.span, problem, 'Remove was, or name what was renamed')
  }
}
