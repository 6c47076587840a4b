import type { Span } from '../../diagnostics/diagnostic.js'
import type { ColumnEntry, Members } from '../../document/document.js'
import { blankColumn } from '../draft.js'
import type { Behaviors } from '../model.js'
import type { OptionReader } from './options.js'

/** A mixin of the language itself. */
export type BuiltInMixin = {
  readonly name: string
  readonly options: readonly string[]
  readonly contribute: (use: MixinApplication) => Contribution
}

/** One built-in mixin on one table. */
export type MixinApplication = {
  readonly table: string
  /** Where the table names the mixin. */
  readonly span: Span
  readonly options: OptionReader
  /** Names of all mixins of the table. */
  readonly active: ReadonlySet<string>
}

/** What a mixin brings to a table. */
export type Contribution = {
  readonly members: Partial<Members>
  readonly behaviors: Partial<Behaviors>
}

/** A column a mixin makes: what differs from a plain not-null column of that type. */
export const mixinColumn = (
  name: string,
  type: string | undefined,
  span: Span,
  rest: Partial<ColumnEntry> = {},
): ColumnEntry => ({
  ...blankColumn(name, span),
  type: type === undefined ? undefined : { value: { kind: 'named', text: type }, span },
  ...rest,
})
