import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ColumnFacts, columnTypes } from '../../generator/verify/column-types.js'

/** As kysely-codegen prints a database, with every kind of type that it knows. */
const printed = `
import type { ColumnType } from "kysely";
import type { IPostgresInterval } from "postgres-interval";
import type { Elsewhere as Other } from "./not-there";
import type { Lacking } from "half";
export type ArrayType<T> = ArrayTypeImpl<T> extends (infer U)[] ? U[] : ArrayTypeImpl<T>;
export type ArrayTypeImpl<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S[], I[], U[]> : T[];
export interface Circle { x: number; y: number; radius: number }
export type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
export type Int8 = ColumnType<string, bigint | number | string, bigint | number | string>;
export type Interval = ColumnType<IPostgresInterval, IPostgresInterval | number | string, IPostgresInterval | number | string>;
export type Json = ColumnType<JsonValue, string, string>;
export type JsonArray = JsonValue[];
export type JsonObject = { [x: string]: JsonValue | undefined };
export type JsonPrimitive = boolean | number | string | null;
export type JsonValue = JsonArray | JsonObject | JsonPrimitive;
export type Mood = "ok" | "sad";
export type Numeric = ColumnType<string, number | string, number | string>;
export interface Point { x: number; y: number }
export type Timestamp = ColumnType<Date, Date | string, Date | string>;
export interface Tasks {
  id: Generated<Int8>;
  effort: Interval | null;
  due: Generated<Interval>;
  pauses: ArrayType<Interval> | null;
  other: Other;
  lacking: Lacking | null;
  circle: Circle | null;
  point: Point;
  data: Json | null;
  documents: ArrayType<Json>;
  mood: Generated<Mood>;
  moods: ArrayType<Mood> | null;
  price: Numeric | null;
  raw: Buffer | null;
  texts: Generated<string[]>;
  at: Generated<Timestamp>;
  any: unknown;
  nowhere: Undeclared | null;
}
export interface DB { tasks: Tasks; "Sales.Open tasks": Tasks }
`

describe('what kysely-codegen prints, where packages that it imports are not installed', () => {
  let folder = ''
  let facts: ReadonlyMap<string, ColumnFacts> = new Map()
  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'tablewright-types-')))
    mkdirSync(join(folder, 'node_modules/@types'), { recursive: true })
    mkdirSync(join(folder, 'node_modules/half'))
    writeFileSync(join(folder, 'node_modules/half/index.d.ts'), 'export type Half = 1\n')
    for (const name of ['kysely', '@types/node'])
      symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name))
    facts = (await columnTypes([printed], folder))[0] ?? facts
  }, 60_000)
  afterAll(() => rmSync(folder, { recursive: true }))

  test('no table is lost', () => {
    expect(new Set([...facts.values()].map(({ table }) => table))).toEqual(
      new Set(['tasks', 'Sales.Open tasks']),
    )
  })

  test.each<[string, string | undefined, boolean | undefined, ColumnFacts['insert']]>([
    ['id', 'string', false, 'optional'],
    ['effort', 'IPostgresInterval', true, 'optional'],
    ['due', 'IPostgresInterval', false, 'optional'],
    ['pauses', 'IPostgresInterval[]', true, 'optional'],
    ['other', 'Other', false, 'required'],
    ['lacking', 'Lacking', true, 'optional'],
    ['circle', 'Circle', true, 'optional'],
    ['point', 'Point', false, 'required'],
    ['data', 'JsonArray | JsonObject | boolean | number | string', true, 'optional'],
    ['documents', '(JsonArray | JsonObject | boolean | null | number | string)[]', false, 'required'],
    ['mood', '"ok" | "sad"', false, 'optional'],
    ['moods', '("ok" | "sad")[]', true, 'optional'],
    ['price', 'string', true, 'optional'],
    ['raw', 'Buffer<ArrayBufferLike>', true, 'optional'],
    ['texts', 'string[]', false, 'optional'],
    ['at', 'Date', false, 'optional'],
    ['any', undefined, undefined, undefined],
    ['nowhere', undefined, undefined, undefined],
  ])('%s', (column, type, nullable, insert) => {
    expect(facts.get(`tasks.${column}`)).toMatchObject({ table: 'tasks', type, nullable, insert })
  })
})
