import type { LogicalType, Model } from '../../model/model.js'
import { enumNamed } from '../enums.js'

/** The TypeScript type that kysely-codegen reads off a column, where it is another than ours. */
export const codegenType = (type: LogicalType, model: Model): string | undefined => {
  switch (type.kind) {
    case 'native':
      return 'any'
    case 'bigint':
      return 'string'
    case 'json':
      return 'JsonArray | JsonObject | boolean | number | string'
    case 'bytes':
      return 'Buffer<ArrayBufferLike>'
    case 'enum':
      return enumNamed(type.name, model).native ? undefined : 'string'
    case 'array': {
      const element = codegenType(type.element, model)
      if (element === undefined || element === 'any') return 'any'
      return type.element.kind === 'json'
        ? '(JsonArray | JsonObject | boolean | null | number | string)[]'
        : `${element}[]`
    }
    default:
      return undefined
  }
}
