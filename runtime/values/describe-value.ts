import { printValue } from './print-value.js'

/** Names a value in a message by its type, without printing more of it than a line can hold. */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return `the ${typeof value} ${printValue(value)}`
    case 'bigint':
      return `the bigint ${value}`
    case 'object':
      return describeObject(value)
    default:
      return printValue(value)
  }
}

function describeObject(value: object | null): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? printValue(value) : `the Date ${printValue(value)}`
  const name = value.constructor?.name
  return name === undefined || name === 'Object' ? 'an object' : `a value of class ${name}`
}
