import { diagnostic } from '../diagnostics/codes.js'
import type { Diagnostic, Outcome } from '../diagnostics/diagnostic.js'
import { sameState } from '../model/equal.js'
import type { Model, Origin } from '../model/model.js'
import type { Change } from './change.js'
import { enumDifferences, scriptDifferences, tableDifferences, viewDifferences } from './differences.js'

/** The changes that lead from one model to the other: what goes first, then what comes, each in the order of its model. */
export const diffModels = (before: Model, after: Model): Outcome<readonly Change[]> => {
  const enums = compare('enum', before.enums, after.enums, enumDifferences)
  const scripts = compare('script', before.scripts, after.scripts, scriptDifferences)
  const tables = compare('table', before.tables, after.tables, tableDifferences)
  const views = compare('view', before.views, after.views, viewDifferences)
  const diagnostics = [enums, scripts, tables, views].flatMap((comparison) => comparison.diagnostics)
  if (diagnostics.length > 0) return { value: undefined, diagnostics }
  const value: Change[] = [
    ...views.gone.map((view) => ({ kind: 'dropView', view }) as const),
    ...tables.gone.map((table) => ({ kind: 'dropTable', table }) as const),
    ...scripts.gone.map((script) => ({ kind: 'dropScript', script }) as const),
    ...enums.gone.map((element) => ({ kind: 'dropEnum', enum: element }) as const),
    ...enums.added.map((element) => ({ kind: 'createEnum', enum: element }) as const),
    ...scripts.added.map((script) => ({ kind: 'createScript', script }) as const),
    ...tables.added.map((table) => ({ kind: 'createTable', table }) as const),
    ...views.added.map((view) => ({ kind: 'createView', view }) as const),
  ]
  return { value, diagnostics }
}

type Element = { readonly name: string; readonly meta?: { readonly origin: Origin } }

type Comparison<T> = {
  readonly gone: readonly T[]
  readonly added: readonly T[]
  readonly diagnostics: readonly Diagnostic[]
}

const compare = <T extends Element>(
  label: string,
  before: readonly T[],
  after: readonly T[],
  differences: (before: T, after: T) => readonly string[],
): Comparison<T> => {
  const old = new Map(before.map((element) => [element.name, element]))
  const kept = new Set(after.map((element) => element.name))
  return {
    gone: before.filter(({ name }) => !kept.has(name)),
    added: after.filter(({ name }) => !old.has(name)),
    diagnostics: after.flatMap((element) => {
      const former = old.get(element.name)
      if (!former || sameState(former, element)) return []
      return differences(former, element).map((what) => unsupported(label, element, what))
    }),
  }
}

const unsupported = (label: string, element: Element, what: string): Diagnostic =>
  diagnostic(
    'unsupported-change',
    element.meta?.origin.span,
    `${label} ${element.name}: ${what}, and what exists cannot be altered by a migration`,
    `put ${label} ${element.name} back as it was, or add the new form under another name`,
  )
