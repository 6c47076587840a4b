/**
 * What libraries that check input expect of a validator, version 1: https://standardschema.dev. It is an interface of types alone,
 * so that nothing has to be installed for it.
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => ValidationResult<Output>
    /** Known to the compiler alone. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
  }
}

/** The value as the database will keep it, or everything that is wrong with it. */
export type ValidationResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly ValidationIssue[] }

/** One thing that is wrong. */
export interface ValidationIssue {
  /** A sentence without the value itself, which may be private. */
  readonly message: string
  /** Where: a column, and inside of JSON and arrays the way on. Missing if it is about the whole row. */
  readonly path?: readonly PropertyKey[] | undefined
}
