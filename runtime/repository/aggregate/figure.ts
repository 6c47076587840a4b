import { ValueError } from '../../errors.js'
import type { Session } from '../../session.js'
import { readValue } from '../../values/read-value.js'
import type { Reader } from '../../values/reader.js'
import type { Access } from '../access.js'
import type { DialectSql, ExactSum } from '../sql/dialect-sql.js'
import type { Column } from '../table.js'
import type { Direction, NullsPlacement } from '../types.js'
import { isFloat, type Measure } from './measure.js'

/** A measure as SQL: expressions over the rows of a group, what is read of them, an order, and the value that comes of it. */
export type Figure = {
  readonly expressions: readonly string[]
  /** The names are those that the expressions have around the groups. */
  shown(names: readonly string[]): readonly string[]
  order(names: readonly string[], direction: Direction, nulls: NullsPlacement): string
  read(values: readonly unknown[], reader: Reader): unknown
}

/** Digits that the average of a decimal has beyond those of its column. */
const averageDigits = 6

export function figureOf(measure: Measure, { sql, session }: Access): Figure {
  if (measure.word === 'count') return countFigure
  const { word, column } = measure
  if (word === 'min' || word === 'max') return extremeFigure(word, column, sql, session)
  if (isFloat(column.parsed.kind)) return floatFigure(word, column, sql)
  return exactFigure(word, column, sql.exactSum(column))
}

const countFigure: Figure = {
  expressions: ['count(*)'],
  shown: (names) => names,
  order: ([name = ''], direction, nulls) => ordered(name, direction, nulls),
  read: ([count]) => Number(count),
}

function extremeFigure(word: 'min' | 'max', column: Column, sql: DialectSql, session: Session): Figure {
  return {
    expressions: [sql.extreme(word, column)],
    shown: ([name = '']) => [session.selectExpression(name, column.type)],
    order: ([name = ''], direction, nulls) =>
      sql.order({
        column: { ...column, qualified: name, parsed: { ...column.parsed, nullable: true } },
        direction,
        nulls,
      }),
    read: ([value], reader) => (value === null ? null : readValue(reader, column.parsed, value)),
  }
}

function floatFigure(word: 'sum' | 'avg', column: Column, sql: DialectSql): Figure {
  const quotient = ([sum = '', count = '']: readonly string[]) =>
    word === 'sum' ? sum : `${sum} / nullif(${count}, 0)`
  return {
    expressions: [sql.floatSum(column), `count(${column.quoted})`],
    shown: (names) => names,
    order: (names, direction, nulls) => ordered(quotient(names), direction, nulls),
    read: ([sum, count], reader) => {
      if (sum === null) return null
      return word === 'sum' ? reader.number(sum) : reader.number(sum) / Number(count)
    },
  }
}

/** Digits are never lost: sums are whole numbers of the smallest unit, however large. */
function exactFigure(word: 'sum' | 'avg', column: Column, exact: ExactSum): Figure {
  const { parts } = exact
  return {
    expressions: [...parts, `count(${column.quoted})`],
    shown: (names) => [...exact.shown(names.slice(0, parts.length)), ...names.slice(parts.length)],
    order: (names, direction, nulls) => {
      const sums = names.slice(0, parts.length)
      const [count] = names.slice(parts.length)
      const keys = word === 'sum' ? exact.order(sums) : [`${exact.double(sums)} / nullif(${count}, 0)`]
      return keys.map((key) => ordered(key, direction, nulls)).join(', ')
    },
    read: (values) => {
      if (values[0] === null) return null
      const total = exact.total(values.slice(0, parts.length))
      return word === 'sum'
        ? sumOf(column, total)
        : averageOf(column, total, BigInt(values[parts.length] as string))
    },
  }
}

function sumOf(column: Column, total: bigint): unknown {
  const { parsed, place } = column
  if (parsed.kind === 'bigint') return total
  if (parsed.kind === 'decimal') return decimalText(total, parsed.scale)
  const sum = Number(total)
  if (Number.isSafeInteger(sum)) return sum
  const { table, column: name } = place
  const message = `The sum of ${table}.${name} is ${total}, which a number cannot keep; declare the column a bigint.`
  throw new ValueError(message, { table, columns: [name] })
}

function averageOf({ parsed }: Column, total: bigint, count: bigint): unknown {
  if (parsed.kind !== 'decimal') return Number(total) / Number(count)
  const scaled = total * 10n ** BigInt(averageDigits) * 2n
  const half = total < 0n ? -count : count
  return decimalText((scaled + half) / (count * 2n), parsed.scale + averageDigits)
}

function decimalText(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
  return units < 0n ? `-${text}` : text
}

const ordered = (key: string, direction: Direction, nulls: NullsPlacement): string =>
  `${key}${direction === 'desc' ? ' DESC' : ''} NULLS ${nulls.toUpperCase()}`
