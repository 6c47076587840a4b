/** Bounds that no schema written by people reaches, and that keep any input from exhausting time, memory or the stack. */
export const limits = {
  /** UTF-16 units in one file. */
  length: 8_000_000,
  /** Collections inside each other, aliases written out. */
  depth: 200,
  /** Lexical tokens in one file: eight million brackets are no schema. */
  tokens: 4_000_000,
  /** Tokens after a value on its line, where nothing but a comment can stand. */
  tail: 100,
  /** Values that aliases add when they are written out. */
  aliased: 100_000,
  /** Problems collected in one run. */
  problems: 1_000,
  /** Syntax errors of one file: after a few they follow from each other. */
  syntaxErrors: 20,
} as const
