import type { Literal, LogicalType } from '../model/model.js'

type ArrayType = Extract<LogicalType, { readonly kind: 'array' }>
type DecimalType = Extract<LogicalType, { readonly kind: 'decimal' }>

/** How one database writes each form that a canonical value has. */
export type LiteralForms = {
  readonly text: (value: string) => string
  readonly boolean: (value: boolean) => string
  readonly decimal: (value: Literal, type: DecimalType) => string
  /** Of the JSON text. */
  readonly json: (text: string) => string
  readonly bytes: (base64: string) => string
  readonly array: (value: Literal, type: ArrayType) => string
}

/** A literal in its canonical form as SQL of the type. */
export const literalIn = (forms: LiteralForms, value: Literal, type: LogicalType): string => {
  if (value === null) return type.kind === 'json' ? forms.json('null') : 'NULL'
  switch (type.kind) {
    case 'text':
    case 'varchar':
    case 'char':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'uuid':
    case 'enum':
      return forms.text(String(value))
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
      return numberLiteral(value)
    case 'decimal':
      return forms.decimal(value, type)
    case 'boolean':
      return forms.boolean(value === true)
    case 'json':
      return forms.json(JSON.stringify(value))
    case 'bytes':
      return forms.bytes(String(value))
    case 'array':
      return forms.array(value, type)
    case 'native':
      return nativeLiteral(forms, value)
    default:
      return type satisfies never
  }
}

export const numberLiteral = (value: Literal): string => {
  const text = String(value)
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text)) throw new Error(`${text} is not a number of SQL`)
  return text
}

/** By the kind of value alone, because nothing is known of the type. */
const nativeLiteral = (forms: LiteralForms, value: Exclude<Literal, null>): string => {
  if (typeof value === 'number') return numberLiteral(value)
  if (typeof value === 'boolean') return forms.boolean(value)
  return forms.text(typeof value === 'string' ? value : JSON.stringify(value))
}
