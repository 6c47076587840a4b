import type { LogicalType, Model } from '../../../model/model.js'

/** A value of its own for each `number`, where the type has as many; undefined elsewhere. */
export const distinctValue = (type: LogicalType, number: string, model: Model): string | undefined => {
  switch (type.kind) {
    case 'text':
    case 'varchar':
    case 'char':
      return `${number}::text`
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'decimal':
      return number
    case 'date':
      return `date '1970-01-01' + ${number}::integer`
    case 'time':
      return `time '00:00' + ${number} * interval '1 microsecond'`
    case 'timestamp':
      return `to_timestamp(${number})`
    case 'uuid':
      return 'gen_random_uuid()'
    case 'json':
      return `to_jsonb(${number})`
    case 'bytes':
      return `int8send(${number})`
    case 'array':
      return (
        distinctValue(type.element, number, model) && `ARRAY[${distinctValue(type.element, number, model)}]`
      )
    case 'boolean':
    case 'enum':
    case 'native':
      return undefined
    default:
      return type satisfies never
  }
}
