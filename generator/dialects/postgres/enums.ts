import type { Enum } from '../../model/model.js'
import type { Statement } from '../dialect.js'
import { parenthesizedList } from '../layout.js'
import { commentOn } from './comments.js'
import { quote } from './identifiers.js'
import { textLiteral } from './literals.js'

export const createEnum = ({ name, values, comment }: Enum): readonly Statement[] => {
  const head = `CREATE TYPE ${quote(name)} AS ENUM `
  return [
    { sql: head + parenthesizedList(values.map(textLiteral), head.length), comment: `create enum ${name}` },
    ...commentOn('TYPE', [name], comment),
  ]
}

export const dropEnum = ({ name }: Enum): readonly Statement[] => [
  { sql: `DROP TYPE ${quote(name)}`, comment: `drop enum ${name}` },
]
