import type { Operation } from '../dialects/dialect.js'
import type { Origin, Table } from '../model/model.js'

/** Where the schema says what an operation does that failed; undefined for what is known from migrations alone. */
export const originOf = (operation: Operation, message: string): Origin | undefined => {
  switch (operation.kind) {
    case 'createEnum':
    case 'dropEnum':
      return operation.enum.meta?.origin
    case 'createTable':
      return partOf(operation.table, message) ?? operation.table.meta?.origin
    case 'dropTable':
    case 'createTrigger':
    case 'dropTrigger':
      return operation.table.meta?.origin
    case 'addForeignKey':
    case 'dropForeignKey':
      return (operation.foreignKey.meta ?? operation.table.meta)?.origin
    case 'createIndex':
      return (operation.index.meta ?? operation.table.meta)?.origin
    case 'createView':
    case 'dropView':
      return operation.view.meta?.origin
    case 'createScript':
    case 'dropScript':
      return operation.script.meta?.origin
    default:
      return operation satisfies never
  }
}

/** A table is made by one statement; which SQL of the author's in it failed is known if only one has the word that is named. */
const partOf = ({ checks, columns }: Table, message: string): Origin | undefined => {
  const word = /near "([^"]+)"|: ([^\s:]+)$/.exec(message)?.slice(1).find(Boolean)
  if (word === undefined) return undefined
  const written = [
    ...checks,
    ...columns.map((column) => ({ ...column, sql: [column.generated, column.default] })),
  ]
  const [first, second] = written.filter(({ sql }) => JSON.stringify(sql).includes(word))
  return second === undefined ? first?.meta?.origin : undefined
}
