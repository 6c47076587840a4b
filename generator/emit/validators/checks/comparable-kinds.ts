import type { Column, Table } from '../../../model/model.js'
import { columnNamed } from './column-named.js'
import type { Term } from './expression.js'

/** What is compared, as far as databases do it alike. `literal` is the text of one. */
export type Kind = {
  readonly kind:
    | 'exact'
    | 'double'
    | 'single'
    | 'text'
    | 'date'
    | 'time'
    | 'timestamp'
    | 'uuid'
    | 'boolean'
    | 'bytes'
  readonly literal?: string
  /** Text whose blanks at the end mean nothing. */
  readonly padded?: boolean
}

/** undefined: nothing that could be compared here. */
export function kindOf(term: Term, table: Table): Kind | undefined {
  switch (term.kind) {
    case 'column': {
      const column = columnNamed(term, table)
      return column && columnKind(column)
    }
    case 'call': {
      const of = kindOf(term.of, table)
      if (of?.kind === 'text') return term.function === 'length' ? { kind: 'exact' } : { kind: 'text' }
      return of?.kind === 'bytes' && term.function === 'length' ? { kind: 'exact' } : undefined
    }
    case 'number':
      return { kind: 'exact', literal: term.text }
    case 'text':
      return { kind: 'text', literal: term.text }
    case 'boolean':
      return { kind: 'boolean' }
    default:
      return term satisfies never
  }
}

/** More digits than a database keeps exactly in a number are a text to it. */
const exactDigits = 15

function columnKind({ type, collate }: Column): Kind | undefined {
  switch (type.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      return { kind: 'exact' }
    case 'decimal':
      return type.precision <= exactDigits ? { kind: 'exact' } : undefined
    case 'double':
      return { kind: 'double' }
    case 'real':
      return { kind: 'single' }
    case 'text':
    case 'varchar':
    case 'enum':
      return collate === undefined ? { kind: 'text' } : undefined
    case 'char':
      return collate === undefined ? { kind: 'text', padded: true } : undefined
    case 'date':
    case 'time':
    case 'timestamp':
    case 'uuid':
    case 'boolean':
    case 'bytes':
      return { kind: type.kind }
    case 'json':
    case 'array':
    case 'native':
      return undefined
    default:
      return type satisfies never
  }
}

/** Whether every database gives the same answer. Texts have an order of their own on each; a literal must be what is kept. */
export function comparesAlike(left: Kind | undefined, right: Kind | undefined, isOrdered: boolean): boolean {
  if (left === undefined || right === undefined) return false
  if (right.literal === undefined && left.literal !== undefined) return comparesAlike(right, left, isOrdered)
  const { literal } = right
  switch (left.kind) {
    case 'exact':
      return right.kind === 'exact' && (literal === undefined || digitsOf(literal) <= exactDigits)
    case 'double':
      return literal === undefined
        ? right.kind === 'double'
        : right.kind === 'exact' && digitsOf(literal) <= exactDigits
    case 'single':
      return right.kind === 'exact' && literal !== undefined && isKeptBySingle(Number(literal))
    case 'text':
      if (right.kind !== 'text' || isOrdered) return false
      return literal === undefined ? left.padded === right.padded : !left.padded || !literal.endsWith(' ')
    case 'date':
    case 'time':
    case 'timestamp':
    case 'uuid':
      if (literal === undefined) return right.kind === left.kind && (left.kind !== 'uuid' || !isOrdered)
      return right.kind === 'text' && forms[left.kind].test(literal) && (left.kind !== 'uuid' || !isOrdered)
    case 'boolean':
      return right.kind === 'boolean' && !isOrdered
    case 'bytes':
      return false
    default:
      return left.kind satisfies never
  }
}

const digitsOf = (literal: string): number => literal.replaceAll(/[-.]/g, '').length

/** Quarters up to 100,000 are the same number in four bytes, in eight, and in the shortest digits for either. */
const isKeptBySingle = (value: number): boolean => Number.isInteger(value * 4) && Math.abs(value) < 100_000

/** As values are kept. */
const forms = {
  date: /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/,
  time: /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
  timestamp:
    /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
} as const
