import type { LogicalType } from '../model.js'

/** A type, or what is wrong with the argument in its parentheses. */
export type TypeResult =
  | { readonly type: LogicalType }
  | { readonly problem: string; readonly hint: string | undefined }

type Builder = (argument: string | undefined) => TypeResult

/** The longest length that every targeted database can declare. */
const maximumLength = 10_485_760
/** The largest precision that every targeted database can declare. */
const maximumPrecision = 1000

const plain =
  (type: LogicalType): Builder =>
  (argument) =>
    argument === undefined
      ? { type }
      : { problem: `${type.kind} takes no length or precision`, hint: `Write ${type.kind}` }

const sized =
  (kind: 'varchar' | 'char'): Builder =>
  (argument) => {
    if (argument === undefined) {
      return { problem: `${kind} needs a length`, hint: `Write ${kind}(255), or text for any length` }
    }
    const length = wholeNumber(argument)
    return length !== undefined && length >= 1 && length <= maximumLength
      ? { type: { kind, length } }
      : {
          problem: `the length of ${kind} must be a whole number from 1 to ${maximumLength}`,
          hint: 'Use text for any length',
        }
  }

const decimal: Builder = (argument) => {
  const [precisionText, scaleText, ...rest] = argument?.split(',') ?? []
  if (precisionText === undefined || scaleText === undefined || rest.length > 0) {
    const digits = precisionText === undefined ? undefined : wholeNumber(precisionText)
    return {
      problem: 'decimal needs a precision and a scale',
      hint: `Write decimal(${digits ?? 12},${digits === undefined ? 2 : 0}): all digits, and those after the point`,
    }
  }
  const precision = wholeNumber(precisionText)
  const scale = wholeNumber(scaleText)
  if (precision === undefined || precision < 1 || precision > maximumPrecision) {
    return {
      problem: `the precision of decimal must be a whole number from 1 to ${maximumPrecision}`,
      hint: undefined,
    }
  }
  return scale !== undefined && scale <= precision
    ? { type: { kind: 'decimal', precision, scale } }
    : { problem: `the scale of decimal must be a whole number from 0 to its precision`, hint: undefined }
}

const wholeNumber = (text: string): number | undefined =>
  /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined

const simpleKinds = [
  'text',
  'smallint',
  'integer',
  'bigint',
  'real',
  'double',
  'boolean',
  'date',
  'time',
  'timestamp',
  'uuid',
  'json',
  'bytes',
] as const

export const builtInTypes: ReadonlyMap<string, Builder> = new Map<string, Builder>([
  ...simpleKinds.map((kind): [string, Builder] => [kind, plain({ kind })]),
  ['varchar', sized('varchar')],
  ['char', sized('char')],
  ['decimal', decimal],
])
