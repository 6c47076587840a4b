import type { Check, Table } from '../../../model/model.js'
import { columnNamed } from './column-named.js'
import { comparesAlike, type Kind, kindOf } from './comparable-kinds.js'
import type { Expression, Term } from './expression.js'
import { parseCheck } from './parse.js'

/** A condition as runtime/validation reads it: lists of words, operands and further conditions. */
export type ConditionData = readonly (string | OperandData | ConditionData)[]
export type OperandData = { readonly [key: string]: string | boolean | OperandData }

/** undefined: what the check says cannot be said outside of a database, or not alike on all of them. */
export function translateCheck(
  { sql }: Check,
  table: Table,
  properties: ReadonlyMap<string, string>,
): ConditionData | undefined {
  const texts = typeof sql === 'string' ? [sql] : Object.values(sql)
  const translated = texts.map((text) => {
    const expression = parseCheck(text)
    return expression && condition(expression, { table, properties })
  })
  const [first, ...others] = translated
  return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined
}

type Scope = { readonly table: Table; readonly properties: ReadonlyMap<string, string> }

function condition(expression: Expression, scope: Scope): ConditionData | undefined {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return listOf(
        expression.kind,
        expression.parts.map((part) => condition(part, scope)),
      )
    case 'not':
      return listOf('not', [condition(expression.part, scope)])
    case 'compare': {
      const { left, right, operator } = expression
      const isOrdered = operator !== '=' && operator !== '<>'
      const alike = comparesAlike(kindOf(left, scope.table), kindOf(right, scope.table), isOrdered)
      return alike ? listOf(operator, [operand(left, scope), operand(right, scope)]) : undefined
    }
    case 'in': {
      const { term, list } = expression
      const kind = kindOf(term, scope.table)
      const alike = list.every((item) => comparesAlike(kind, kindOf(item, scope.table), false))
      return alike
        ? listOf(
            'in',
            [term, ...list].map((item) => operand(item, scope)),
          )
        : undefined
    }
    case 'like':
      return isPlainText(kindOf(expression.term, scope.table)) && matchesAlike(expression.pattern)
        ? listOf('like', [operand(expression.term, scope), expression.pattern])
        : undefined
    case 'null':
      return listOf('null', [operand(expression.term, scope)])
    case 'true':
      return kindOf(expression.term, scope.table)?.kind === 'boolean'
        ? listOf('true', [operand(expression.term, scope)])
        : undefined
    default:
      return expression satisfies never
  }
}

const isPlainText = (kind: Kind | undefined): boolean => kind?.kind === 'text' && !kind.padded

/** One database tells capitals from small letters in a pattern, another does not; one has a backslash that escapes. */
const matchesAlike = (pattern: string): boolean => !/[A-Za-z\\]/.test(pattern)

function listOf(
  word: string,
  parts: readonly (ConditionData | OperandData | string | undefined)[],
): ConditionData | undefined {
  const known = parts.flatMap((part) => (part === undefined ? [] : [part]))
  return known.length === parts.length ? [word, ...known] : undefined
}

function operand(term: Term, { table, properties }: Scope): OperandData | undefined {
  switch (term.kind) {
    case 'column': {
      const column = columnNamed(term, table)
      return column && { column: properties.get(column.name) ?? column.name }
    }
    case 'call': {
      const of = kindOf(term, table) === undefined ? undefined : operand(term.of, { table, properties })
      return of && { [term.function]: of }
    }
    case 'number':
      return { number: term.text }
    case 'text':
      return { text: term.text }
    case 'boolean':
      return { boolean: term.value }
    default:
      return term satisfies never
  }
}
