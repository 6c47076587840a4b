import type { ClientBase } from 'pg'
import { parseArrayLiteral } from '../values/array-literal.js'
import { parseJson } from '../values/json.js'
import { byteaBytes, scalarReader } from '../values/scalar-reader.js'

export type TypeParser = (text: string) => unknown

/** Where parsers for the types that this file does not name come from: the driver's own. */
export type DefaultParsers = {
  getTypeParser(oid: number, format: 'text' | 'binary'): (value: never) => unknown
}

/** Types that a database defines itself (enums, domains, their arrays) have higher numbers than this. */
const FIRST_USER_OID = 16384

const text: TypeParser = (value) => value
const bigint: TypeParser = (value) => BigInt(value)
const number: TypeParser = (value) => Number(value)
const boolean: TypeParser = (value) => value === 't'
const timestamp: TypeParser = (value) => scalarReader.timestamp(value)
/** char(n) is filled with blanks that mean nothing. https://www.postgresql.org/docs/current/datatype-character.html */
const unpadded: TypeParser = (value) => value.replace(/ +$/, '')

/** Scalar type, its array type, its parser. Numbers from https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const builtIn: readonly (readonly [oid: number, arrayOid: number, parse: TypeParser])[] = [
  [16, 1000, boolean],
  [17, 1001, byteaBytes],
  [20, 1016, bigint],
  [21, 1005, number],
  [23, 1007, number],
  [25, 1009, text],
  [26, 1028, number],
  [114, 199, parseJson],
  // As texts these three go in again as they came out, whatever IntervalStyle the server has; the driver makes objects of them.
  [600, 1017, text],
  [700, 1021, number],
  [701, 1022, number],
  [718, 719, text],
  [1042, 1014, unpadded],
  [1043, 1015, text],
  [1082, 1182, text],
  [1083, 1183, text],
  // A timestamp without time zone is no instant, so no Date is made of it.
  [1114, 1115, text],
  [1184, 1185, timestamp],
  [1186, 1187, text],
  [1266, 1270, text],
  [1700, 1231, text],
  [2950, 2951, text],
  [3802, 3807, parseJson],
]

/** The parsers of one pool. Never the driver's global ones: other users of the driver in the process keep theirs. */
export class TypeParsers {
  readonly #defaults: DefaultParsers
  readonly #parsers = new Map<number, TypeParser>()

  constructor(defaults: DefaultParsers) {
    this.#defaults = defaults
    for (const [oid, arrayOid, parse] of builtIn) {
      this.#parsers.set(oid, parse).set(arrayOid, arrayOf(parse))
    }
  }

  /** For the `types` of one query; notes the types that must be looked up. */
  forQuery(): QueryTypes {
    return new QueryTypes(this.#parsers, this.#defaults)
  }

  parser(oid: number): TypeParser | undefined {
    return this.#parsers.get(oid)
  }

  /** Looks types up that the database defines itself. A domain is what it is made of; of the rest the text is taken. */
  async learn(client: ClientBase, oids: readonly number[]): Promise<void> {
    const { rows } = await client.query<CatalogType>({
      text: LOOK_UP,
      values: [oids],
      types: this.forQuery(),
    })
    const types = new Map(rows.map((row) => [row.oid, row]))
    for (const oid of types.keys()) this.#define(oid, types)
    for (const oid of oids) if (!this.#parsers.has(oid)) this.#parsers.set(oid, text)
  }

  #define(oid: number, types: ReadonlyMap<number, CatalogType>): TypeParser {
    const known = this.#parsers.get(oid)
    if (known !== undefined) return known
    const type = types.get(oid)
    const parse = type === undefined ? text : this.#parserFor(type, types)
    this.#parsers.set(oid, parse)
    return parse
  }

  #parserFor(type: CatalogType, types: ReadonlyMap<number, CatalogType>): TypeParser {
    if (type.category === 'A') return arrayOf(this.#define(type.element, types))
    return type.base === 0 ? text : this.#define(type.base, types)
  }
}

type CatalogType = { oid: number; category: string; element: number; base: number }

const LOOK_UP = `
  WITH RECURSIVE wanted AS (
    SELECT oid, typcategory, typelem, typbasetype FROM pg_catalog.pg_type WHERE oid = ANY($1)
    UNION
    SELECT t.oid, t.typcategory, t.typelem, t.typbasetype
    FROM pg_catalog.pg_type t JOIN wanted ON t.oid IN (wanted.typelem, wanted.typbasetype)
  )
  SELECT oid, typcategory::text AS category, typelem AS element, typbasetype AS base FROM wanted`

/** What the driver asks for parsers while it reads one result. */
export class QueryTypes {
  readonly #parsers: ReadonlyMap<number, TypeParser>
  readonly #defaults: DefaultParsers
  /** Types that came as text because nobody knew them yet. */
  unknown: Set<number> | undefined

  constructor(parsers: ReadonlyMap<number, TypeParser>, defaults: DefaultParsers) {
    this.#parsers = parsers
    this.#defaults = defaults
  }

  // biome-ignore lint/suspicious/noExplicitAny: the driver's own signature
  getTypeParser(oid: number, format: 'text' | 'binary' = 'text'): any {
    if (format !== 'text') return this.#defaults.getTypeParser(oid, format)
    const parse = this.#parsers.get(oid)
    if (parse !== undefined) return parse
    if (oid < FIRST_USER_OID) return this.#defaults.getTypeParser(oid, 'text')
    this.unknown ??= new Set()
    this.unknown.add(oid)
    return text
  }
}

function arrayOf(parse: TypeParser): TypeParser {
  return (literal) => parseArrayLiteral(literal, parse)
}
