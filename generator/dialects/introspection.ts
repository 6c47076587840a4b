import type { Model } from '../model/model.js'

/** Runs a query of the catalogue; one at a time. */
export type Query = <Row>(sql: string) => Promise<readonly Row[]>

/** What is in a database: what the language can say of it, and everything else. */
export type Introspection = {
  /** Texts of SQL as the database tells them; mixins are not recognised yet, so their columns and triggers stand for themselves. */
  readonly model: Model
  readonly others: readonly OtherObject[]
}

/** What the language has no word for: an object, or a trait of one. */
export type OtherObject = {
  /** In the words of the database: `function`, `policy`, `partitioned table`. */
  readonly kind: string
  readonly name: string
  /** The table that it belongs to. */
  readonly table: string | undefined
  /** Statements that make it, and statements that remove it; undefined: SQL of the author's own cannot keep it either. */
  readonly script: { readonly create: readonly string[]; readonly drop: readonly string[] } | undefined
  /** What the statements say, by what it is of, such as `column at`; undefined: they are only known as a whole. */
  readonly parts?: { readonly [part: string]: string } | undefined
  /** Names of tables, views and other objects that must exist first. */
  readonly dependsOn: readonly string[]
  /** What is the matter with it. */
  readonly reason?: string
}
