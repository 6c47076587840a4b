import type { Reader, ScalarReader } from './reader.js'

/** Completes a reader by its form for nullable columns. */
export function withNullable(read: ScalarReader): Reader {
  return Object.freeze({
    ...read,
    nullable: Object.freeze({
      text: <T extends string = string>(value: unknown) => (value === null ? null : read.text<T>(value)),
      number: (value: unknown) => (value === null ? null : read.number(value)),
      bigint: (value: unknown) => (value === null ? null : read.bigint(value)),
      decimal: (value: unknown, scale: number) => (value === null ? null : read.decimal(value, scale)),
      boolean: (value: unknown) => (value === null ? null : read.boolean(value)),
      date: (value: unknown) => (value === null ? null : read.date(value)),
      time: (value: unknown) => (value === null ? null : read.time(value)),
      timestamp: (value: unknown) => (value === null ? null : read.timestamp(value)),
      uuid: (value: unknown) => (value === null ? null : read.uuid(value)),
      json: <T>(value: unknown) => (value === null ? null : read.json<T>(value)),
      bytes: (value: unknown) => (value === null ? null : read.bytes(value)),
      array: <T>(value: unknown, element: string) => (value === null ? null : read.array<T>(value, element)),
      native: <T>(value: unknown) => (value === null ? null : read.native<T>(value)),
    }),
  })
}
