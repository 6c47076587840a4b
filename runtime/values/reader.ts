import type { JsonValue } from './json.js'

/**
 * Makes declared values of what a driver returned. There is one for each way a value can arrive (our SQLite driver, our
 * PostgreSQL driver, a foreign driver of either), all of one shape; every method returns a value that is declared already as
 * it is. A value that cannot be what the schema says throws a {@link ValueError}.
 */
export type Reader = ScalarReader & { readonly nullable: NullableReader }

export type ScalarReader = {
  text<T extends string = string>(value: unknown): T
  /** smallint, integer, real, double. */
  number(value: unknown): number
  bigint(value: unknown): bigint
  /** `scale`: digits after the point, always all of them. */
  decimal(value: unknown, scale: number): string
  boolean(value: unknown): boolean
  date(value: unknown): string
  time(value: unknown): string
  timestamp(value: unknown): Date
  uuid(value: unknown): string
  json<T = JsonValue>(value: unknown): T
  bytes(value: unknown): Uint8Array
  /** `element` is a type as in {@link ColumnDefinition}, without `[]`. */
  array<T>(value: unknown, element: string): T[]
  /** What the driver returned. */
  native<T>(value: unknown): T
}

/** The same for nullable columns: SQL NULL becomes null. */
export type NullableReader = {
  text<T extends string = string>(value: unknown): T | null
  number(value: unknown): number | null
  bigint(value: unknown): bigint | null
  decimal(value: unknown, scale: number): string | null
  boolean(value: unknown): boolean | null
  date(value: unknown): string | null
  time(value: unknown): string | null
  timestamp(value: unknown): Date | null
  uuid(value: unknown): string | null
  json<T = JsonValue>(value: unknown): T | null
  bytes(value: unknown): Uint8Array | null
  array<T>(value: unknown, element: string): T[] | null
  native<T>(value: unknown): T | null
}
