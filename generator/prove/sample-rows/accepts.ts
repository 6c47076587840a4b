import type { LogicalType, Model } from '../../model/model.js'

const limits = { smallint: 32767n, integer: 2147483647n, bigint: 9223372036854775807n } as const

/** Whether a text can be read as a value of the type without anything being lost. */
export const accepts = (type: LogicalType, text: string, model: Model): boolean => {
  switch (type.kind) {
    case 'text':
      return true
    case 'varchar':
    case 'char':
      return [...text].length <= type.length
    case 'smallint':
    case 'integer':
    case 'bigint':
      return /^-?\d+$/.test(text) && isWithin(BigInt(text), limits[type.kind])
    case 'real':
    case 'double':
      return /^-?\d{1,6}(\.\d{1,2})?$/.test(text)
    case 'decimal':
      return fitsDecimal(text, type.precision, type.scale)
    case 'boolean':
      return /^(true|false|0|1)$/.test(text)
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text)
    case 'time':
      return /^\d{2}:\d{2}:\d{2}$/.test(text)
    case 'timestamp':
      return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text)
    case 'uuid':
      return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)
    case 'json':
      return isJson(text)
    case 'enum':
      return model.enums.find(({ name }) => name === type.name)?.values.includes(text) ?? false
    case 'array':
      return acceptsItems(type.element, text, model)
    case 'bytes':
    case 'native':
      return true
    default:
      return type satisfies never
  }
}

/** An array is written as JSON. */
const acceptsItems = (element: LogicalType, text: string, model: Model): boolean => {
  const items: unknown = isJson(text) ? JSON.parse(text) : undefined
  return Array.isArray(items) && items.every((item) => item === null || acceptsItem(element, item, model))
}

const acceptsItem = (element: LogicalType, item: unknown, model: Model): boolean => {
  const isWritten = typeof item === (writtenAs[element.kind] ?? 'string')
  return element.kind === 'json' || (isWritten && accepts(element, String(item), model))
}

/** In JSON, where others are texts. */
const writtenAs: { readonly [K in LogicalType['kind']]?: string } = {
  smallint: 'number',
  integer: 'number',
  bigint: 'number',
  real: 'number',
  double: 'number',
  decimal: 'number',
  boolean: 'boolean',
}

const isWithin = (number: bigint, limit: bigint): boolean => number >= -limit && number <= limit

const fitsDecimal = (text: string, precision: number, scale: number): boolean => {
  const [, whole, fraction = ''] = /^-?(\d+)(?:\.(\d+?)0*)?$/.exec(text) ?? []
  if (whole === undefined) return false
  const digits = fraction.replace(/0+$/, '').length
  return digits <= scale && whole.replace(/^0+/, '').length <= precision - scale
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
