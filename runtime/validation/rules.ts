/** What generated code tells a validator of a table: data alone. Names are properties of the generated TypeScript. */
export type RowRules = {
  /** SQL name. */
  readonly table: string
  readonly columns: { readonly [property: string]: ColumnRule }
  /** Columns that the database or the repository writes, and nobody else. */
  readonly refused?: readonly string[]
  /** Values of the enums that columns name with `enum(name)`. */
  readonly enums?: { readonly [name: string]: readonly string[] }
  readonly checks?: readonly CheckRule[]
}

/** A type in the words of the schema language, `varchar(255)?`; the short form must be given unless it may be null. */
export type ColumnRule =
  | string
  | {
      readonly type: string
      /** The database gives it a value. */
      readonly optional: true
      /** That value, where a check needs it. */
      readonly default?: string | number | boolean
      /** Given when the row is made, if ever. */
      readonly fixed?: true
    }

/** A CHECK of the table: its name, its text, and what it says. */
export type CheckRule = { readonly name: string; readonly sql: string; readonly holds: Condition }

/** SQL's own logic, in which a comparison with NULL is neither true nor false. */
export type Condition =
  | readonly ['and' | 'or', ...Condition[]]
  | readonly ['not', Condition]
  | readonly [Comparison, Operand, Operand]
  | readonly ['in', Operand, ...Operand[]]
  | readonly ['like', Operand, string]
  | readonly ['null' | 'true', Operand]

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>='

/** A column by its property, a function of an operand, or a literal: a number with every digit, a text, a boolean. */
export type Operand =
  | { readonly column: string }
  | { readonly length: Operand }
  | { readonly trim: Operand }
  | { readonly number: string }
  | { readonly text: string }
  | { readonly boolean: boolean }
